// The world: outlines of countries from the block "world", and where each actor stands, in the Natural Earth projection.
// Plane coordinates are in thousandths of an earth radius, x to the east and y to the south.
const WORLD = JSON.parse($("world").textContent);
const PLACES = JSON.parse($("places").textContent);

// Natural Earth projection: Šavrič, Jenny, Patterson, Petrovič, Hurni (2011), "A Polynomial Equation for the Natural
// Earth Projection".
function projected(longitude, latitude) {
  const l = longitude * Math.PI / 180;
  const p = latitude * Math.PI / 180;
  const p2 = p * p;
  const p4 = p2 * p2;
  return [
    1000 * l * (0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4))),
    -1000 * p * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4))),
  ];
}

// An encoded polyline: differences, the sign in the last bit, five bits a character.
function decoded(text) {
  const points = [];
  let x = 0;
  let y = 0;
  let at = 0;
  const next = () => {
    let value = 0;
    let shift = 0;
    let bits;
    do {
      bits = text.charCodeAt(at++) - 63;
      value |= (bits & 0x1f) << shift;
      shift += 5;
    } while (bits >= 0x20);
    return value & 1 ? ~(value >> 1) : value >> 1;
  };
  while (at < text.length) {
    x += next();
    y += next();
    points.push(projected(x / WORLD.grid, y / WORLD.grid));
  }
  return points;
}

const lineText = (points, start) => points.map(([x, y], i) => `${i ? "L" : start}${x.toFixed(1)} ${y.toFixed(1)}`).join("");

// The outlines as path texts: { countries: [{ iso, d }], borders, open (disputed), coast }.
function worldOutlines() {
  const arcs = WORLD.arcs.map(decoded);
  const uses = arcs.map(() => 0);
  const countries = WORLD.countries.map(({ iso, rings }) => ({
    iso,
    d: rings.map((ring) => lineText(ring.flatMap((a) => {
      uses[a < 0 ? ~a : a] += 1;
      return a < 0 ? [...arcs[~a]].reverse() : arcs[a];
    }), "M") + "Z").join(""),
  }));
  const open = new Set(WORLD.open);
  const lines = (wanted) => arcs.filter((_, a) => wanted(a)).map((points) => lineText(points, "M")).join("");
  return {
    countries,
    borders: lines((a) => uses[a] > 1 && !open.has(a)),
    open: lines((a) => open.has(a)),
    coast: lines((a) => uses[a] === 1),
  };
}

// Where an actor stands: { x, y, country }, country where it is only the point of its country; null where neither is known.
const standings = new Map();
function standing(i) {
  if (!standings.has(i)) {
    const own = PLACES[i];
    const country = own ? null : WORLD.points[actors[i].country];
    const [longitude, latitude] = own || (country ? country.slice(1) : []);
    const [x, y] = own || country ? projected(longitude, latitude) : [];
    standings.set(i, own || country ? { x, y, country: country ? actors[i].country : null } : null);
  }
  return standings.get(i);
}
