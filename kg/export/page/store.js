// What the page knows: the tables of the data block, and what follows from them. Values refer to others by index.
//   types      { predicate: { label, valence, symmetric, family } }   family: the type above all that it belongs to
//   actors     { id, name, type, country, sector, wikidata, weight, names }   weight: claims about it; names: as articles say
//   articles   { id, title, url, publisher, published };  sentences: texts
//   relations  { i, s, p, o, status, type, c, first, last }   s and o actors (o null: a topic), type of types, c its claims
//   claims     { i, id, relation, a, t, marks, pol, mod, kind, by, time, conf, q, date }   a article, t sentence, by a speaker
const DATA = JSON.parse($("data").textContent);
const NETWORK = JSON.parse($("network").textContent);
const { types, sentences } = DATA;

// A table as objects: one a row.
function rows(table) {
  const names = Object.keys(table);
  const columns = names.map((name) => {
    const column = table[name];
    return Array.isArray(column) ? column : column.at.map((i) => column.of[i]);
  });
  const made = new Array(columns.length ? columns[0].length : 0);
  for (let i = 0; i < made.length; i++) {
    const row = { i };
    for (let k = 0; k < names.length; k++) row[names[k]] = columns[k][i];
    made[i] = row;
  }
  return made;
}

const actors = rows(DATA.actors);
const articles = rows(DATA.articles);
const relations = rows(DATA.relations);
const claims = rows(DATA.claims);
const relationsOf = actors.map(() => []);

let told = 0;
for (const relation of relations) {
  relation.type = types[relation.p];
  relation.c = claims.slice(told, told += relation.n);
  const when = [];
  for (const claim of relation.c) {
    claim.relation = relation;
    claim.date = articles[claim.a].published;
    if (claim.date) when.push(claim.date);
  }
  when.sort();
  relation.first = when[0] || "";
  relation.last = when.at(-1) || "";
  relationsOf[relation.s].push(relation);
  if (relation.o !== null && relation.o !== relation.s) relationsOf[relation.o].push(relation);
}
const nodes = actors.map((_, i) => i).filter((i) => relationsOf[i].length);

const TYPE_NAMES = { ArmedGroup: "Armed group" };
const typeName = (actor) => TYPE_NAMES[actor.type] || actor.type;
const SECTORS = {
  GOV: "government", MIL: "military", REB: "rebels", OPP: "opposition", LEG: "legislature", JUD: "judiciary",
  COP: "police", SPY: "intelligence", MED: "media", EDU: "education", BUS: "business", CRM: "crime", CVL: "civilians",
  IGO: "intergovernmental", NGO: "non-governmental",
};
const STATUS = {
  asserted: "Stated", contested: "Contested", denied: "Only denied", alleged: "Alleged", ended: "Ended",
  "not-yet": "Planned or possible",
};
const MODALITIES = ["asserted", "planned", "demanded", "alleged", "possible", "conditional", "ended"];
const polarityName = (polarity) => (polarity === "negated" ? "denied" : "affirmed");

// The short code drawn inside a node: a country's for what belongs to one.
const code = (actor) => (["State", "Government", "Military"].includes(actor.type) && actor.country) || "";

const STATES = new Map(actors.filter((actor) => actor.type === "State" && actor.country).map((actor) => [actor.country, actor.name]));
const countryName = (iso) => (STATES.has(iso) ? `${STATES.get(iso)} (${iso})` : iso);

const dates = articles.map((article) => article.published).filter(Boolean).sort();
const endsOf = (relation) => (relation.o === null ? [relation.s] : [relation.s, relation.o]);
const byWeight = (a, b) => actors[b].weight - actors[a].weight || a - b;
const byClaims = (a, b) => b.c.length - a.c.length || a.i - b.i;
const publishers = (some) => [...new Set(some.map((claim) => articles[claim.a].publisher).filter(Boolean))].sort();
const sources = (some) => new Set(some.map((claim) => sourceOf(claim))).size;
// Where a claim comes from, for counting those that are independent of each other.
const sourceOf = (claim) => articles[claim.a].source ?? claim.a;
