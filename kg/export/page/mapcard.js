// What a click on the map brings up, and the short list over it: the actors of a stack, the relations of a line, all places.
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
