// What the page knows: the tables of the data block, and what follows from them. Values refer to others by index.
//   types      { predicate: { label, valence, symmetric, family } }   family: the type above all that it belongs to
//   actors     { id, name, type, country, sector, wikidata, weight, names }   weight: claims about it; names: as articles say
//   articles   { id, title, url, publisher, published, report };  sentences: texts
//   relations  { i, s, p, o, status, type, c, first, last }   s and o actors (o null: a topic), type of types, c its claims
//   claims     { i, id, relation, a, t, marks, pol, mod, kind, by, time, conf, q, same, date }   a article, t sentence, by a speaker
//   disputes   { i, kind, label, apart, sides: [{ r, pol, c }] }   apart: days between the sides; r a relation, c claims
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
const disputes = DATA.disputes.map((dispute, i) => ({ ...dispute, i }));
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
const SECTORS = new Map(Object.entries({
  GOV: "government", MIL: "military", REB: "rebels", OPP: "opposition", LEG: "legislature", JUD: "judiciary",
  COP: "police", SPY: "intelligence", MED: "media", EDU: "education", BUS: "business", CRM: "crime", CVL: "civilians",
  IGO: "intergovernmental", NGO: "non-governmental",
}));
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

// The number of independent sources behind claims: the largest number of articles of which no two are copies ("report"),
// say it in the same sentence ("same") or come from one publisher. Copies are found when the page is made.
function sources(some) {
  if (some.length < 2) return some.length;
  const above = new Map();
  const top = (key) => { while (above.get(key) !== undefined) key = above.get(key); return key; };
  const report = (claim) => articles[claim.a].report;
  for (const claim of some) {
    const [one, other] = [top(report(claim)), top(report(claims[claim.i - claim.same]))];
    if (one !== other) above.set(one, other);
  }
  const carried = new Map();
  for (const claim of some) {
    const key = top(report(claim));
    if (!carried.has(key)) carried.set(key, new Set());
    carried.get(key).add(articles[claim.a].publisher || `article ${claim.a}`);
  }
  return mostPairs(carried);
}

// The size of the largest matching between reports and publishers (Kuhn's augmenting paths).
function mostPairs(carried) {
  const taken = new Map();
  const place = (report, tried) => {
    for (const publisher of carried.get(report)) {
      if (tried.has(publisher)) continue;
      tried.add(publisher);
      if (!taken.has(publisher) || place(taken.get(publisher), tried)) { taken.set(publisher, report); return true; }
    }
    return false;
  };
  let pairs = 0;
  for (const report of carried.keys()) if (place(report, new Set())) pairs += 1;
  return pairs;
}
