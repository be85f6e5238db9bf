// What the page knows: the lists of the data block, and what follows from them. Values refer to others by index.
//   types      { predicate: { label, valence, symmetric, parent } }
//   actors     { id, name, type, country, sector, wikidata, weight, names }
//   articles   { id, title, url, publisher, published };  sentences: texts
//   relations  { i, s, p, o, status, type, c }   s and o actors (o null: a topic), type of types, c its claims
//   claims     { i, id, relation, a, t, marks, pol, mod, kind, by, time, conf, q }   a article, t sentence, by a speaker
const { types, actors, articles, sentences, relations } = JSON.parse($("data").textContent);
const NETWORK = JSON.parse($("network").textContent);

const claims = relations.flatMap((relation) => relation.c);
claims.forEach((claim, i) => { claim.i = i; });
const relationsOf = actors.map(() => []);
relations.forEach((relation, i) => {
  relation.i = i;
  relation.type = types[relation.p];
  for (const claim of relation.c) claim.relation = relation;
  relationsOf[relation.s].push(relation);
  if (relation.o !== null && relation.o !== relation.s) relationsOf[relation.o].push(relation);
});
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

function countryName(iso) {
  const state = actors.find((actor) => actor.type === "State" && actor.country === iso);
  return state ? `${state.name} (${iso})` : iso;
}

const dates = articles.map((article) => article.published).filter(Boolean).sort();
const byWeight = (a, b) => actors[b].weight - actors[a].weight || a - b;
const byClaims = (a, b) => b.c.length - a.c.length || a.i - b.i;
const published = (relation) => relation.c.map((claim) => articles[claim.a].published).filter(Boolean).sort();
const publishers = (relation) =>
  [...new Set(relation.c.map((claim) => articles[claim.a].publisher).filter(Boolean))].sort();
