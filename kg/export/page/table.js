// The claims that pass the filters as a table, a page at a time: sorted by any column, saved as CSV.
const CLAIM_COLUMNS = [
  { name: "Published", value: (c) => articles[c.a].published || "", down: true },
  { name: "Subject", value: (c) => actors[c.relation.s].name },
  { name: "Relation", value: (c) => c.relation.type.label },
  { name: "Object", value: (c) => (c.relation.o === null ? (c.q && c.q.topic) || "" : actors[c.relation.o].name) },
  { name: "Sentence", value: (c) => sentences[c.t] },
  { name: "Stands", value: (c) => [c.pol === "negated" && "denied", (c.pol !== "negated" || c.mod !== "asserted") && c.mod].filter(Boolean).join(", ") },
  { name: "Said by", value: (c) => (c.kind === "narrator" ? "" : c.by === null ? "unnamed source" : actors[c.by].name) },
  { name: "Publisher", value: (c) => articles[c.a].publisher || "" },
  { name: "Sure", value: (c) => c.conf, number: true, down: true },
];
const CLAIMS_A_PAGE = 100;
const claimTable = { column: 0, down: true, page: 0, shown: null, rows: [], chosen: null };
addView({
  name: "claims", title: "Claims",
  build: (section, go) => buildClaimTable(claimTable, section, go),
  update: (shown, chosen) => updateClaimTable(claimTable, shown, chosen),
  get: () => (claimTable.column === 0 && claimTable.down && !claimTable.page ? ""
    : [claimTable.column, claimTable.down ? "down" : "up", claimTable.page + 1].join("_")),
  set: (text) => {
    const [, column, way, page] = /^([0-8])_(down|up)_(\d{1,6})$/.exec(text) || [null, 0, "down", 1];
    Object.assign(claimTable, { column: Number(column), down: way === "down", page: Math.max(0, page - 1), rows: null });
  },
});

function buildClaimTable(view, section, go) {
  const heads = CLAIM_COLUMNS.map((column, i) => el("th", { scope: "col", class: column.number ? "figure" : null },
    button("sort", () => sortClaims(view, i), column.name, el("span", { class: "way", "aria-hidden": "true" }))));
  Object.assign(view, { section, go, heads, body: el("tbody"), said: el("span", { role: "status" }),
    back: button("more", () => turnClaims(view, -1), "Back"), next: button("more", () => turnClaims(view, 1), "Next"),
    save: fill(button("more", () => saveFile(fileName("claims.csv"), claimsCsv(view.rows), "text/csv;charset=utf-8"), "Save as CSV"),
      { id: "claims-csv" }, []) });
  section.append(el("div", { class: "claim-bar" }, view.save, view.said, view.back, view.next),
    el("div", { class: "claim-scroll", tabindex: 0, role: "region", "aria-label": "Claims" },
      el("table", null, el("caption", { class: "offscreen" }, "Claims"), el("thead", null, el("tr", null, heads)), view.body)));
  view.scroll = section.querySelector(".claim-scroll");
}

// All claims in the order of a column, found once a column: a filter then only picks from them.
const claimOrders = new Map();
function claimOrder(i) {
  if (!claimOrders.has(i)) {
    const { value, number } = CLAIM_COLUMNS[i];
    const keys = claims.map(value);
    if (!number) {
      const words = [...new Set(keys)].sort(new Intl.Collator("en").compare);
      const rank = new Map(words.map((word, n) => [word, n]));
      keys.forEach((key, n) => { keys[n] = rank.get(key); });
    }
    claimOrders.set(i, { keys, sorted: claims.map((_, n) => n).sort((a, b) => keys[a] - keys[b] || a - b) });
  }
  return claimOrders.get(i);
}

// The other way round, what is equal stays in the order of the data, and what has no value stays last.
function sortedClaims(i, down, wanted) {
  const { keys, sorted } = claimOrder(i);
  const value = CLAIM_COLUMNS[i].value;
  const kept = sorted.filter((n) => wanted.has(claims[n]));
  if (down) kept.sort((a, b) => keys[b] - keys[a] || a - b);
  const bare = (n) => value(claims[n]) === "";
  return [...kept.filter((n) => !bare(n)), ...kept.filter(bare)].map((n) => claims[n]);
}

function updateClaimTable(view, shown, chosen) {
  if (view.shown !== shown.claims) {
    if (view.shown) view.page = 0;
    Object.assign(view, { shown: shown.claims, rows: null });
  }
  view.chosen = chosen.kind === "relation" ? chosen.id : null;
  showClaims(view);
}

function sortClaims(view, column) {
  const down = view.column === column ? !view.down : Boolean(CLAIM_COLUMNS[column].down);
  Object.assign(view, { column, down, page: 0, rows: null });
  showClaims(view);
  writeState();
}

function turnClaims(view, by) {
  view.page += by;
  showClaims(view);
  view.scroll.scrollTop = 0;
  writeState();
}

function showClaims(view) {
  view.rows ||= sortedClaims(view.column, view.down, new Set(view.shown));
  const { rows, column, down } = view;
  const last = Math.max(0, Math.ceil(rows.length / CLAIMS_A_PAGE) - 1);
  view.page = Math.min(view.page, last);
  const from = view.page * CLAIMS_A_PAGE;
  const page = rows.slice(from, from + CLAIMS_A_PAGE);
  view.heads.forEach((head, i) => {
    if (i === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
    head.querySelector(".way").textContent = i === column ? (down ? " ↓" : " ↑") : "";
  });
  view.body.replaceChildren(...page.map((claim) => claimRow(view, claim)));
  const many = (n) => n.toLocaleString("en");
  view.said.textContent = rows.length ? `${many(from + 1)}–${many(from + page.length)} of ${plural(rows.length, "claim")}` : "No claim passes the filters.";
  view.save.disabled = !rows.length;
  view.back.disabled = view.page === 0;
  view.next.disabled = view.page === last;
}

function claimRow(view, claim) {
  const { relation } = claim;
  const open = (event) => { if (!event.target.closest("button, a")) openClaim(view, claim); };
  const cells = CLAIM_COLUMNS.map((column, i) => {
    const text = i === 0 ? (column.value(claim) ? day(column.value(claim)) : "") : column.number ? column.value(claim).toFixed(2) : column.value(claim);
    const label = { "data-label": column.name };
    if (i === 1) return el("th", { scope: "row", ...label }, actorLink(relation.s, view.go));
    if (i === 2) return el("td", label, button("open", () => openClaim(view, claim), dot(relation.type.valence), el("span", null, text)));
    if (i === 3 && relation.o !== null) return el("td", label, actorLink(relation.o, view.go));
    return el("td", { ...label, class: column.number ? "figure" : i === 4 ? "words" : null }, text);
  });
  return el("tr", { class: `${relation.type.valence} ${claim.pol}`, onclick: open, "aria-selected": view.chosen === relation.i ? "true" : null }, cells);
}

// The evidence of the relation, with this claim in sight.
function openClaim(view, claim) {
  view.go("relation", claim.relation.i);
  const card = $("panel").querySelector(`[data-claim="${claim.i}"]`);
  if (card) card.scrollIntoView({ block: "nearest" });
}
