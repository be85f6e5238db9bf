// Names and relation labels, drawn last and at a readable size at any zoom. The heaviest come first; one that would
// lie on another is left out until there is room.
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif";
const widths = new Map();

function textWidth(ctx, text, font) {
  const key = `${font}|${text}`;
  if (!widths.has(key)) {
    ctx.font = font;
    widths.set(key, ctx.measureText(text).width);
  }
  return widths.get(key);
}

class Taken {
  constructor(cell) { this.cell = cell; this.cells = new Map(); }
  *keys(box) {
    for (let x = Math.floor(box.l / this.cell); x <= Math.floor(box.r / this.cell); x++) {
      for (let y = Math.floor(box.t / this.cell); y <= Math.floor(box.b / this.cell); y++) yield x * 100003 + y;
    }
  }
  free(box) {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) || []) {
        if (box.l < other.r && other.l < box.r && box.t < other.b && other.t < box.b) return false;
      }
    }
    return true;
  }
  add(box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }
}

function drawLabels(ctx, view) {
  const { network, shownNodes, shownEdges, focus, colours } = view;
  const scale = network.getScale();
  const taken = new Taken(160 / scale);
  const inside = (() => {
    const a = network.DOMtoCanvas({ x: -60, y: -60 });
    const b = network.DOMtoCanvas({ x: view.width() + 60, y: view.height() + 60 });
    return (p) => p.x > a.x && p.x < b.x && p.y > a.y && p.y < b.y;
  })();
  const points = network.getPositions(shownNodes.map((node) => node.id));
  const near = shownNodes.filter((node) => inside(points[node.id]));
  for (const node of near) {
    const { x, y } = points[node.id];
    taken.add({ l: x - node.size, r: x + node.size, t: y - node.size, b: y + node.size });
  }
  ctx.save();
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  const first = (node) => (focus && focus.nodes.has(node.id) ? 0 : 1);
  near.sort((a, b) => first(a) - first(b) || byWeight(a.id, b.id));
  for (const node of near) {
    const strong = !focus || focus.nodes.has(node.id);
    const size = Math.min(15, Math.max(11, 13 * scale)) / scale;
    const font = `600 ${size.toFixed(2)}px ${FONT}`;
    const lines = node.label.split("\n");
    const wide = Math.max(...lines.map((text) => textWidth(ctx, text, font)));
    const { x } = points[node.id];
    const top = points[node.id].y + node.size + (focus && node.id === focus.actor ? 10 : 4 / scale);
    const box = { l: x - wide / 2, r: x + wide / 2, t: top, b: top + lines.length * size * 1.18 };
    if (!taken.free(box) && !(focus && node.id === focus.actor)) continue;
    taken.add(box);
    ctx.globalAlpha = strong ? 1 : 0.25;
    lines.forEach((text, i) => halo(ctx, text, x, top + (i + 0.5) * size * 1.18, font, colours.ink, colours.paper, scale));
  }
  drawCaptions(ctx, view, taken, inside, scale);
  ctx.restore();
}

function drawCaptions(ctx, view, taken, inside, scale) {
  const { network, shownEdges, focus, colours, hovered } = view;
  if (!focus && !hovered && scale < 0.42) return;
  const size = Math.min(13, Math.max(10, 11 * scale)) / scale;
  const font = `500 ${size.toFixed(2)}px ${FONT}`;
  const rank = (edge) => (focus && focus.edges.has(edge.id) ? 1e6 : 0) + (edge.id === hovered ? 1e7 : 0)
    + relations[edge.id].c.length;
  for (const edge of [...shownEdges].sort((a, b) => rank(b) - rank(a) || a.id - b.id)) {
    if (focus && !focus.edges.has(edge.id) && edge.id !== hovered) continue;
    const drawn = network.body.edges[edge.id];
    if (!drawn || !drawn.connected) continue;
    const n = relations[edge.id].c.length;
    const text = edge.caption + (n > 1 ? ` · ${n}` : "");
    const wide = textWidth(ctx, text, font) + 8 / scale;
    for (const t of [0.5, 0.42, 0.58, 0.34, 0.66]) {
      const { x, y } = drawn.edgeType.getPoint(t);
      const box = { l: x - wide / 2, r: x + wide / 2, t: y - size * 0.72, b: y + size * 0.72 };
      if (!inside({ x, y })) break;
      if (!taken.free(box)) continue;
      taken.add(box);
      ctx.globalAlpha = 0.9;
      ctx.fillStyle = colours.paper;
      ctx.beginPath();
      ctx.roundRect(box.l, box.t, wide, box.b - box.t, size * 0.5);
      ctx.fill();
      ctx.globalAlpha = 1;
      ctx.font = font;
      ctx.fillStyle = colours[relations[edge.id].type.valence];
      ctx.fillText(text, x, y);
      break;
    }
  }
}

function halo(ctx, text, x, y, font, ink, paper, scale) {
  ctx.font = font;
  ctx.strokeStyle = paper;
  ctx.lineWidth = 3.5 / scale;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = ink;
  ctx.fillText(text, x, y);
}
