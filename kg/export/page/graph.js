// The picture: pyvis's nodes in vis-network, in the places computed for them, with our own drawing of nodes and labels.
const graph = { fitted: false, pinned: new Set() };
addView({
  name: "graph", title: "Graph", build: (section, go) => buildGraph(go),
  update: (_, { kind, id, move }) => {
    if (kind) ask(kind, id);
    drawPicture();
    focusOn(kind, id);
    if (!graph.fitted || nothingInSight()) fitPicture();
    graph.fitted = true;
    if (move) bringIntoSight(kind, id);
  },
  theme: () => { graph.colours = readColours(); paint(); graph.network.redraw(); },
  get: () => packed([...graph.pinned].map((i) => actors[i].id)),
  set: (text) => {
    const ids = new Set(unpacked(text));
    graph.pinned = new Set(nodes.filter((i) => ids.has(actors[i].id)));
  },
});
const PLACED = new Map(NETWORK.nodes.map((node) => [node.id, node]));

// How the picture moves: at once for those who ask for less motion.
const moved = (duration) => (matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration });

function buildGraph(go) {
  Object.assign(graph, { nodes: [], edges: [], focus: null, hovered: null, colours: readColours(), scale: 1, looks: new Map(),
    nodeData: new vis.DataSet(), edgeData: new vis.DataSet() });
  graph.network = new vis.Network($("canvas"), { nodes: graph.nodeData, edges: graph.edgeData }, NETWORK.options);
  const { network } = graph;
  const frame = $("canvas").querySelector(".vis-network");
  frame.tabIndex = 0; // vis-network would have it come before all else
  fill(frame, { role: "application", "aria-label": "Picture of the graph; arrows move it, plus and minus zoom. The view Relations has all of it as a table." }, []);
  network.on("beforeDrawing", (ctx) => { graph.scale = network.getScale(); broadenLines(graph); drawBands(ctx, graph); });
  network.on("afterDrawing", (ctx) => { drawStruck(ctx, graph); drawLabels(ctx, graph); });
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) go("actor", node);
    else if (typeof edge === "string") go("pair", edge);
    else if (edge !== undefined) go("relation", edge);
    else go(null);
  });
  network.on("dragEnd", ({ nodes: [node] }) => { if (node !== undefined) keepPlaces([node]); });
  hovering();
  buildTools();
}

function buildTools() {
  const zoom = (by) => graph.network.moveTo({ scale: graph.network.getScale() * by, animation: moved(160) });
  $("zoom-in").onclick = () => zoom(1.35);
  $("zoom-out").onclick = () => zoom(1 / 1.35);
  $("fit").onclick = fitPicture;
  $("physics").onclick = () => {
    const on = $("physics").getAttribute("aria-pressed") !== "true";
    $("physics").setAttribute("aria-pressed", String(on));
    if (!on) keepPlaces(graph.nodes.map((node) => node.id));
    graph.network.setOptions({ physics: { enabled: on } });
  };
}

function keepPlaces(ids) {
  for (const [id, { x, y }] of Object.entries(graph.network.getPositions(ids))) Object.assign(PLACED.get(Number(id)), { x, y });
}

// Bring the selection into the picture.
function ask(kind, id) {
  const some = kind === "actor" ? strongest(id) : selectedRelations(kind, id);
  for (const relation of some) if (relation.o !== null) drawing.wanted.add(relation.i);
}

// Make nodes and lines those of what passes the filters.
function drawPicture() {
  const pairs = drawnPairs();
  const ids = new Set([...pairs.values()].flatMap((some) => endsOf(some[0])));
  if (pairs.size < drawing.most) for (const relation of visible.relations) if (relation.o === null) ids.add(relation.s);
  for (const id of graph.pinned) ids.add(id);
  if (selection.kind === "actor") ids.add(selection.id);
  if (graph.network.physics.options.enabled) keepPlaces(graph.nodes.map((node) => node.id));
  const draw = ({ ctx, id, x, y }) => nodeDrawing(graph, ctx, PLACED.get(id), x, y);
  graph.nodes = [...ids].filter((id) => PLACED.has(id)).map((id) => ({ ...PLACED.get(id), ctxRenderer: draw, fixed: graph.pinned.has(id) }));
  graph.edges = edgeItems(pairs);
  exchange(graph.nodeData, graph.nodes, (old, now) => old.fixed !== now.fixed);
  const look = (edge) => `${edge.caption} ${edge.base} ${edge.status} ${edge.arrows} ${JSON.stringify(edge.smooth)}`;
  exchange(graph.edgeData, graph.edges, (old, now) => look(old) !== look(now));
  const drawn = new Set(graph.edges.map((edge) => edge.id));
  for (const id of graph.looks.keys()) if (!drawn.has(id)) graph.looks.delete(id);
  sayMissing(pairs);
}

// Give a data set these items, touching only what differs.
function exchange(data, items, differs) {
  const wanted = new Set(items.map((item) => item.id));
  data.remove(data.getIds().filter((id) => !wanted.has(id)));
  data.add(items.filter((item) => !data.get(item.id)));
  const changed = items.filter((item) => differs(data.get(item.id), item));
  if (changed.length) data.update(changed);
}

function sayMissing(pairs) {
  const drawn = [...pairs.values()].reduce((n, some) => n + some.length, 0);
  const all = visible.relations.filter((r) => r.o !== null).length;
  const more = () => { drawing.most = Math.min(2 * drawing.most, 4000); updateView(); };
  const fewer = () => { drawing.most = DATA.drawn; drawing.wanted.clear(); updateView(); };
  $("note").hidden = drawn >= all && drawing.most === DATA.drawn;
  const asked = [drawn < all && button("quiet", more, "Draw more"), drawing.most > DATA.drawn && button("quiet", fewer, "Draw fewer")];
  $("note").replaceChildren(`Drawn are ${drawn.toLocaleString("en")} of ${all.toLocaleString("en")} relations, `
    + "those that stand out most. The others are found by search, filters and in the tables. ",
  ...asked.filter(Boolean));
}

function focusOn(kind, id) {
  const lit = (some) => new Set(graph.edges.filter((edge) => edge.relations.some((r) => some.has(r.i))).map((edge) => edge.id));
  const some = selectedRelations(kind, id);
  const ids = kind === "actor" ? [id] : kind === "path" ? pairEnds(id) : [];
  graph.focus = kind === null ? null
    : { actors: ids, edges: lit(new Set(some.map((r) => r.i))), nodes: new Set([...ids, ...some.flatMap(endsOf)]) };
  paint();
  graph.network.redraw();
}

function nothingInSight() {
  const inside = sight(graph.network);
  return graph.nodes.length > 0 && !graph.nodes.some((node) => inside(graph.network.body.nodes[node.id]));
}

function fitPicture() {
  const close = narrow.matches && graph.focus;
  const ids = graph.nodes.map((node) => node.id);
  graph.network.fit({ nodes: close ? ids.filter((id) => graph.focus.nodes.has(id)) : ids, animation: false, maxZoomLevel: 1.4 });
  const { clientWidth: wide, clientHeight: high } = $("canvas");
  const part = close ? 0.7 : Math.max(0.8, Math.min(1 - 110 / wide, 1 - 90 / high)); // leaves room for the names at the rim
  const scale = part * graph.network.getScale();
  graph.network.moveTo({ scale: close ? Math.min(1, scale) : scale });
}

function bringIntoSight(kind, id) {
  if (kind === "actor" && graph.nodeData.get(id)) {
    graph.network.focus(id, { scale: Math.max(0.8, graph.network.getScale()), animation: moved(350) });
  } else if (graph.focus) {
    graph.network.fit({ nodes: [...graph.focus.nodes].filter((node) => graph.nodeData.get(node)), animation: moved(350), maxZoomLevel: 1 });
  }
}

// Give every line its colours: by valence, faint outside the focus. Only what changes is touched.
function paint() {
  const { colours, focus } = graph;
  const changed = [];
  for (const edge of graph.edges) {
    const lit = !focus || focus.edges.has(edge.id);
    const colour = colours[edge.valence];
    const wide = edge.base + (focus && !focus.actors.length && lit ? 1.6 : 0);
    const look = `${colour} ${lit} ${wide}`;
    edge.width = wide;
    if (graph.looks.get(edge.id) === look) continue;
    graph.looks.set(edge.id, look);
    changed.push({ id: edge.id, width: wide, color: { color: colour, highlight: colour, hover: colour, opacity: lit ? 0.88 : 0.14 } });
  }
  if (changed.length) graph.edgeData.update(changed);
}

function hovering() {
  const tip = $("tip");
  const { network } = graph;
  const show = (key, text, { pointer }) => {
    graph.hovered = key;
    tip.textContent = text;
    tip.hidden = false;
    tip.style.left = `${Math.min(pointer.DOM.x + 14, $("canvas").clientWidth - 240)}px`;
    tip.style.top = `${pointer.DOM.y + 14}px`;
    $("canvas").classList.add("pointing");
    network.redraw();
  };
  const hide = () => {
    if (graph.hovered === null) return;
    graph.hovered = null;
    tip.hidden = true;
    $("canvas").classList.remove("pointing");
    network.redraw();
  };
  network.on("hoverNode", (event) => {
    const actor = actors[event.node];
    show(`n${event.node}`, `${actor.name} — ${typeName(actor)}, ${plural(actor.weight, "claim")}`, event);
  });
  network.on("hoverEdge", (event) => {
    const { relations: some, claims: number } = graph.edgeData.get(event.edge);
    show(event.edge, some.length === 1 ? sentenceOf(some[0]) : `${actors[some[0].s].name} and ${actors[some[0].o].name} — `
      + `${plural(some.length, "relation")}, ${plural(number, "claim")}`, event);
  });
  for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(event, hide);
}

function sentenceOf(relation) {
  const object = relation.o === null ? "a topic" : actors[relation.o].name;
  return `${actors[relation.s].name} ${relation.type.label} ${object} — ${STATUS[relation.status].toLowerCase()}, `
    + plural(relation.c.length, "claim");
}
