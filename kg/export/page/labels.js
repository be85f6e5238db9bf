// Names and relation labels, drawn last and at a readable size at any zoom. The heaviest come first; one that would
// lie on another is left out until there is room.
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif";
const HEAVY = 24; // the names of so many may lie on symbols of others, but not on each other's
const widths = new Map();

// How wide a text is at a size of 1.
function textWidth(ctx, text) {
  if (!widths.has(text)) {
    ctx.font = `600 100px ${FONT}`;
    widths.set(text, ctx.measureText(text).width / 100);
  }
  return widths.get(text);
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

// A test for what is in sight, or nearly.
function sight(network) {
  const a = network.DOMtoCanvas({ x: -60, y: -60 });
  const b = network.DOMtoCanvas({ x: $("canvas").clientWidth + 60, y: $("canvas").clientHeight + 60 });
  return (p) => p.x > a.x && p.x < b.x && p.y > a.y && p.y < b.y;
}

function drawLabels(ctx, view) {
  const { network, focus, colours, scale } = view;
  const taken = new Taken(160 / scale);
  const inside = sight(network);
  const { nodes: bodies } = network.body;
  const near = view.nodes.map((node) => ({ node, at: bodies[node.id] })).filter(({ at }) => at && inside(at));
  ctx.save();
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  const first = (node) => (focus && focus.nodes.has(node.id) ? 0 : 1);
  near.sort((a, b) => first(a.node) - first(b.node) || byWeight(a.node.id, b.node.id));
  const block = ({ node, at }) => {
    const r = radius(node, scale);
    if (r * scale > 4) taken.add({ l: at.x - r, r: at.x + r, t: at.y - r, b: at.y + r });
  };
  near.slice(0, HEAVY).forEach(block);
  const size = Math.min(15, Math.max(11, 13 * scale)) / scale;
  const font = `600 ${size.toFixed(2)}px ${FONT}`;
  for (const [n, { node, at }] of near.entries()) {
    if (n === HEAVY) near.slice(HEAVY).forEach(block);
    const chosen = focus && focus.actors.includes(node.id);
    const lines = node.label.split("\n");
    const wide = Math.max(...lines.map((text) => textWidth(ctx, text) * size));
    const high = lines.length * size * 1.18;
    const away = radius(node, scale) + (chosen ? 10 : 4 / scale);
    const boxes = [[0, away + high / 2], [0, -away - high / 2], [away + wide / 2, 0], [-away - wide / 2, 0]]
      .map(([x, y]) => ({ x: at.x + x, t: at.y + y - high / 2, l: at.x + x - wide / 2, r: at.x + x + wide / 2, b: at.y + y + high / 2 }));
    const box = boxes.find((one) => taken.free(one)) || (chosen && boxes[0]);
    if (!box) continue;
    taken.add(box);
    ctx.globalAlpha = !focus || focus.nodes.has(node.id) ? 1 : 0.25;
    lines.forEach((text, i) => halo(ctx, text, box.x, box.t + (i + 0.5) * size * 1.18, font, colours.ink, colours.paper, scale));
  }
  drawCaptions(ctx, view, taken, inside);
  ctx.restore();
}

function drawCaptions(ctx, view, taken, inside) {
  const { focus, colours, hovered, scale } = view;
  if (!focus && !hovered && scale < 0.42) return;
  const size = Math.min(13, Math.max(10, 11 * scale)) / scale;
  const font = `500 ${size.toFixed(2)}px ${FONT}`;
  const rank = (edge) => (focus && focus.edges.has(edge.id) ? 1e6 : 0) + (edge.id === hovered ? 1e7 : 0) + edge.claims;
  for (const edge of [...view.edges].sort((a, b) => rank(b) - rank(a))) {
    if (focus && !focus.edges.has(edge.id) && edge.id !== hovered) continue;
    const line = drawnEdge(view, edge);
    if (!line) continue;
    const wide = textWidth(ctx, edge.caption) * size + 8 / scale;
    for (const t of [0.5, 0.42, 0.58, 0.34, 0.66]) {
      const { x, y } = line.getPoint(t);
      if (!inside({ x, y })) break;
      const box = { l: x - wide / 2, r: x + wide / 2, t: y - size * 0.72, b: y + size * 0.72 };
      if (!taken.free(box)) continue;
      taken.add(box);
      ctx.globalAlpha = 0.9;
      ctx.fillStyle = colours.paper;
      ctx.beginPath();
      ctx.roundRect(box.l, box.t, wide, box.b - box.t, size * 0.5);
      ctx.fill();
      ctx.globalAlpha = 1;
      ctx.font = font;
      ctx.fillStyle = colours[edge.valence];
      ctx.fillText(edge.caption, x, y);
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
