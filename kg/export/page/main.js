// Join the parts: one selection, one set of filters, the views.
const selection = { kind: null, id: null, move: false };
const narrow = matchMedia("(max-width: 900px)");

function go(kind, id = null, move = false) {
  Object.assign(selection, { kind, id, move });
  updateView();
  selection.move = false;
  showPanel(selection, go);
  $("panel").scrollTop = 0;
  document.body.classList.toggle("selected", kind !== null);
  openFilters(false);
}

// After any change of the filters.
function refresh() {
  applyFilters();
  refreshLegend();
  refreshSlider();
  refreshChips(refresh);
  const topicOnly = visible.relations.filter((relation) => relation.o === null).length;
  $("shown").textContent = `${visible.relations.length.toLocaleString("en")} of ${plural(relations.length, "relation")}`
    + (topicOnly ? `, ${topicOnly} about a topic only` : "");
  updateView();
  showPanel(selection, go);
}

// The selection as the address has it: by ids, which stay the same when the page is made again.
const idsOf = (key) => joined(pairEnds(key).map((i) => actors[i].id));
const nameOf = {
  actor: (id) => joined([actors[id].id]),
  relation: (id) => joined([actors[relations[id].s].id, relations[id].p, relations[id].o === null ? "" : actors[relations[id].o].id]),
  pair: idsOf,
  path: idsOf,
};
const finders = {
  actor: (name) => actors.findIndex((_, i) => nameOf.actor(i) === name),
  relation: (name) => relations.findIndex((_, i) => nameOf.relation(i) === name),
  pair: (name) => pairOf(name),
  path: (name) => pairOf(name),
};
function pairOf(name) {
  const found = unpacked(name).map((id) => nodes.find((i) => actors[i].id === id));
  return found.length === 2 && !found.includes(undefined) ? found.join("-") : -1;
}
addField("show", () => (selection.kind ? `${selection.kind}:${nameOf[selection.kind](selection.id)}` : ""), (text) => {
  const [, kind, name] = /^(actor|relation|pair|path):(.*)$/s.exec(text) || [];
  const id = kind ? finders[kind](name) : -1;
  Object.assign(selection, id === -1 ? { kind: null, id: null } : { kind, id });
  document.body.classList.toggle("selected", id !== -1);
});

function openFilters(open) {
  document.body.classList.toggle("filtering", open);
  $("open-filters").setAttribute("aria-expanded", String(open));
}

$("summary").textContent = [plural(nodes.length, "actor"), plural(relations.length, "relation"),
  plural(relations.reduce((n, relation) => n + relation.c.length, 0), "claim"), plural(articles.length, "article"),
  dates.length && (dates[0] === dates.at(-1) ? day(dates[0]) : `${day(dates[0])} – ${day(dates.at(-1))}`)].filter(Boolean).join(" · ");
$("open-filters").onclick = () => openFilters(!document.body.classList.contains("filtering"));
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
addFilterFields();
buildViews(go);
buildLegend(refresh);
const refreshSlider = buildSlider(refresh);
buildSearch($("search"), $("found"), (id) => go("actor", id, true));
const takeState = () => { readState(); refresh(); };
takeState();
onOtherState(takeState);
// On a phone the picture gives room to the panel and is fitted anew.
new ResizeObserver(() => {
  if (narrow.matches && inSight === "graph") requestAnimationFrame(() => { graph.network.redraw(); fitPicture(); });
}).observe($("canvas"));
document.documentElement.dataset.ready = "true";
