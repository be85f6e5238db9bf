// The picture: pyvis's nodes and edges in vis-network, with our own drawing of nodes and labels.
const graph = { fitted: false };
addView({
  name: "graph", title: "Graph", build: (section, go) => Object.assign(graph, buildGraph(go)),
  show: () => graph.network.redraw(),
  update: (_, { kind, id, move }) => {
    if (kind) graph.reveal(kind, id);
    noteMissing(graph.filter(kind === "actor" ? id : null));
    graph.focusOn(kind, id);
    if (!graph.fitted) graph.fit();
    graph.fitted = true;
    if (move && kind === "actor") {
      graph.network.focus(id, { scale: Math.max(0.8, graph.network.getScale()), animation: { duration: 350 } });
    }
  },
  theme: () => graph.theme(),
});

function noteMissing(drawn) {
  const missing = visible.relations.filter((relation) => relation.o !== null).length - drawn;
  $("note").hidden = missing <= 0;
  $("note").textContent = `Drawn are the ${drawn.toLocaleString("en")} best supported relations between the most named actors. `
    + `Find the other ${missing.toLocaleString("en")} by search or in the list.`;
}

function buildGraph(onSelect) {
  const view = {
    shownNodes: [], shownEdges: [], focus: null, hovered: null, colours: readColours(),
    width: () => $("canvas").clientWidth, height: () => $("canvas").clientHeight,
  };
  const draw = ({ ctx, id, x, y }) => nodeDrawing(view, ctx, nodeData.get(id), x, y);
  const nodeData = new vis.DataSet(NETWORK.nodes.map((node) => ({ ...node, ctxRenderer: draw })));
  const edgeData = new vis.DataSet(NETWORK.edges.map((edge) => ({ ...edge, base: edge.width })));
  const visible = { nodes: new Set(), edges: new Set() };
  const nodeView = new vis.DataView(nodeData, { filter: (node) => visible.nodes.has(node.id) });
  const edgeView = new vis.DataView(edgeData, { filter: (edge) => visible.edges.has(edge.id) });

  const filter = (kept) => {
    visible.edges = new Set(edgeData.getIds().filter((id) => passes(relations[id])));
    const joined = new Set([...visible.edges].flatMap((id) => endsOf(relations[id])));
    const alone = (id) => relationsOf[id].some((r) => passes(r) && r.o === null);
    visible.nodes = new Set(nodeData.getIds().filter((id) => joined.has(id) || alone(id) || id === kept));
    view.shownNodes = view.shownEdges = []; // each refresh draws at once, when the other has not happened yet
    nodeView.refresh();
    edgeView.refresh();
    view.shownNodes = nodeData.get([...visible.nodes]);
    view.shownEdges = edgeData.get([...visible.edges]);
    return visible.edges.size;
  };
  filter(null);
  const network = view.network = new vis.Network($("canvas"), { nodes: nodeView, edges: edgeView }, NETWORK.options);
  paint(view, edgeData);
  network.on("beforeDrawing", (ctx) => drawBands(ctx, view));
  network.on("afterDrawing", (ctx) => drawLabels(ctx, view));
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) onSelect("actor", node);
    else if (edge !== undefined) onSelect("relation", edge);
    else onSelect(null);
  });
  hovering(view, network);

  const focusOn = (kind, id) => {
    view.focus = kind === "actor" ? around(id) : kind === "relation" ? between(id) : null;
    paint(view, edgeData);
    network.redraw();
  };
  const reveal = (kind, id) => {
    const wanted = kind === "relation" ? [relations[id]] : [...relationsOf[id]].sort(byClaims).slice(0, 40);
    addMissing(nodeData, edgeData, network, draw, kind === "actor" ? [id] : [], wanted);
  };
  const fit = () => {
    const close = narrow.matches && view.focus;
    network.fit({ nodes: [...(close ? view.focus.nodes : visible.nodes)], animation: false, maxZoomLevel: 1.4 });
    if (close) network.moveTo({ scale: Math.min(1, 0.7 * network.getScale()) });
  };
  const theme = () => { view.colours = readColours(); paint(view, edgeData); network.redraw(); };
  return { network, filter, focusOn, reveal, fit, theme, edges: edgeData };
}

const around = (id) => ({
  actor: id, edges: new Set(relationsOf[id].map((r) => r.i)), nodes: new Set([id, ...relationsOf[id].flatMap(endsOf)]),
});
const between = (id) => ({ actor: null, edges: new Set([id]), nodes: new Set(endsOf(relations[id])) });

function nodeDrawing(view, ctx, node, x, y) {
  const { colours, focus, hovered } = view;
  const actor = actors[node.id];
  const r = node.size;
  const drawNode = () => {
    ctx.globalAlpha = focus && !focus.nodes.has(node.id) ? 0.18 : 1;
    ctx.translate(x, y);
    if ((focus && focus.actor === node.id) || hovered === `n${node.id}`) {
      ctx.beginPath();
      ctx.arc(0, 0, r + 6, 0, 2 * Math.PI);
      ctx.strokeStyle = colours.accent;
      ctx.lineWidth = 3;
      ctx.stroke();
    }
    ctx.save();
    ctx.scale(r, r);
    ctx.lineJoin = "round";
    ctx.lineWidth = 5 / r;
    ctx.strokeStyle = colours.paper;
    ctx.stroke(OUTLINES[actor.type]);
    ctx.fillStyle = colours.type[actor.type];
    ctx.fill(OUTLINES[actor.type]);
    ctx.restore();
    if (code(actor)) {
      ctx.font = `700 ${(r * 0.68).toFixed(1)}px ${FONT}`;
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillStyle = colours["node-ink"];
      ctx.fillText(code(actor), 0, r * 0.04);
    }
  };
  return { drawNode, nodeDimensions: { width: 2 * r, height: 2 * r } };
}

// A broad band under what is contested.
function drawBands(ctx, { network, shownEdges, focus, colours }) {
  ctx.save();
  ctx.strokeStyle = colours.halo;
  ctx.lineCap = "round";
  for (const edge of shownEdges) {
    const drawn = network.body.edges[edge.id];
    if (relations[edge.id].status !== "contested" || !drawn || !drawn.connected) continue;
    ctx.globalAlpha = focus && !focus.edges.has(edge.id) ? 0.25 : 1;
    ctx.lineWidth = edge.width + 7;
    ctx.beginPath();
    for (let t = 0; t <= 20; t++) {
      const { x, y } = drawn.edgeType.getPoint(t / 20);
      ctx.lineTo(x, y);
    }
    ctx.stroke();
  }
  ctx.restore();
}

// Give every edge its colours: by valence, faint outside the focus.
function paint(view, edgeData) {
  const { colours, focus } = view;
  edgeData.update(edgeData.map((edge) => {
    const relation = relations[edge.id];
    const lit = !focus || focus.edges.has(edge.id);
    const colour = colours[relation.type.valence];
    const strong = focus && focus.actor === null && lit;
    return {
      id: edge.id, width: edge.base + (strong ? 1.6 : 0),
      color: { color: colour, highlight: colour, hover: colour, opacity: lit ? 0.88 : 0.14 },
    };
  }));
  view.shownEdges = edgeData.get(view.shownEdges.map((edge) => edge.id));
}

function hovering(view, network) {
  const tip = $("tip");
  const show = (key, text) => ({ pointer }) => {
    view.hovered = key;
    tip.textContent = text;
    tip.hidden = false;
    tip.style.left = `${Math.min(pointer.DOM.x + 14, view.width() - 240)}px`;
    tip.style.top = `${pointer.DOM.y + 14}px`;
    $("canvas").classList.add("pointing");
    network.redraw();
  };
  const hide = () => {
    view.hovered = null;
    tip.hidden = true;
    $("canvas").classList.remove("pointing");
    network.redraw();
  };
  network.on("hoverNode", (event) => {
    const actor = actors[event.node];
    show(`n${event.node}`, `${actor.name} — ${typeName(actor)}, ${plural(actor.weight, "claim")}`)(event);
  });
  network.on("hoverEdge", (event) => show(event.edge, sentenceOf(relations[event.edge]))(event));
  for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(event, hide);
}

function sentenceOf(relation) {
  const object = relation.o === null ? "a topic" : actors[relation.o].name;
  return `${actors[relation.s].name} ${relation.type.label} ${object} — ${STATUS[relation.status].toLowerCase()}, `
    + plural(relation.c.length, "claim");
}

// Bring relations and actors that are not drawn yet into the picture, in rings around what is.
function addMissing(nodeData, edgeData, network, draw, wantedNodes, wanted) {
  const ends = [...new Set([...wantedNodes, ...wanted.flatMap(endsOf)])];
  const known = ends.filter((id) => nodeData.get(id));
  const places = network.getPositions(known);
  const centre = known.length ? places[known[0]] : network.getViewPosition();
  ends.filter((id) => !nodeData.get(id)).forEach((id, i) => {
    const ring = 190 + 90 * Math.floor(i / 12);
    nodeData.add({
      id, label: actors[id].name, shape: "custom", size: 16, ctxRenderer: draw, kind: actors[id].type,
      x: Math.round(centre.x + ring * Math.cos(i * 0.5236 + ring)), y: Math.round(centre.y + ring * Math.sin(i * 0.5236 + ring)),
    });
  });
  for (const relation of wanted) {
    if (relation.o === null || edgeData.get(relation.i)) continue;
    edgeData.add({ id: relation.i, from: relation.s, to: relation.o, caption: relation.type.label, base: 1.4, width: 1.4,
      arrows: relation.type.symmetric ? "" : "to", smooth: false,
      dashes: (DASHES[relation.status] || "").split(" ").filter(Boolean).map(Number).length
        ? DASHES[relation.status].split(" ").map(Number) : false });
  }
}
