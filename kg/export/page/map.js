// The map: where actors are, with their relations as lines between them.
const worldMap = { x: 0, y: 0, zoom: 0, wide: 1, high: 1, wanted: "", own: false, fitted: false, shown: [],
  chosen: { kind: null, id: null }, open: null, hovered: null, scene: null, asked: 0 };
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
  if (!view.fitted) takeMap(view);
  view.fitted = true;
  if (chosen.move && chosen.kind === "actor" && standing(chosen.id)) {
    const { x, y } = standing(chosen.id);
    Object.assign(view, { x, y, zoom: Math.max(view.zoom, 0.5), own: true });
  }
  freshMap(view);
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
  freshMap(view);
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
  view.scene ||= mapScene(view);
  const ctx = view.canvas.getContext("2d");
  const ratio = view.canvas.width / view.wide;
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.fillStyle = view.colours.sea;
  ctx.fillRect(0, 0, view.wide, view.high);
  ctx.translate(...mapMoved(view));
  paintScene(ctx, view.scene);
  paintScene(ctx, hoverScene(view));
}

const mapMoved = (view) => [view.wide / 2 - view.x * view.zoom, view.high / 2 - view.y * view.zoom];

const mapPicture = (view) => ({ scene: view.scene || mapScene(view), width: view.wide, height: view.high, paper: view.colours.sea,
  moved: mapMoved(view), title: document.title });

// What is where at this zoom, then what it looks like.
function mapScene(view) {
  view.made = arrangeMap(view);
  const scene = landScene(view);
  const lit = litLines(view);
  for (const line of [...view.made.lines].reverse()) lineScene(scene, view, line, !lit || lit.has(line));
  stackScene(scene, view, lit);
  const { inside, left, nowhere } = view.made;
  const said = [nowhere && `${plural(nowhere, "relation")} not drawn: an end has no known place`,
    inside && `${plural(inside, "relation")} within one place`, left && `${plural(left, "line")} of fewer claims left out`];
  view.note.textContent = said.filter(Boolean).join(" · ");
  view.note.hidden = !view.note.textContent;
  return scene;
}

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

// A short list over the map: what a stack holds, or the relations of one line.
function mapCard(view, title, rows) {
  const close = button("icon close", () => { closeMapCard(view); view.canvas.focus(); },
    el("span", { "aria-hidden": "true" }, "×"), el("span", { class: "offscreen" }, "Close"));
  view.card.replaceChildren(el("div", { class: "kicker" }, el("h3", null, title), close), el("div", null, longList("ul", "rows", rows, (row) => row(), 60)));
  view.card.hidden = false;
}

function closeMapCard(view) {
  view.card.hidden = true;
  view.card.replaceChildren();
}

function stackCard(view, stack) {
  const { weight } = view.made;
  mapCard(view, `${plural(stack.actors.length, "actor")} · ${stackName(stack)}`, stack.actors.map((i) => () => el("li", null,
    button("row", () => view.go("actor", i), symbol(actors[i].type), el("span", { class: "row-text" }, el("b", null, actors[i].name)),
      el("span", { class: "number" }, weight.get(i) || 0)))));
}

function placesCard(view) {
  const stacks = [...view.made.closed].sort((a, b) => b.weight - a.weight || a.key - b.key);
  mapCard(view, plural(stacks.length, "place"), stacks.map((stack) => () => el("li", null,
    button("row", () => pickStack(view, stack), symbol(actors[stack.key].type), el("span", { class: "row-text" }, el("b", null, stackName(stack)),
      stack.actors.length > 1 && ` and ${stack.actors.length - 1} more`), el("span", { class: "number" }, stack.weight)))));
  const first = view.card.querySelector(".row");
  if (first) first.focus();
}

const stackName = (stack) => (stack.country && stack.actors.length > 1 ? WORLD.points[stack.country][0] : actors[stack.key].name);

function pickStack(view, stack) {
  if (stack.actors.length === 1) {
    closeMapCard(view);
    view.go("actor", stack.key);
    return;
  }
  if (view.open === stack.key) {
    view.open = null;
    closeMapCard(view);
  } else {
    // What lies apart is shown apart by going nearer; what is in one place fans out.
    if (!goNearer(view, stack)) view.open = stack.key;
    stackCard(view, stack);
  }
  freshMap(view);
}

function goNearer(view, stack) {
  const points = stack.actors.map(standing);
  const across = (key) => Math.max(...points.map((p) => p[key])) - Math.min(...points.map((p) => p[key]));
  const wide = Math.max(across("x"), across("y"));
  if (wide * MAP_MOST < 2 * MAP_NEAR || view.zoom >= MAP_MOST) return false;
  const middle = (key) => (Math.max(...points.map((p) => p[key])) + Math.min(...points.map((p) => p[key]))) / 2;
  Object.assign(view, { x: middle("x"), y: middle("y"),
    zoom: Math.min(MAP_MOST, Math.max(1.5 * view.zoom, 0.4 * Math.min(view.wide, view.high) / wide)) });
  movedMap(view);
  return true;
}

function pickLine(view, line) {
  const pairs = new Set(line.relations.map(({ s, o }) => pairKey(s, o)));
  if (line.relations.length === 1 || pairs.size === 1) {
    closeMapCard(view);
    if (line.relations.length === 1) view.go("relation", line.relations[0].i);
    else view.go("pair", [...pairs][0]);
  } else {
    mapCard(view, `${plural(line.relations.length, "relation")} · ${stackName(line.a)}, ${stackName(line.b)}`,
      [...line.relations].sort(byClaims).map((relation) => () => relationRow(relation, view.go)));
  }
}
