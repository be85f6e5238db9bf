// Join the parts: one selection, one set of filters, the views.
const selection = { kind: null, id: null, move: false };
const narrow = matchMedia("(max-width: 900px)");

function go(kind, id = null, move = false) {
  Object.assign(selection, { kind, id, move });
  updateView();
  selection.move = false;
  showPanel(kind, id, go);
  document.body.classList.toggle("selected", kind !== null);
  openFilters(false);
}

function refresh() {
  applyFilters();
  const topicOnly = visible.relations.filter((relation) => relation.o === null).length;
  $("shown").textContent = `${visible.relations.length.toLocaleString("en")} of ${plural(relations.length, "relation")}`
    + (topicOnly ? `, ${topicOnly} about a topic only` : "");
  updateView();
  showPanel(selection.kind, selection.id, go);
}

// The selection as the address has it: by ids, which stay the same when the page is made again.
const nameOf = {
  actor: (id) => actors[id].id,
  relation: (id) => [actors[relations[id].s].id, relations[id].p, relations[id].o === null ? "" : actors[relations[id].o].id].join("|"),
};
addField("show", () => (selection.kind ? `${selection.kind}:${nameOf[selection.kind](selection.id)}` : ""), (text) => {
  const [, kind, name] = /^(actor|relation):(.*)$/s.exec(text) || [];
  const id = kind === "actor" ? actors.findIndex((actor) => actor.id === name)
    : kind ? relations.findIndex((_, i) => nameOf.relation(i) === name) : -1;
  Object.assign(selection, id < 0 ? { kind: null, id: null } : { kind, id });
  document.body.classList.toggle("selected", id >= 0);
});

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
  themeViews();
};
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => themeViews());
document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox";
  if (event.key === "/" && !typing) { event.preventDefault(); $("search").focus(); }
  if (event.key === "Escape" && !typing) { if (document.body.classList.contains("filtering")) openFilters(false); else go(null); }
});

applyFilters();
buildViews(go);
buildFilters(refresh);
buildSearch(go);
const takeState = () => { readState(); refreshFilters(); refresh(); };
takeState();
onOtherState(takeState);
// On a phone the picture gives room to the panel and is fitted anew.
new ResizeObserver(() => { if (narrow.matches && inSight === "graph") requestAnimationFrame(() => { graph.network.redraw(); graph.fit(); }); })
  .observe($("canvas"));
document.documentElement.dataset.ready = "true";
