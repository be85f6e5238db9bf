// A drawing context that keeps what is drawn on it as a scene (scene.js), so that a picture made for a canvas can be saved.
// It knows what our drawing and that of vis-network use: moving and even scaling, paths, curves, texts.
class Recorder {
  constructor() {
    this.scene = [];
    this.kept = [];
    this.state = { scale: 1, x: 0, y: 0, globalAlpha: 1, strokeStyle: "#000", fillStyle: "#000", lineWidth: 1, font: "10px sans-serif",
      textAlign: "start", dash: [] };
    this.d = [];
    this.ruler = el("canvas").getContext("2d");
  }
  save() { this.kept.push({ ...this.state }); }
  restore() { this.state = this.kept.pop() || this.state; }
  translate(x, y) { this.state.x += x * this.state.scale; this.state.y += y * this.state.scale; }
  scale(by) { this.state.scale *= by; }
  setLineDash(dash) { this.state.dash = dash; }
  measureText(text) { this.ruler.font = this.state.font; return this.ruler.measureText(text); }

  at(x, y) { return `${(this.state.x + x * this.state.scale).toFixed(1)} ${(this.state.y + y * this.state.scale).toFixed(1)}`; }
  beginPath() { this.d = []; }
  closePath() { this.d.push("Z"); }
  moveTo(x, y) { this.d.push(`M${this.at(x, y)}`); }
  lineTo(x, y) { this.d.push(`${this.d.length ? "L" : "M"}${this.at(x, y)}`); }
  quadraticCurveTo(a, b, x, y) { this.d.push(`Q${this.at(a, b)} ${this.at(x, y)}`); }
  bezierCurveTo(a, b, c, e, x, y) { this.d.push(`C${this.at(a, b)} ${this.at(c, e)} ${this.at(x, y)}`); }
  arc(x, y, r, from, to, back = false) {
    const turn = Math.min(Math.PI * 2, Math.abs(to - from));
    const way = back ? -1 : 1;
    const size = (r * this.state.scale).toFixed(1);
    const point = (angle) => this.at(x + r * Math.cos(angle), y + r * Math.sin(angle));
    this.d.push(`${this.d.length ? "L" : "M"}${point(from)}`);
    // In halves: a path cannot draw a whole circle as one arc.
    for (const part of [0.5, 1]) this.d.push(`A${size} ${size} 0 0 ${back ? 0 : 1} ${point(from + way * turn * part)}`);
  }
  roundRect(x, y, w, h, r) {
    this.moveTo(x + r, y);
    for (const [cx, cy, ex, ey, sx, sy] of [[x + w, y, x + w, y + r, x + w - r, y], [x + w, y + h, x + w - r, y + h, x + w, y + h - r],
      [x, y + h, x, y + h - r, x + r, y + h], [x, y, x + r, y, x, y + r]]) {
      this.lineTo(sx, sy);
      this.quadraticCurveTo(cx, cy, ex, ey);
    }
    this.closePath();
  }

  put(look, colour, path) {
    const { scale, x, y, globalAlpha, dash, lineWidth } = this.state;
    const [plain, alpha] = withoutAlpha(colour);
    const known = path instanceof Path2D ? OUTLINE_TEXTS.get(path) : null;
    this.scene.push({ ...(known ? { d: known, scale, x, y } : { d: this.d.join("") }), [look]: plain, alpha: globalAlpha * alpha,
      ...(look === "stroke" && { width: lineWidth * scale, dash: dash.map((n) => n * scale) }) });
  }
  stroke(path) { this.put("stroke", this.state.strokeStyle, path); }
  fill(path) { this.put("fill", this.state.fillStyle, path); }

  write(text, x, y, look) {
    const { scale, globalAlpha, font, textAlign, fillStyle, strokeStyle } = this.state;
    const [, weight, size] = /^(?:(\d+) )?([\d.]+)px/.exec(font) || [null, 400, 10];
    const [fill, alpha] = withoutAlpha(fillStyle);
    const item = { text: String(text), x: this.state.x + x * scale, y: this.state.y + y * scale, size: Math.round(size * scale * 10) / 10,
      weight: Number(weight || 400), anchor: textAlign === "center" ? "middle" : "start", alpha: globalAlpha * alpha };
    this.scene.push(look === "stroke" ? { ...item, fill: strokeStyle, halo: strokeStyle } : { ...item, fill });
  }
  strokeText(text, x, y) { this.write(text, x, y, "stroke"); }
  fillText(text, x, y) { this.write(text, x, y, "fill"); }
}
// The settings of a context, as properties that save() keeps.
for (const name of ["globalAlpha", "strokeStyle", "fillStyle", "lineWidth", "font", "textAlign"]) {
  Object.defineProperty(Recorder.prototype, name, { get() { return this.state[name]; }, set(value) { this.state[name] = value; } });
}
const OUTLINE_TEXTS = new Map(Object.entries(OUTLINES).map(([type, path]) => [path, SHAPES[type]]));

// "rgba(1, 2, 3, 0.5)" as ["rgb(1, 2, 3)", 0.5]: not every reader of SVG knows the first form.
function withoutAlpha(colour) {
  const [, rgb, alpha] = /^rgba\((.*?),\s*([\d.]+)\)$/.exec(colour) || [];
  return rgb ? [`rgb(${rgb})`, Number(alpha)] : [colour, 1];
}

// The picture of the graph as it is in sight.
function graphPicture() {
  const { network } = graph;
  const record = new Recorder();
  const { x, y } = network.canvasToDOM({ x: 0, y: 0 });
  record.translate(x, y);
  record.scale(network.getScale());
  drawBands(record, graph);
  const { edges, nodes: bodies } = network.body;
  const lines = graph.edges.map((edge) => edges[edge.id]).filter((edge) => edge && edge.connected);
  for (const line of lines) line.draw(record);
  for (const line of lines) line.drawArrows(record);
  for (const { id } of graph.nodes) {
    if (!bodies[id]) continue;
    record.save();
    nodeDrawing(graph, record, PLACED.get(id), bodies[id].x, bodies[id].y).drawNode();
    record.restore();
  }
  drawStruck(record, graph);
  drawLabels(record, graph);
  return { scene: record.scene, width: $("canvas").clientWidth, height: $("canvas").clientHeight, paper: graph.colours.paper,
    title: document.title };
}
$("graph").querySelector(".tools").append(...pictureButtons("graph", graphPicture));
