// What the things of the map look like, and which of them lies under a pointer.
function landScene(view) {
  const { colours, outlines, zoom, made } = view;
  const involved = new Set([...made.weight.keys()].map((i) => actors[i].country));
  const path = (d, key, look) => ({ d, path: (outlines.paths ||= {})[key] ||= new Path2D(d), scale: zoom, ...look });
  return [
    ...outlines.countries.map(({ iso, d, path: known }) => ({
      d, path: known, scale: zoom, even: true, fill: iso && involved.has(iso) ? colours.involved : colours.land })),
    path(outlines.coast, "coast", { stroke: colours.coast, width: 0.6 }),
    path(outlines.borders, "borders", { stroke: colours.border, width: 0.8 }),
    path(outlines.open, "open", { stroke: colours.border, width: 0.8, dash: [3, 3] }),
  ];
}

// What is where at this zoom and what it looks like; lines are made when they come into sight.
function mapScene(view) {
  view.made = arrangeMap(view);
  const lit = litLines(view);
  const marks = [];
  stackScene(marks, view, lit);
  return { land: landScene(view), marks, lit };
}

// The scene with the lines that have an end in sight: those of the selection, then those of most claims.
function sceneInSight(view) {
  const { land, marks, lit } = view.scene;
  const [mx, my] = mapMoved(view);
  const by = view.zoom / view.arranged;
  const within = ({ x, y }) => x * by > -mx && x * by < view.wide - mx && y * by > -my && y * by < view.high - my;
  const near = view.made.lines.filter((line) => (lit && lit.has(line)) || within(line.a) || within(line.b));
  const first = lit ? [...near.filter((line) => lit.has(line)), ...near.filter((line) => !lit.has(line))] : near;
  view.inSight = near.length;
  view.drawn = first.slice(0, MAP_LINES);
  const faint = view.drawn.length > 150 ? 0.6 : 0.88;
  const looks = [...view.drawn].reverse().flatMap((line) => {
    const alpha = !lit ? faint : lit.has(line) ? 0.88 : 0.12;
    if (line.alpha !== alpha) Object.assign(line, { alpha, look: lineLook(view, line, alpha) });
    return line.look;
  });
  return [...land, ...looks, ...marks];
}

function lineLook({ colours }, line, alpha) {
  const { a, b, control } = line;
  const { width } = line;
  const d = linePath(line);
  const stroke = colours[line.valence];
  const arrows = [line.toA && a, line.toB && b].filter(Boolean);
  return [
    line.status === "contested" && { d, stroke: colours.halo, width: width + 6, alpha },
    { d, stroke, width, dash: DASHES[line.status], alpha },
    line.status === "denied" && { d: strokeThrough(line), stroke, width: 2, alpha },
    ...arrows.map((end) => ({ d: mapArrow(end, control, end.radius + 2, 6 + width), fill: stroke, alpha })),
  ].filter(Boolean);
}

const linePath = ({ a, b, control }) => `M${a.x.toFixed(1)} ${a.y.toFixed(1)}Q${control.x.toFixed(1)} ${control.y.toFixed(1)} ${b.x.toFixed(1)} ${b.y.toFixed(1)}`;

// A stroke across a line that is only denied.
function strokeThrough(line) {
  const [a, b] = [mapPoint(line, 0.55), mapPoint(line, 0.57)];
  const angle = Math.atan2(b.y - a.y, b.x - a.x) + 1.05;
  const [x, y] = [6 * Math.cos(angle), 6 * Math.sin(angle)];
  return `M${(a.x - x).toFixed(1)} ${(a.y - y).toFixed(1)}L${(a.x + x).toFixed(1)} ${(a.y + y).toFixed(1)}`;
}

// What is added while a pointer is on a stack or a line.
function hoverScene({ hovered, colours }) {
  if (!hovered) return [];
  if (hovered.actors) return [{ d: CIRCLE, scale: hovered.radius + 5, x: hovered.x, y: hovered.y, stroke: colours.accent, width: 2.5 }];
  return [{ d: linePath(hovered), stroke: colours[hovered.valence], width: hovered.width + 2.5, alpha: 0.7 }];
}

function stackScene(scene, view, lit) {
  const { colours, made } = view;
  const ends = lit && new Set([...lit].flatMap(({ a, b }) => [a, b]));
  const chosen = (stack) => view.chosen.kind === "actor" && stack.actors.includes(view.chosen.id);
  made.stacks.forEach((stack) => { stack.lit = !lit || ends.has(stack) || chosen(stack) || Boolean(stack.arm); });
  const taken = new Taken(120);
  for (const stack of made.stacks) {
    const { x, y, radius, lit: bright, arm } = stack;
    taken.add({ l: x - radius, r: x + radius, t: y - radius, b: y + radius });
    const alpha = bright ? 1 : 0.3;
    if (arm) scene.push({ d: `M${arm.x.toFixed(1)} ${arm.y.toFixed(1)}L${x.toFixed(1)} ${y.toFixed(1)}`, stroke: colours.muted, width: 1, alpha: 0.5 });
    if (chosen(stack)) {
      scene.push({ d: CIRCLE, scale: radius + 5, x, y, stroke: colours.accent, width: 2.5 });
    }
    const look = { x, y, fill: colours.type[actors[stack.key].type], stroke: colours.sea, width: 2, alpha };
    if (stack.actors.length === 1) scene.push({ d: SHAPES[actors[stack.key].type], scale: radius, ...look });
    else {
      scene.push({ d: CIRCLE, scale: radius, ...look });
      scene.push({ text: String(stack.actors.length), x, y, size: radius < 10 ? 9 : 11, weight: 700, fill: colours["node-ink"], alpha });
    }
  }
  stackNames(scene, view, taken);
}

// Names where there is room, the most named first.
function stackNames(scene, view, taken) {
  const ctx = view.canvas.getContext("2d");
  for (const stack of [...view.made.stacks].sort((a, b) => b.lit - a.lit || b.weight - a.weight || a.key - b.key)) {
    const name = stackName(stack);
    const text = name.length > 28 ? `${name.slice(0, 27)}…` : name;
    const wide = 12 * textWidth(ctx, text);
    for (const [x, y] of [[0, stack.radius + 9], [0, -stack.radius - 9], [stack.radius + wide / 2 + 5, 0], [-stack.radius - wide / 2 - 5, 0]]) {
      const at = { x: stack.x + x, y: stack.y + y };
      const box = { l: at.x - wide / 2, r: at.x + wide / 2, t: at.y - 7, b: at.y + 7 };
      if (!taken.free(box)) continue;
      taken.add(box);
      scene.push({ text, ...at, size: 12, weight: 600, fill: view.colours.ink, halo: view.colours.sea, alpha: stack.lit ? 1 : 0.4 });
      break;
    }
  }
}

// The stack, line or country at a point of the window.
function mapHit(view, px, py) {
  if (!view.scene || view.arranged !== view.zoom) return null;
  const [mx, my] = mapMoved(view);
  const at = { x: px - mx, y: py - my };
  const stack = view.made.stacks.findLast((one) => Math.hypot(one.x - at.x, one.y - at.y) < (one.radius || 8) + 4);
  if (stack) return { stack };
  let line = null;
  let reach = 7;
  for (const one of view.drawn) {
    if (at.x < Math.min(one.a.x, one.b.x, one.control.x) - reach || at.x > Math.max(one.a.x, one.b.x, one.control.x) + reach
      || at.y < Math.min(one.a.y, one.b.y, one.control.y) - reach || at.y > Math.max(one.a.y, one.b.y, one.control.y) + reach) continue;
    for (let t = 0; t <= 40; t++) {
      const point = mapPoint(one, t / 40);
      const next = mapPoint(one, Math.min(1, (t + 1) / 40));
      const far = farFrom(at, point, next);
      if (far < reach) [line, reach] = [one, far];
    }
  }
  return line ? { line } : countryHit(view, at);
}

function farFrom(p, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const t = Math.min(1, Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

function countryHit(view, at) {
  const ctx = view.canvas.getContext("2d");
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  const found = view.outlines.countries.find(({ iso, path }) => iso && ctx.isPointInPath(path, at.x / view.zoom, at.y / view.zoom, "evenodd"));
  ctx.restore();
  if (!found) return null;
  const state = nodes.find((i) => actors[i].country === found.iso && actors[i].type === "State");
  return state === undefined ? null : { state };
}

function mapHitText(hit) {
  if (!hit) return "";
  if (hit.state !== undefined) return actors[hit.state].name;
  if (hit.stack) {
    const { actors: held, weight } = hit.stack;
    const names = held.slice(0, 5).map((i) => actors[i].name).join(", ");
    return `${names}${held.length > 5 ? ` and ${held.length - 5} more` : ""} — ${plural(weight, "claim")}`;
  }
  const { relations: some, claims: n } = hit.line;
  return some.length === 1 ? sentenceOf(some[0]) : `${plural(some.length, "relation")}, ${plural(n, "claim")}: `
    + `${[...new Set(some.map((r) => r.type.label))].slice(0, 4).join(", ")}`;
}
