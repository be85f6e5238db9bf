// The map: where actors are, with their relations as lines between them.
const worldMap = { x: 0, y: 0, zoom: 0, wide: 1, high: 1, wanted: "", own: false, fitted: false, shown: [],
  chosen: { kind: null, id: null }, open: null, hovered: null, scene: null, arranged: 0, spent: 0, asked: 0 };
addView({
  name: "map", title: "Map",
  build: (section, go) => buildMap(worldMap, section, go),
  show: () => resizeMap(worldMap),
  update: (shown, chosen) => updateMap(worldMap, shown, chosen),
  theme: () => { worldMap.colours = mapColours(); freshMap(worldMap); },
  get: () => (worldMap.own ? [worldMap.x, worldMap.y, worldMap.zoom * 1000].map(Math.round).join("_") : worldMap.wanted),
  set: (text) => { worldMap.wanted = text; if (worldMap.fitted) takeMap(worldMap); },
});

function buildMap(view, section, go) {
  const canvas = el("canvas", { tabindex: 0, role: "img", "aria-label": "Map. Arrow keys move it, plus and minus zoom, "
    + "0 shows all; Enter lists the places on it." });
  Object.assign(view, { section, canvas, go, outlines: worldOutlines(), colours: mapColours(),
    tip: el("p", { class: "map-tip", hidden: true }), card: el("div", { class: "map-card", hidden: true }), note: el("p", { class: "map-note" }) });
  view.outlines.countries.forEach((country) => { country.path = new Path2D(country.d); });
  const tool = (id, act, label, name) => fill(button(null, act, label), { id, "aria-label": name }, []);
  section.append(canvas, el("div", { class: "map-notes" }, view.note,
    el("p", { class: "map-source" }, "Borders: Natural Earth, as held; dashed where disputed")), view.tip, view.card,
    el("div", { class: "tools", role: "group", "aria-label": "Map tools" },
      tool("map-in", () => zoomMap(view, 1.5), "+", "Zoom in"), tool("map-out", () => zoomMap(view, 1 / 1.5), "−", "Zoom out"),
      tool("map-fit", () => fitMap(view), "Fit"), tool("map-places", () => placesCard(view), "Places"),
      pictureButtons("map", () => mapPicture(view))));
  moveMap(view);
  new ResizeObserver(() => resizeMap(view)).observe(section);
}

const mapColours = () => ({ ...readColours(), ...cssColours(["sea", "land", "involved", "border", "coast"]) });

function updateMap(view, shown, chosen) {
  if (view.shown !== shown.relations) closeMapCard(view);
  view.shown = shown.relations;
  view.chosen = { ...chosen };
  openForRelation(view);
  const first = !view.fitted;
  if (first) takeMap(view);
  view.fitted = true;
  if (chosen.move && chosen.kind === "actor" && standing(chosen.id)) {
    const { x, y } = standing(chosen.id);
    Object.assign(view, { x, y, zoom: Math.max(view.zoom, 0.5), own: true });
  }
  freshMap(view);
  // What takes a picture of the page as soon as it is loaded waits for no frame.
  if (first) drawMap(view);
}

// A relation between two in one stack is seen where the stack is open.
function openForRelation(view) {
  if (view.chosen.kind !== "relation" || !view.made) return;
  const { s, o } = relations[view.chosen.id];
  const stack = view.made.closed.find((one) => one.actors.includes(s));
  if (o !== null && stack && stack.actors.includes(o)) view.open = stack.key;
}

function takeMap(view) {
  const numbers = (view.wanted || "").split("_").map(Number);
  if (numbers.length === 3 && numbers.every(Number.isFinite) && numbers[2] > 0) {
    Object.assign(view, { x: numbers[0], y: numbers[1], zoom: numbers[2] / 1000, own: true });
    freshMap(view);
  } else fitMap(view);
}

function resizeMap(view) {
  const { clientWidth, clientHeight } = view.section;
  if (!clientWidth || (clientWidth === view.wide && clientHeight === view.high)) return;
  Object.assign(view, { wide: clientWidth, high: clientHeight });
  view.canvas.width = Math.round(clientWidth * devicePixelRatio);
  view.canvas.height = Math.round(clientHeight * devicePixelRatio);
  if (view.own || !view.fitted) freshMap(view);
  else fitMap(view);
}

function fitMap(view) {
  const points = [...new Set(view.shown.flatMap(endsOf))].map(standing).filter(Boolean);
  const box = points.length ? { l: Math.min(...points.map((p) => p.x)), r: Math.max(...points.map((p) => p.x)),
    t: Math.min(...points.map((p) => p.y)), b: Math.max(...points.map((p) => p.y)) }
    : { l: -2600, r: 2600, t: -1300, b: 1000 };
  const room = (size) => Math.max(120, size - 150);
  Object.assign(view, { x: (box.l + box.r) / 2, y: (box.t + box.b) / 2, own: false, wanted: "",
    zoom: Math.min(1.2, room(view.wide) / Math.max(1, box.r - box.l), room(view.high) / Math.max(1, box.b - box.t)) });
  freshMap(view);
  writeState();
}

function zoomMap(view, by, px = view.wide / 2, py = view.high / 2) {
  const to = Math.min(MAP_MOST, Math.max(Math.min(view.wide / 6400, view.zoom), view.zoom * by));
  view.x += (px - view.wide / 2) * (1 / view.zoom - 1 / to);
  view.y += (py - view.high / 2) * (1 / view.zoom - 1 / to);
  view.zoom = to;
  movedMap(view);
  // What takes long to arrange is arranged anew when the zoom rests; until then the last picture is drawn larger or smaller.
  clearTimeout(view.rest);
  if (view.spent < 10) freshMap(view);
  else view.rest = setTimeout(() => freshMap(view), 120);
}

function movedMap(view) {
  view.x = Math.min(2800, Math.max(-2800, view.x));
  view.y = Math.min(1500, Math.max(-1500, view.y));
  view.own = true;
  askMap(view);
  clearTimeout(view.later);
  view.later = setTimeout(writeState, 200);
}

function freshMap(view) {
  view.scene = view.hovered = null;
  askMap(view);
}

function askMap(view) {
  view.asked ||= requestAnimationFrame(() => { view.asked = 0; drawMap(view); });
}

function drawMap(view) {
  if (view.wide <= 1) return;
  if (!view.scene) {
    const from = performance.now();
    Object.assign(view, { scene: mapScene(view), arranged: view.zoom, spent: performance.now() - from });
  }
  const ctx = view.canvas.getContext("2d");
  const ratio = view.canvas.width / view.wide;
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.fillStyle = view.colours.sea;
  ctx.fillRect(0, 0, view.wide, view.high);
  ctx.translate(...mapMoved(view));
  ctx.scale(view.zoom / view.arranged, view.zoom / view.arranged);
  paintScene(ctx, sceneInSight(view));
  paintScene(ctx, hoverScene(view));
  noteMap(view);
}

const mapMoved = (view) => [view.wide / 2 - view.x * view.zoom, view.high / 2 - view.y * view.zoom];

function mapPicture(view) {
  Object.assign(view, { scene: mapScene(view), arranged: view.zoom });
  return { scene: sceneInSight(view), width: view.wide, height: view.high, paper: view.colours.sea, moved: mapMoved(view), title: document.title };
}

function noteMap(view) {
  const { inside, nowhere } = view.made;
  const left = view.inSight - view.drawn.length;
  const said = [nowhere && `${plural(nowhere, "relation")} not drawn: an end has no known place`,
    inside && `${plural(inside, "relation")} within one place`, left && `${plural(left, "line")} of fewer claims left out`];
  view.note.textContent = said.filter(Boolean).join(" · ");
  view.note.hidden = !view.note.textContent;
}
