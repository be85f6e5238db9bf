// A picture as a list of things to draw, which a canvas and an SVG file show alike.
//   { d, fill, stroke, width, dash, alpha, scale, x, y, even }   a path; scale and then x, y move it, not its line width
//   { text, x, y, size, weight, fill, halo, alpha, anchor }      a text on its middle line; halo is the colour around it
function paintScene(ctx, scene) {
  ctx.lineCap = "butt";
  ctx.lineJoin = "round";
  for (const item of scene) {
    ctx.save();
    ctx.globalAlpha = item.alpha ?? 1;
    if (item.text !== undefined) paintText(ctx, item);
    else paintPath(ctx, item);
    ctx.restore();
  }
}

function paintPath(ctx, item) {
  item.path ||= new Path2D(item.d);
  const scale = item.scale || 1;
  ctx.translate(item.x || 0, item.y || 0);
  ctx.scale(scale, scale);
  if (item.fill) {
    ctx.fillStyle = item.fill;
    ctx.fill(item.path, item.even ? "evenodd" : "nonzero");
  }
  if (item.stroke) {
    ctx.strokeStyle = item.stroke;
    ctx.lineWidth = item.width / scale;
    ctx.setLineDash((item.dash || []).map((n) => n / scale));
    ctx.stroke(item.path);
  }
}

function paintText(ctx, item) {
  ctx.font = `${item.weight || 400} ${item.size}px ${FONT}`;
  ctx.textAlign = item.anchor === "start" ? "left" : "center";
  ctx.textBaseline = "middle";
  if (item.halo) {
    ctx.strokeStyle = item.halo;
    ctx.lineWidth = 3;
    ctx.strokeText(item.text, item.x, item.y);
  }
  ctx.fillStyle = item.fill;
  ctx.fillText(item.text, item.x, item.y);
}

// What XML cannot hold, not even as a reference, is left out.
const forXml = (text) => text.toWellFormed().replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");

function svgOf(scene, { width, height, paper, moved = [0, 0], title }) {
  const items = scene.map((item) => (item.text === undefined ? pathElement(item) : textElement(item)));
  return svg("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, role: "img" },
    svg("title", null, forXml(title)),
    svg("rect", { width, height, fill: paper }),
    svg("g", { transform: `translate(${moved[0].toFixed(1)} ${moved[1].toFixed(1)})`, "stroke-linejoin": "round" }, items));
}

function pathElement(item) {
  const moves = [(item.x || item.y) && `translate(${item.x || 0} ${item.y || 0})`, item.scale && `scale(${item.scale})`].filter(Boolean);
  return svg("path", {
    d: item.d, fill: item.fill || "none", "fill-rule": item.even ? "evenodd" : null, stroke: item.stroke || null,
    "stroke-width": item.stroke ? item.width : null, "stroke-dasharray": item.dash && item.dash.length ? item.dash.join(" ") : null,
    opacity: item.alpha === undefined || item.alpha === 1 ? null : item.alpha,
    "vector-effect": item.stroke && item.scale ? "non-scaling-stroke" : null, transform: moves.join(" ") || null,
  });
}

function textElement(item) {
  return svg("text", {
    // A baseline under the middle: not every reader of SVG knows "dominant-baseline".
    x: item.x.toFixed(1), y: (item.y + 0.35 * item.size).toFixed(1), "font-size": item.size, "font-weight": item.weight || null, "font-family": FONT,
    "text-anchor": item.anchor || "middle", fill: item.fill,
    stroke: item.halo || null, "stroke-width": item.halo ? 3 : null, "paint-order": item.halo ? "stroke" : null,
    opacity: item.alpha === undefined || item.alpha === 1 ? null : item.alpha,
  }, forXml(item.text));
}
