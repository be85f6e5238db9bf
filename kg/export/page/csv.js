// Claims as comma-separated values (RFC 4180), one a line, with the names of claims.jsonl.
const CSV_COLUMNS = {
  id: (c) => c.id,
  published: (c) => articles[c.a].published,
  publisher: (c) => articles[c.a].publisher,
  title: (c) => articles[c.a].title,
  url: (c) => articles[c.a].url,
  ...csvActor("subject", (c) => c.relation.s),
  predicate: (c) => c.relation.p,
  ...csvActor("object", (c) => c.relation.o),
  polarity: (c) => c.pol,
  modality: (c) => c.mod,
  attribution: (c) => c.kind,
  speaker: (c) => (c.by === null ? null : actors[c.by].name),
  time_start: (c) => c.time && c.time[0],
  time_end: (c) => c.time && c.time[1],
  counterparty: (c) => c.q && c.q.counterparty,
  place: (c) => c.q && c.q.place,
  item: (c) => c.q && c.q.item,
  topic: (c) => c.q && c.q.topic,
  sentence: (c) => sentences[c.t],
  confidence: (c) => c.conf,
};

function csvActor(role, end) {
  const of = (name) => (c) => (end(c) === null ? null : actors[end(c)][name]);
  return { [role]: of("name"), [`${role}_type`]: of("type"), [`${role}_country`]: of("country"), [`${role}_wikidata`]: of("wikidata") };
}

// A spreadsheet would run a text that starts so as a formula: an apostrophe before it makes it a text.
const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

function csvField(value) {
  if (value === null || value === undefined) return "";
  let text = String(value);
  if (typeof value === "string" && FORMULA.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function claimsCsv(some) {
  const row = (values) => `${values.map(csvField).join(",")}\r\n`;
  const columns = Object.values(CSV_COLUMNS);
  // The mark in front tells spreadsheets that the text is UTF-8.
  return ["\ufeff", row(Object.keys(CSV_COLUMNS)), ...some.map((claim) => row(columns.map((value) => value(claim))))];
}
