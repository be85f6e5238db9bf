// What is shown, in one place: every view shows `visible` and nothing else.
//
// A facet admits values. Those that are ticks ("off") admit all but what is in `set`; those that are a choice ("only")
// admit what is in `set`, or all where that is empty. Facets of a claim: a relation passes by those of its claims that pass
// all of them. Counts say how many relations an option shows, everything else as set.
const facet = (key, title, about, kind, values, more = {}) => ({ key, title, about, kind, values, set: new Set(), ...more });
const FACETS = [
  facet("valence", "Relations", "relation", "off", (r) => [r.type.valence], { options: ["cooperative", "conflictual", "neutral"] }),
  facet("modality", "Meant as", "claim", "off", (c) => [c.mod], { options: MODALITIES }),
  facet("polarity", "Affirmed or denied", "claim", "off", (c) => [c.pol], { options: ["affirmed", "negated"] }),
  facet("actor", "Actors", "relation", "off", (r) => endsOf(r).map((end) => actors[end].type)),
  facet("type", "Relation types", "relation", "off", (r) => [r.p]),
  facet("country", "Countries", "relation", "only", (r) => endsOf(r).map((end) => actors[end].country).filter(Boolean)),
  facet("speaker", "Who says it", "claim", "only", (c) => [c.by === null ? `:${c.kind === "narrator" ? "article" : "unnamed"}` : actors[c.by].id]),
  facet("publisher", "Publishers", "claim", "only", (c) => [articles[c.a].publisher || ":unknown"]),
];
FACETS.forEach((one, n) => { one.bit = 1 << n; });
const [SURE, TIME, CONTESTED, HIDDEN, AROUND] = [20, 21, 22, 23, 24].map((n) => 1 << n);
const facetOf = (key) => FACETS.find((one) => one.key === key);

// The filters that are no facets. time: from and to as ISO dates, both included, null for open; around: { id, steps }.
const NONE = { confidence: 0, sources: 1, contested: false, time: null, around: null };
const limits = { ...NONE, hidden: new Set() };

const visible = { relations: [], claims: [], has: new Uint8Array(relations.length), counted: new Uint32Array(relations.length) };
const fails = { relation: new Int32Array(relations.length), claim: new Int32Array(claims.length) };

const admits = (one, values) => (one.kind === "off" ? values.every((v) => !one.set.has(v))
  : one.set.size === 0 || values.some((v) => one.set.has(v)));
const inTime = (date) => limits.time === null || Boolean(date && date >= limits.time[0] && date <= limits.time[1]);
const claimPasses = (claim) => fails.claim[claim.i] === 0;

function mark() {
  const set = { relation: FACETS.filter((f) => f.about === "relation" && f.set.size), claim: FACETS.filter((f) => f.about === "claim" && f.set.size) };
  for (const relation of relations) {
    let bits = 0;
    for (const one of set.relation) if (!admits(one, one.values(relation))) bits |= one.bit;
    if (limits.contested && relation.status !== "contested") bits |= CONTESTED;
    if (limits.hidden.size && endsOf(relation).some((end) => limits.hidden.has(end))) bits |= HIDDEN;
    fails.relation[relation.i] = bits;
  }
  for (const claim of claims) {
    let bits = 0;
    for (const one of set.claim) if (!admits(one, one.values(claim))) bits |= one.bit;
    if (claim.conf < limits.confidence) bits |= SURE;
    if (!inTime(claim.date)) bits |= TIME;
    fails.claim[claim.i] = bits;
  }
  if (!limits.around) return;
  const near = within(limits.around.id, limits.around.steps, (relation) => passesBut(relation, AROUND));
  for (const relation of relations) if (endsOf(relation).some((end) => !near.has(end))) fails.relation[relation.i] |= AROUND;
}

// Does the relation pass everything but the filters of these bits?
function passesBut(relation, bits) {
  if (fails.relation[relation.i] & ~bits) return false;
  if (limits.sources > 1) return sources(relation.c.filter((claim) => !(fails.claim[claim.i] & ~bits))) >= limits.sources;
  return relation.c.some((claim) => !(fails.claim[claim.i] & ~bits));
}

function applyFilters() {
  mark();
  visible.relations = [];
  visible.claims = [];
  for (const relation of relations) {
    visible.has[relation.i] = passesBut(relation, 0) ? 1 : 0;
    if (!visible.has[relation.i]) continue;
    visible.relations.push(relation);
    const before = visible.claims.length;
    for (const claim of relation.c) if (claimPasses(claim)) visible.claims.push(claim);
    visible.counted[relation.i] = visible.claims.length - before;
  }
}

// How many relations each value of a facet shows.
function counts(one) {
  const found = new Map();
  for (const relation of relations) {
    if (!passesBut(relation, one.bit)) continue;
    const values = one.about === "relation" ? one.values(relation)
      : relation.c.filter((claim) => !(fails.claim[claim.i] & ~one.bit)).flatMap(one.values);
    for (const value of values.length > 1 ? new Set(values) : values) found.set(value, (found.get(value) || 0) + 1);
  }
  return found;
}

const contestedCount = () => relations.filter((r) => r.status === "contested" && passesBut(r, CONTESTED)).length;

// The claims that pass all but the time, for the histogram.
function* claimsOfAnyTime() {
  for (const relation of relations) {
    if (!passesBut(relation, TIME)) continue;
    for (const claim of relation.c) if (!(fails.claim[claim.i] & ~TIME)) yield claim;
  }
}

const filtered = () => FACETS.some((one) => one.set.size) || limits.hidden.size > 0 || Object.keys(NONE).some((key) => limits[key] !== NONE[key]);

function resetFilters() {
  for (const one of FACETS) one.set.clear();
  limits.hidden.clear();
  Object.assign(limits, NONE);
}

// In the address: values apart by "~", which stands in no id, country or relation type; in a publisher it is escaped.
const joined = (values) => values.map((v) => v.replaceAll("%", "%25").replaceAll("~", "%7E")).join("~");
const packed = (values) => joined([...values].sort());
const unpacked = (text) => text.split("~").filter(Boolean).map((v) => v.replaceAll("%7E", "~").replaceAll("%25", "%"));
const number = (low, high, start) => (text) => {
  const value = Number(text);
  return text && value >= low && value <= high ? value : start;
};

function addFilterFields() {
  for (const one of FACETS) addField(one.key, () => packed(one.set), (text) => { one.set = new Set(unpacked(text)); });
  const plain = (key, read) => addField(key, () => (limits[key] === NONE[key] ? "" : String(limits[key])), (text) => { limits[key] = read(text); });
  plain("confidence", number(0, 1, 0));
  plain("sources", number(1, 99, 1));
  plain("contested", (text) => text === "true");
  addField("time", () => (limits.time ? limits.time.join("~") : ""), (text) => {
    limits.time = /^(\d{4}-\d\d-\d\d)~(\d{4}-\d\d-\d\d)$/.test(text) ? text.split("~") : null;
  });
  const known = new Map(actors.map((actor) => [actor.id, actor.i]));
  addField("hidden", () => packed([...limits.hidden].map((i) => actors[i].id)), (text) => {
    limits.hidden = new Set(unpacked(text).map((id) => known.get(id)).filter((i) => i !== undefined));
  });
  addField("around", () => (limits.around ? `${limits.around.steps}~${packed([actors[limits.around.id].id])}` : ""), (text) => {
    const [, steps, id] = /^([1-9])~(.+)$/s.exec(text) || [];
    const i = id === undefined ? undefined : known.get(unpacked(id)[0]);
    limits.around = i === undefined ? null : { id: i, steps: Number(steps) };
  });
}
