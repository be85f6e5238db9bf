// Moving the map and pointing at it: mouse, wheel, one finger, two fingers, keys.
function moveMap(view) {
  const { canvas } = view;
  const down = new Map();
  let moved = false;
  const spot = (event) => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    canvas.setPointerCapture(event.pointerId);
    if (!down.size) moved = false;
    down.set(event.pointerId, { ...spot(event), start: spot(event) });
  });
  canvas.addEventListener("pointermove", (event) => {
    const last = down.get(event.pointerId);
    const now = spot(event);
    if (!last) { pointMap(view, now); return; }
    if (!moved && Math.hypot(now.x - last.start.x, now.y - last.start.y) < 5) return;
    moved = true;
    hideMapTip(view);
    const other = [...down].find(([id]) => id !== event.pointerId);
    if (other) pinchMap(view, other[1], last, now);
    else {
      view.x -= (now.x - last.x) / view.zoom;
      view.y -= (now.y - last.y) / view.zoom;
      movedMap(view);
    }
    Object.assign(last, now);
  });
  const up = (event) => {
    if (!down.delete(event.pointerId) || event.type === "pointercancel" || moved || down.size) return;
    clickMap(view, spot(event));
  };
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", up);
  canvas.addEventListener("pointerleave", () => hideMapTip(view));
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    const { x, y } = spot(event);
    hideMapTip(view);
    zoomMap(view, Math.exp(-Math.max(-120, Math.min(120, event.deltaY)) * 0.003), x, y);
  }, { passive: false });
  canvas.addEventListener("keydown", (event) => mapKey(view, event));
}

function pinchMap(view, still, last, now) {
  const far = (p) => Math.max(1, Math.hypot(p.x - still.x, p.y - still.y));
  zoomMap(view, far(now) / far(last), still.x, still.y);
}

function mapKey(view, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const step = 80 / view.zoom;
  const act = {
    ArrowLeft: () => { view.x -= step; movedMap(view); }, ArrowRight: () => { view.x += step; movedMap(view); },
    ArrowUp: () => { view.y -= step; movedMap(view); }, ArrowDown: () => { view.y += step; movedMap(view); },
    "+": () => zoomMap(view, 1.5), "=": () => zoomMap(view, 1.5), "-": () => zoomMap(view, 1 / 1.5), 0: () => fitMap(view),
    Enter: () => placesCard(view),
  }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

function clickMap(view, { x, y }) {
  const hit = mapHit(view, x, y);
  if (hit && hit.stack) pickStack(view, hit.stack);
  else if (hit && hit.line) pickLine(view, hit.line);
  else {
    closeMapCard(view);
    view.open = null;
    view.go(hit ? "actor" : null, hit ? hit.state : null);
  }
}

function pointMap(view, { x, y }) {
  const hit = mapHit(view, x, y);
  const thing = hit && (hit.stack || hit.line) || null;
  view.tip.textContent = mapHitText(hit);
  view.tip.hidden = !hit;
  view.canvas.classList.toggle("pointing", hit !== null);
  if (hit) {
    view.tip.style.left = `${Math.max(4, Math.min(x + 14, view.wide - 270))}px`;
    view.tip.style.top = `${y + 16}px`;
  }
  if (thing === view.hovered) return;
  view.hovered = thing;
  askMap(view);
}

function hideMapTip(view) {
  view.tip.hidden = true;
  if (!view.hovered) return;
  view.hovered = null;
  askMap(view);
}
