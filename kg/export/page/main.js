// Join the parts: one selection, one set of filters, two views.
relations.forEach((relation) => relation.c.forEach((claim) => { claim.relation = relation; }));
const selection = { kind: null, id: null };
const narrow = matchMedia("(max-width: 900px)");
const graph = buildGraph((kind, id) => go(kind, id));

function go(kind, id = null, move = false) {
  Object.assign(selection, { kind, id });
  if (kind) graph.reveal(kind, id);
  refresh();
  graph.focusOn(kind, id);
  showPanel(kind, id, go);
  document.body.classList.toggle("selected", kind !== null);
  openFilters(false);
  if (move && kind === "actor") {
    graph.network.focus(id, { scale: Math.max(0.8, graph.network.getScale()), animation: { duration: 350 } });
  }
}

function refresh() {
  const drawn = graph.filter(selection.kind === "actor" ? selection.id : null);
  const passing = relations.filter((relation) => passes(relation));
  const topicOnly = passing.filter((relation) => relation.o === null).length;
  $("shown").textContent = `${passing.length.toLocaleString("en")} of ${plural(relations.length, "relation")}`
    + (topicOnly ? `, ${topicOnly} about a topic only` : "");
  const missing = passing.length - topicOnly - drawn;
  $("note").hidden = missing <= 0;
  $("note").textContent = `Drawn are the ${drawn.toLocaleString("en")} best supported relations between the most named actors. `
    + `Find the other ${missing.toLocaleString("en")} by search or in the list.`;
  if (!$("list").hidden) showList(go);
}

function filtersChanged() {
  refresh();
  graph.focusOn(selection.kind, selection.id);
  showPanel(selection.kind, selection.id, go);
}

function showView(list) {
  $("list").hidden = !list;
  $("graph").hidden = list;
  $("view-list").setAttribute("aria-pressed", String(list));
  $("view-graph").setAttribute("aria-pressed", String(!list));
  if (list) showList(go);
}

function openFilters(open) {
  document.body.classList.toggle("filtering", open);
  $("open-filters").setAttribute("aria-expanded", String(open));
}

function zoom(by) {
  graph.network.moveTo({ scale: graph.network.getScale() * by, animation: { duration: 160 } });
}

$("summary").textContent = [plural(nodes.length, "actor"), plural(relations.length, "relation"),
  plural(relations.reduce((n, relation) => n + relation.c.length, 0), "claim"), plural(articles.length, "article"),
  dates.length && (dates[0] === dates.at(-1) ? day(dates[0]) : `${day(dates[0])} – ${day(dates.at(-1))}`)].filter(Boolean).join(" · ");
$("view-graph").onclick = () => showView(false);
$("view-list").onclick = () => showView(true);
$("zoom-in").onclick = () => zoom(1.35);
$("zoom-out").onclick = () => zoom(1 / 1.35);
$("fit").onclick = () => graph.fit();
$("open-filters").onclick = () => openFilters(!document.body.classList.contains("filtering"));
$("physics").onclick = () => {
  const on = $("physics").getAttribute("aria-pressed") !== "true";
  $("physics").setAttribute("aria-pressed", String(on));
  graph.network.setOptions({ physics: { enabled: on } });
};
$("theme").onclick = () => {
  const root = document.documentElement;
  const now = root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  root.dataset.theme = now === "dark" ? "light" : "dark";
  graph.theme();
};
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => graph.theme());
document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox";
  if (event.key === "/" && !typing) { event.preventDefault(); $("search").focus(); }
  if (event.key === "Escape" && !typing) { if (document.body.classList.contains("filtering")) openFilters(false); else go(null); }
});

buildFilters(filtersChanged);
buildSearch(go);
refresh();
showPanel(null, null, go);
graph.fit();
// On a phone the picture gives room to the panel and is fitted anew.
new ResizeObserver(() => { if (narrow.matches) requestAnimationFrame(() => { graph.network.redraw(); graph.fit(); }); }).observe($("canvas"));
document.documentElement.dataset.ready = "true";
