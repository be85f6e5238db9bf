// The legend, which is also the filter. A relation is shown if its type and ends are ticked and at least one of its
// claims has a ticked modality and polarity. Counts say how many relations an option shows, the other groups as set.
const off = { valence: new Set(), modality: new Set(), polarity: new Set(), actor: new Set(), type: new Set() };
let contestedOnly = false;
// What passes, in the order of the data; views show this and nothing else.
const visible = { relations: [], claims: [] };

function applyFilters() {
  visible.relations = relations.filter((relation) => passes(relation));
  visible.claims = visible.relations.flatMap((relation) => relation.c.filter((claim) => claimPasses(claim)));
}

const GROUPS = {
  valence: { title: "Relations", options: ["cooperative", "conflictual", "neutral"], mark: (v) => line("asserted", v) },
  modality: { title: "Meant as", options: MODALITIES, mark: (v) => line(MODAL_LINE[v] || "not-yet") },
  polarity: { title: "Affirmed or denied", options: ["affirmed", "negated"], name: polarityName,
    mark: (v) => line(v === "negated" ? "denied" : "asserted") },
  actor: { title: "Actors", options: [], name: (v) => TYPE_NAMES[v] || v, mark: (v) => symbol(v) },
  type: { title: "Relation types", options: [], name: (v) => types[v].label, mark: (v) => dot(types[v].valence) },
};
const MODAL_LINE = { asserted: "asserted", alleged: "alleged", ended: "ended" };
const DASHES = { asserted: "", contested: "", "not-yet": "6 4", alleged: "9 3 2 3", ended: "11 3", denied: "1.5 3.5" };

function line(stands, valence = "plain") {
  return svg("svg", { class: `line ${valence}`, viewBox: "0 0 26 10", "aria-hidden": "true" },
    stands === "contested" && svg("path", { class: "halo", d: "M0 5H26" }),
    svg("path", { d: "M0 5H26", "stroke-dasharray": DASHES[stands] || null }));
}
const dot = (valence) => svg("svg", { class: `dot ${valence}`, viewBox: "0 0 10 10", "aria-hidden": "true" },
  svg("circle", { cx: 5, cy: 5, r: 4 }));

const endsOf = (relation) => (relation.o === null ? [relation.s] : [relation.s, relation.o]);
const claimPasses = (claim, sets = off) => !sets.modality.has(claim.mod) && !sets.polarity.has(claim.pol);

function passes(relation, sets = off) {
  return !(contestedOnly && relation.status !== "contested") && !sets.valence.has(relation.type.valence)
    && !sets.type.has(relation.p) && !endsOf(relation).some((end) => sets.actor.has(actors[end].type))
    && relation.c.some((claim) => claimPasses(claim, sets));
}

const OF = {
  valence: (relation) => [relation.type.valence],
  type: (relation) => [relation.p],
  actor: (relation) => endsOf(relation).map((end) => actors[end].type),
  modality: (relation) => relation.c.filter((c) => !off.polarity.has(c.pol)).map((c) => c.mod),
  polarity: (relation) => relation.c.filter((c) => !off.modality.has(c.mod)).map((c) => c.pol),
};

function counts(key) {
  const found = new Map();
  const others = { ...off, [key]: new Set() };
  for (const relation of relations) {
    if (!passes(relation, others)) continue;
    for (const value of new Set(OF[key](relation))) found.set(value, (found.get(value) || 0) + 1);
  }
  return found;
}

function buildFilters(changed) {
  const all = (key) => new Set(relations.flatMap(OF[key]));
  for (const key of ["actor", "type"]) {
    const start = counts(key);
    GROUPS[key].options = [...start.keys()].sort((a, b) => start.get(b) - start.get(a) || (a < b ? -1 : 1));
  }
  const act = () => { refreshFilters(); changed(); };
  const contested = el("input", { type: "checkbox", id: "contested",
    onchange: (event) => { contestedOnly = event.target.checked; act(); } });
  const reset = button("quiet", () => {
    Object.values(off).forEach((set) => set.clear());
    contestedOnly = contested.checked = false;
    act();
  }, "Reset");
  reset.id = "reset";
  $("filters").append(el("div", { class: "filters-head" }, el("h2", null, "Legend and filter"), reset));
  for (const [key, group] of Object.entries(GROUPS)) {
    const present = all(key);
    group.options = group.options.filter((value) => present.has(value));
    const rows = group.options.map((value) => filterRow(key, group, value, act));
    const extra = key === "polarity" && el("div", { class: "option" },
      el("label", null, contested, line("contested"), el("span", { class: "name" }, "contested only"),
        el("output", { "data-count": "contested" })));
    $("filters").append(el("fieldset", { "data-group": key }, el("legend", null, group.title), rows, extra));
  }
  refreshFilters();
}

function filterRow(key, group, value, act) {
  const name = group.name ? group.name(value) : value;
  const box = el("input", { type: "checkbox", checked: true, "data-key": key, "data-value": value,
    onchange: () => { off[key][box.checked ? "delete" : "add"](value); act(); } });
  const only = button("only", () => {
    const rest = group.options.filter((other) => other !== value);
    const alone = rest.every((other) => off[key].has(other)) && !off[key].has(value);
    off[key] = new Set(alone ? [] : rest);
    act();
  }, "only");
  only.setAttribute("aria-label", `Only ${name}`);
  return el("div", { class: "option" },
    el("label", null, box, group.mark(value), el("span", { class: "name", title: name }, name),
      el("output", { "data-count": `${key}:${value}` })), only);
}

function refreshFilters() {
  const numbers = Object.fromEntries(Object.keys(GROUPS).map((key) => [key, counts(key)]));
  for (const box of $("filters").querySelectorAll("input[data-key]")) {
    const { key, value } = box.dataset;
    const n = numbers[key].get(value) || 0;
    box.checked = !off[key].has(value);
    const row = box.closest(".option");
    row.querySelector("output").textContent = n.toLocaleString("en");
    row.classList.toggle("none", n === 0);
  }
  const was = contestedOnly;
  contestedOnly = true;
  $("filters").querySelector("[data-count=contested]").textContent = relations.filter((r) => passes(r)).length;
  contestedOnly = was;
  $("reset").hidden = !filtered();
}

const filtered = () => contestedOnly || Object.values(off).some((set) => set.size);
