// What the map draws at one zoom: actors that would lie on one another are a stack, relations between the same two
// stacks that stand alike are one line. Coordinates are plane coordinates times the zoom.
const MAP_NEAR = 26;
const MAP_MOST = 8; // the nearest zoom: a pixel is about 800 m
const MAP_LINES = 300; // so many lines are drawn, those of most claims
const MAP_FAN = 16;

// All that is arranged anew when zoom, filters or what is open change.
function arrangeMap(view) {
  const weight = new Map();
  const whole = view.shown.filter((relation) => relation.o !== null);
  const drawn = whole.filter((relation) => standing(relation.s) && standing(relation.o));
  for (const relation of view.shown) {
    for (const end of new Set(endsOf(relation))) if (standing(end)) weight.set(end, (weight.get(end) || 0) + visible.counted[relation.i]);
  }
  const { kind, id } = view.chosen;
  if (kind === "actor" && standing(id) && !weight.has(id)) weight.set(id, 1);
  const closed = mapStacks(weight.keys(), view.zoom, weight);
  const opened = closed.find((stack) => stack.key === view.open && stack.actors.length > 1);
  if (!opened) view.open = null;
  const stacks = opened ? [...closed.filter((stack) => stack !== opened), ...mapFan(opened, weight)] : closed;
  const top = stacks.reduce((most, stack) => Math.max(most, stack.weight), 1);
  stacks.forEach((stack) => { stack.radius = mapRadius(stack, top); });
  const stackOf = new Map(stacks.flatMap((stack) => stack.actors.map((i) => [i, stack])));
  return { weight, closed, stacks, nowhere: whole.length - drawn.length, ...mapLines(drawn, stackOf) };
}

// The lines of what is selected, or of the stack that is open; null where nothing is.
function litLines(view) {
  if (view.chosen.kind !== null) {
    const some = new Set(selectedRelations(view.chosen.kind, view.chosen.id));
    return new Set(view.made.lines.filter((line) => line.relations.some((relation) => some.has(relation))));
  }
  return view.open === null ? null : new Set(view.made.lines.filter(({ a, b }) => a.arm || b.arm));
}

// Group actors, the most named first: each joins the nearest stack in reach, or starts one.
function mapStacks(shown, zoom, weight) {
  const stacks = [];
  const cells = new Map();
  const cell = (x, y) => x * 65_536 + y;
  for (const i of [...shown].sort((a, b) => weight.get(b) - weight.get(a) || a - b)) {
    const { x, y, country } = standing(i);
    const at = { x: x * zoom, y: y * zoom };
    const [cx, cy] = [Math.floor(at.x / MAP_NEAR), Math.floor(at.y / MAP_NEAR)];
    let best = null;
    let reach = MAP_NEAR;
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const stack of cells.get(cell(cx + dx, cy + dy)) || []) {
          const far = Math.hypot(stack.x - at.x, stack.y - at.y);
          if (far < reach) [best, reach] = [stack, far];
        }
      }
    }
    if (!best) {
      best = { ...at, actors: [], weight: 0, key: i, country };
      stacks.push(best);
      if (!cells.has(cell(cx, cy))) cells.set(cell(cx, cy), []);
      cells.get(cell(cx, cy)).push(best);
    }
    best.actors.push(i);
    best.weight += weight.get(i);
  }
  return stacks;
}

// A stack that is opened: its first actors in a ring around it, each a stack of its own.
function mapFan(stack, weight) {
  const out = stack.actors.slice(0, MAP_FAN);
  const radius = Math.max(46, out.length * 34 / (2 * Math.PI));
  const fanned = out.map((i, n) => {
    const angle = -Math.PI / 2 + 2 * Math.PI * n / out.length;
    return { x: stack.x + radius * Math.cos(angle), y: stack.y + radius * Math.sin(angle), actors: [i], key: i, weight: weight.get(i), arm: stack };
  });
  const rest = stack.actors.slice(MAP_FAN);
  if (rest.length) fanned.push({ ...stack, actors: rest, key: rest[0], weight: rest.reduce((n, i) => n + weight.get(i), 0) });
  return fanned;
}

const mapRadius = (stack, top) => 7 + 11 * Math.sqrt(stack.weight / top);

// One line for all relations between two stacks with the same valence and standing.
function mapLines(drawn, stackOf) {
  const bundles = new Map();
  let inside = 0;
  for (const relation of drawn) {
    const [from, to] = [stackOf.get(relation.s), stackOf.get(relation.o)];
    if (from === to) { inside += 1; continue; }
    const forward = from.key < to.key;
    const [a, b] = forward ? [from, to] : [to, from];
    const key = `${a.key}|${b.key}|${relation.type.valence}|${relation.status}`;
    if (!bundles.has(key)) {
      bundles.set(key, { a, b, pair: `${a.key}|${b.key}`, valence: relation.type.valence, status: relation.status,
        relations: [], claims: 0, toA: false, toB: false });
    }
    const line = bundles.get(key);
    line.relations.push(relation);
    line.claims += visible.counted[relation.i];
    if (!relation.type.symmetric) line[forward ? "toB" : "toA"] = true;
  }
  const lines = [...bundles.values()].sort((p, q) => q.claims - p.claims || p.relations[0].i - q.relations[0].i);
  bendMapLines(lines);
  const most = Math.max(20, lines.length ? lines[0].claims : 0);
  for (const line of lines) line.width = 1.2 + 4.8 * line.claims / most;
  return { lines, inside };
}

// Lines between the same two stacks fan out; a single one is bent a little, so that it is not taken for a border.
function bendMapLines(lines) {
  const beside = new Map();
  for (const line of lines) {
    if (!beside.has(line.pair)) beside.set(line.pair, []);
    beside.get(line.pair).push(line);
  }
  for (const group of beside.values()) {
    group.forEach((line, n) => {
      const { a, b } = line;
      const far = Math.hypot(b.x - a.x, b.y - a.y) || 1;
      // Westward lines bend as eastward ones do: towards the pole.
      const side = b.x >= a.x ? -1 : 1;
      const bend = side * Math.min(0.16 * far, 90) + (n - (group.length - 1) / 2) * Math.min(16, 90 / group.length);
      line.control = { x: (a.x + b.x) / 2 - bend * (b.y - a.y) / far, y: (a.y + b.y) / 2 + bend * (b.x - a.x) / far };
    });
  }
}

function mapPoint({ a, b, control }, t) {
  const [p, q, r] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
  return { x: p * a.x + q * control.x + r * b.x, y: p * a.y + q * control.y + r * b.y };
}


// An arrowhead at an end, outside the disc of its stack.
function mapArrow(end, control, gap, size) {
  const angle = Math.atan2(end.y - control.y, end.x - control.x);
  const tip = { x: end.x - gap * Math.cos(angle), y: end.y - gap * Math.sin(angle) };
  const corner = (turn) => `${(tip.x - size * Math.cos(angle + turn)).toFixed(1)} ${(tip.y - size * Math.sin(angle + turn)).toFixed(1)}`;
  return `M${tip.x.toFixed(1)} ${tip.y.toFixed(1)}L${corner(0.42)}L${corner(-0.42)}Z`;
}
