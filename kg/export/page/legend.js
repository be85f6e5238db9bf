// The legend, which is also the filter: an option a row, with how many relations it shows.
const MARKS = {
  valence: (v) => line("asserted", v),
  modality: (v) => line(MODAL_LINE[v] || "not-yet"),
  polarity: (v) => line(v === "negated" ? "denied" : "asserted"),
  actor: (v) => symbol(v),
  type: (v) => dot(types[v].valence),
};
const speakerNames = new Map([...actors.map((actor) => [actor.id, actor.name]),
  [":article", "the article itself"], [":unnamed", "an unnamed source"]]);
const NAMES = {
  polarity: polarityName,
  actor: (v) => TYPE_NAMES[v] || v,
  type: (v) => types[v].label,
  country: countryName,
  speaker: (v) => speakerNames.get(v) || v,
  publisher: (v) => (v === ":unknown" ? "unknown" : v),
};
const nameOfValue = (key, value) => (NAMES[key] ? NAMES[key](value) : value);
const LONG = 8; // options beyond are found by their name
const parts = []; // of the legend, each with a way to bring itself up to date

function buildLegend(changed) {
  const reset = button("quiet", () => { resetFilters(); changed(); }, "Reset");
  reset.id = "reset";
  $("filters").append(el("div", { class: "filters-head" }, el("h2", null, "Legend and filter"), reset));
  for (const one of FACETS) {
    const present = new Set((one.about === "relation" ? relations : claims).flatMap((row) => one.values(row)));
    const start = counts(one);
    one.options = one.options ? one.options.filter((v) => present.has(v))
      : [...present].sort((a, b) => (start.get(b) || 0) - (start.get(a) || 0) || (a < b ? -1 : 1));
    if (!one.options.length) continue;
    const group = el("fieldset", { "data-group": one.key }, el("legend", null, one.title));
    if (one.key === "type") families(one, group, changed);
    else if (one.kind === "off") ticks(one, group, one.options, changed);
    else choice(one, group, changed);
    if (one.key === "polarity") group.append(contestedRow(changed));
    $("filters").append(group);
    if (one.key === "polarity") $("filters").append(thresholds(changed));
  }
}

function refreshLegend() {
  for (const part of parts) part();
  $("reset").hidden = !filtered();
}

function ticks(one, group, options, changed) {
  const made = options.map((value) => optionRow(one, value, changed));
  group.append(...made.map(({ row }) => row));
  parts.push(() => showCounts(one, made));
}

function showCounts(one, made) {
  const found = counts(one);
  for (const { row, box, value } of made) {
    const n = found.get(value) || 0;
    box.checked = one.kind === "off" ? !one.set.has(value) : one.set.has(value);
    row.querySelector("output").textContent = n.toLocaleString("en");
    row.classList.toggle("none", n === 0);
  }
}

function optionRow(one, value, changed) {
  const name = nameOfValue(one.key, value);
  const box = el("input", { type: "checkbox", "data-key": one.key, "data-value": value, onchange: () => {
    one.set[box.checked === (one.kind === "off") ? "delete" : "add"](value);
    changed();
  } });
  const alone = button("only", () => {
    const rest = one.options.filter((other) => other !== value);
    const now = rest.every((other) => one.set.has(other)) && !one.set.has(value);
    one.set = new Set(now ? [] : rest);
    changed();
  }, "only");
  alone.setAttribute("aria-label", `Only ${name}`);
  const row = el("div", { class: "option" },
    el("label", null, box, MARKS[one.key] && MARKS[one.key](value), el("span", { class: "name", title: name }, name),
      el("output", { "data-count": `${one.key}:${value}` })), one.kind === "off" && alone);
  return { row, box, value };
}

// Relation types under what they are a kind of; the tick of a family is that of all in it.
function families(one, group, changed) {
  const of = new Map();
  for (const value of one.options) {
    const family = types[value].family;
    of.set(family, [...(of.get(family) || []), value]);
  }
  for (const [family, members] of of) {
    if (members.length === 1) { ticks(one, group, members, changed); continue; }
    const box = el("input", { type: "checkbox", "data-family": family, onchange: () => {
      for (const value of members) one.set[box.checked ? "delete" : "add"](value);
      changed();
    } });
    const inner = el("div", { class: "inner" });
    const number = el("output", { "data-count": `family:${family}` });
    group.append(el("details", { class: "family" }, el("summary", null, el("span", { class: "option" },
      el("label", null, box, el("span", { class: "name" }, `${family.replaceAll("-", " ")}, all kinds`), number))), inner));
    ticks(one, inner, members, changed);
    parts.push(() => {
      const out = members.filter((value) => one.set.has(value)).length;
      box.checked = out < members.length;
      box.indeterminate = out > 0 && out < members.length;
      const shown = new Set(members.filter((value) => !one.set.has(value) || out === members.length));
      number.textContent = relations.filter((r) => shown.has(r.p) && passesBut(r, one.bit)).length.toLocaleString("en");
    });
  }
}

// A long list of which some may be chosen: the most frequent, those chosen, and those of the words typed.
function choice(one, group, changed) {
  const list = el("div", { class: "inner" });
  const words = el("input", { type: "search", class: "narrow-down", "aria-label": `Find in ${one.title}`, placeholder: "Find…",
    oninput: () => draw() });
  const chosen = el("span", { class: "number" });
  const folded = one.options.map((value) => ({ value, name: fold(nameOfValue(one.key, value)) }));
  const details = el("details", { class: "choice", ontoggle: () => { if (details.open) draw(); } },
    el("summary", null, el("span", { class: "name" }, "any, or only:"), chosen), one.options.length > LONG && words, list);
  const draw = () => {
    const query = fold(words.value.trim());
    const found = folded.filter(({ name }) => name.includes(query)).map(({ value }) => value);
    const made = [...new Set([...one.options.filter((value) => one.set.has(value)), ...found.slice(0, LONG)])]
      .map((value) => optionRow(one, value, changed));
    list.replaceChildren(...made.map(({ row }) => row));
    if (found.length > LONG) list.append(el("p", { class: "hint" }, `${(found.length - LONG).toLocaleString("en")} more: type a name`));
    showCounts(one, made);
  };
  group.append(details);
  parts.push(() => {
    chosen.textContent = one.set.size ? String(one.set.size) : "";
    if (one.set.size) details.open = true;
    if (details.open && !list.contains(document.activeElement)) draw();
    else if (details.open) showCounts(one, [...list.querySelectorAll("input")].map((box) => ({ row: box.closest(".option"), box, value: box.dataset.value })));
  });
}

function contestedRow(changed) {
  const box = el("input", { type: "checkbox", id: "contested", onchange: () => { limits.contested = box.checked; changed(); } });
  const number = el("output", { "data-count": "contested" });
  parts.push(() => { box.checked = limits.contested; number.textContent = contestedCount().toLocaleString("en"); });
  return el("div", { class: "option" }, el("label", null, box, line("contested"), el("span", { class: "name" }, "contested only"), number));
}

function thresholds(changed) {
  const most = relations.reduce((n, r) => (r.c.length > n ? Math.max(n, sources(r.c)) : n), 1);
  const slider = (key, id, name, attributes, words) => {
    const number = el("output", { for: id });
    const box = el("input", { type: "range", id, ...attributes, oninput: () => { limits[key] = Number(box.value); changed(); } });
    parts.push(() => { box.value = limits[key]; number.textContent = words(limits[key]); box.setAttribute("aria-valuetext", words(limits[key])); });
    return el("div", { class: "threshold" }, el("label", { for: id }, name), number, box);
  };
  return el("fieldset", null, el("legend", null, "At least"),
    slider("confidence", "least-confidence", "confidence", { min: 0, max: 1, step: 0.05 }, (v) => v.toFixed(2)),
    most > 1 && slider("sources", "least-sources", "independent sources", { min: 1, max: Math.min(most, 20), step: 1 }, String));
}

// What narrows the view and has no row in the legend, each with a button to take it away.
function refreshChips(changed) {
  const chips = [];
  const chip = (words, away) => chips.push(button("filter-chip", () => { away(); changed(); }, words, el("span", { "aria-label": "remove" }, "×")));
  if (limits.around) chip(`Within ${plural(limits.around.steps, "step")} of ${actors[limits.around.id].name}`, () => { limits.around = null; });
  for (const i of [...limits.hidden].sort(byWeight)) chip(`Hidden: ${actors[i].name}`, () => limits.hidden.delete(i));
  $("chips").replaceChildren(...chips);
}
