// How actors are drawn, and what lies under and over the lines.

// Far out, symbols are drawn larger than they are, to be told apart.
const radius = (node, scale) => node.size * Math.min(1.8, Math.max(1, 0.36 / scale));
const broader = (scale) => Math.min(2, Math.max(1, 0.5 / scale));

// Lines too: vis-network has their width in its own units.
function broadenLines({ network, edges, scale }) {
  for (const edge of edges) {
    const drawn = network.body.edges[edge.id];
    if (drawn) drawn.options.width = edge.width * broader(scale);
  }
}

function nodeDrawing(view, ctx, node, x, y) {
  const { colours, focus, hovered } = view;
  const actor = actors[node.id];
  const r = radius(node, view.scale);
  const ring = (radius, colour, dash = []) => {
    ctx.beginPath();
    ctx.arc(0, 0, radius, 0, 2 * Math.PI);
    ctx.strokeStyle = colour;
    ctx.lineWidth = 3;
    ctx.setLineDash(dash);
    ctx.stroke();
    ctx.setLineDash([]);
  };
  const drawNode = () => {
    ctx.globalAlpha = focus && !focus.nodes.has(node.id) ? 0.18 : 1;
    ctx.translate(x, y);
    if (view.pinned.has(node.id)) ring(r + 6, colours.muted, [3, 4]);
    if ((focus && focus.actors.includes(node.id)) || hovered === `n${node.id}`) ring(r + 6, colours.accent);
    ctx.save();
    ctx.scale(r, r);
    ctx.lineJoin = "round";
    ctx.lineWidth = 5 / r;
    ctx.strokeStyle = colours.paper;
    ctx.stroke(OUTLINES[actor.type] || OUTLINES.Organization);
    ctx.fillStyle = colours.type[actor.type];
    ctx.fill(OUTLINES[actor.type] || OUTLINES.Organization);
    ctx.restore();
    if (code(actor) && r * view.scale > 7) {
      ctx.font = `700 ${(r * 0.68).toFixed(1)}px ${FONT}`;
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillStyle = colours["node-ink"];
      ctx.fillText(code(actor), 0, r * 0.04);
    }
  };
  return { drawNode, nodeDimensions: { width: 2 * r, height: 2 * r } };
}

// The middle part of a drawn line, or null where vis-network has not drawn it.
function drawnEdge(view, edge) {
  const drawn = view.network.body.edges[edge.id];
  return drawn && drawn.connected ? drawn.edgeType : null;
}

// A broad band under what is contested.
function drawBands(ctx, view) {
  ctx.save();
  ctx.strokeStyle = view.colours.halo;
  ctx.lineCap = "round";
  for (const edge of view.edges) {
    const line = edge.status === "contested" && drawnEdge(view, edge);
    if (!line) continue;
    ctx.globalAlpha = view.focus && !view.focus.edges.has(edge.id) ? 0.25 : 1;
    ctx.lineWidth = (edge.width + 7) * broader(view.scale);
    ctx.beginPath();
    const parts = edge.smooth ? 20 : 1;
    for (let t = 0; t <= parts; t++) {
      const { x, y } = line.getPoint(t / parts);
      ctx.lineTo(x, y);
    }
    ctx.stroke();
  }
  ctx.restore();
}

// A stroke through what is only denied.
function drawStruck(ctx, view) {
  ctx.save();
  ctx.lineWidth = 2;
  for (const edge of view.edges) {
    const line = edge.status === "denied" && drawnEdge(view, edge);
    if (!line) continue;
    const [a, b] = [line.getPoint(0.68), line.getPoint(0.72)];
    const angle = Math.atan2(b.y - a.y, b.x - a.x) + 1.05;
    ctx.globalAlpha = view.focus && !view.focus.edges.has(edge.id) ? 0.14 : 1;
    ctx.strokeStyle = view.colours[edge.valence];
    ctx.beginPath();
    ctx.moveTo(a.x - 8 * Math.cos(angle), a.y - 8 * Math.sin(angle));
    ctx.lineTo(a.x + 8 * Math.cos(angle), a.y + 8 * Math.sin(angle));
    ctx.stroke();
  }
  ctx.restore();
}
