// Every relation that passes the filters as a table: the same evidence without the picture.
addView({ name: "list", title: "Relations", update: () => showList(go) });
const COLUMNS = [
  { name: "Subject", value: (r) => actors[r.s].name },
  { name: "Relation", value: (r) => r.type.label },
  { name: "Object", value: (r) => (r.o === null ? topics(r) : actors[r.o].name) },
  { name: "Status", value: (r) => STATUS[r.status] },
  { name: "Claims", value: (r) => visible.counted[r.i], number: true },
  { name: "First", value: (r) => r.first, date: true },
  { name: "Last", value: (r) => r.last, date: true },
];
const PAGE = 200;
const collator = new Intl.Collator("en");
const order = { column: 4, down: true };

function showList(go) {
  const column = COLUMNS[order.column];
  const shown = visible.relations.map((r) => ({ r, key: column.value(r) }));
  const compare = column.number ? (a, b) => a.key - b.key : (a, b) => collator.compare(a.key, b.key);
  shown.sort((a, b) => (order.down ? compare(b, a) : compare(a, b)) || a.r.i - b.r.i);
  const head = COLUMNS.map((c, i) => el("th", { scope: "col", class: c.number ? "figure" : null,
    "aria-sort": i === order.column ? (order.down ? "descending" : "ascending") : null },
  button("sort", () => {
    order.down = i === order.column ? !order.down : Boolean(c.number || c.date);
    order.column = i;
    showList(go);
  }, c.name, el("span", { "aria-hidden": "true" }, i === order.column ? (order.down ? " ↓" : " ↑") : ""))));
  const row = ({ r }) => el("tr", { class: r.type.valence }, COLUMNS.map((c, i) => {
    const text = c.date ? (c.value(r) ? day(c.value(r)) : "") : c.value(r);
    if (i === 1) return el("td", null, button("open", () => go("relation", r.i), dot(r.type.valence), el("span", null, text)));
    if (i === 0) return el("th", { scope: "row" }, actorLink(r.s, go));
    if (i === 2 && r.o !== null) return el("td", null, actorLink(r.o, go));
    return el("td", { class: c.number ? "figure" : c.date ? "date" : null }, text);
  }));
  const [body, more] = [longList("tbody", null, shown, row, PAGE)].flat();
  $("list").replaceChildren(el("table", null, el("caption", { class: "offscreen" }, "Relations"), el("thead", null, el("tr", null, head)), body),
    ...[more, !shown.length && el("p", { class: "empty" }, "No relation passes the filters.")].filter(Boolean));
}
