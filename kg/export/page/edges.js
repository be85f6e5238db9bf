// Which relations are drawn, and as which lines: one a relation, or one a pair of actors where there are many.
const FAN = 3; // so many relations between two actors are drawn one by one
const SPARSE = 120; // a picture of more pairs than this draws one line a pair

// A pair of actors as text, and back.
const pairEnds = (key) => key.split("-").map(Number);
const pairKey = (a, b) => (a < b ? `${a}-${b}` : `${b}-${a}`);
const drawing = {
  most: DATA.drawn, // pairs
  wanted: new Set(), // relations drawn in any case: what was asked for
  apart: new Set(), // pairs whose relations are drawn one by one
};

// The pairs to draw, as Map(key, relations): those that pass, the backbone's first, and what was asked for.
function drawnPairs() {
  const pairs = new Map();
  const put = (key, relation) => {
    if (!pairs.has(key)) pairs.set(key, []);
    pairs.get(key).push(relation);
  };
  const asked = new Set([...drawing.wanted].filter((i) => visible.has[i]).map((i) => pairKey(relations[i].s, relations[i].o)));
  let room = drawing.most;
  for (const i of DATA.order) {
    if (!visible.has[i]) continue;
    const relation = relations[i];
    const key = pairKey(relation.s, relation.o);
    if (!pairs.has(key) && !asked.has(key) && room-- <= 0) continue;
    put(key, relation);
  }
  return pairs;
}

// The lines of the pairs, as items of vis-network. A line's id is its relation's number, or the pair's key.
function edgeItems(pairs) {
  const items = [];
  for (const [key, some] of pairs) {
    const fanned = drawing.apart.has(key) || some.length === 1 || (some.length <= FAN && pairs.size <= SPARSE);
    if (!fanned) { items.push(pairItem(key, some)); continue; }
    const step = Math.min(0.24, 1.2 / some.length);
    const low = Math.min(some[0].s, some[0].o);
    some.forEach((relation, n) => {
      const bend = (n - (some.length - 1) / 2) * step;
      items.push(relationItem(relation, relation.s === low ? bend : -bend));
    });
  }
  return items;
}

const width = (number) => 1.3 + 0.9 * Math.log2(Math.max(1, number));

function relationItem(relation, bend) {
  const number = visible.counted[relation.i];
  return {
    id: relation.i, from: relation.s, to: relation.o, relations: [relation], valence: relation.type.valence, status: relation.status,
    caption: relation.type.label + (number > 1 ? ` · ${number}` : ""), claims: number, base: width(number),
    dashes: DASHES[relation.status].length ? DASHES[relation.status] : false,
    arrows: relation.type.symmetric ? "" : "to",
    smooth: bend ? { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) } : false,
  };
}

function pairItem(key, some) {
  const [a, b] = pairEnds(key);
  const number = (test) => some.filter(test).reduce((n, r) => n + visible.counted[r.i], 0);
  const valences = ["conflictual", "cooperative", "neutral"].map((v) => ({ v, n: number((r) => r.type.valence === v) }));
  const main = valences.reduce((best, one) => (one.n > best.n ? one : best));
  const same = new Set(some.map((r) => r.status)).size === 1 ? some[0].status : "asserted";
  const status = some.some((r) => r.status === "contested") ? "contested" : same;
  const claims = number(() => true);
  const goes = (from) => some.some((r) => r.s === from && !r.type.symmetric);
  return {
    id: key, from: a, to: b, relations: some, valence: main.v, status, caption: `${some.length} relations`, claims,
    base: width(claims) + 1, dashes: DASHES[status].length ? DASHES[status] : false, smooth: false,
    arrows: [goes(a) && "to", goes(b) && "from"].filter(Boolean).join(","),
  };
}

// What of an actor is brought into the picture when it is chosen: its strongest relations.
const strongest = (id) => relationsOf[id].filter((r) => visible.has[r.i] && r.o !== null && r.o !== r.s).sort(byClaims).slice(0, 40);
