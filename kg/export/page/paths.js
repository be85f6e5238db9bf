// Ways through the graph, either direction of a relation, over relations that pass.

// The actors at most so many steps from one.
function within(id, steps, goes) {
  const near = new Set([id]);
  let rim = [id];
  for (let step = 0; step < steps; step++) {
    const next = [];
    for (const at of rim) {
      for (const relation of relationsOf[at]) {
        if (relation.o === null || !goes(relation)) continue;
        const other = relation.s === at ? relation.o : relation.s;
        if (!near.has(other)) { near.add(other); next.push(other); }
      }
    }
    rim = next;
  }
  return near;
}

// The shortest path, as a list of steps { from, to, relations }; of equally short ones that whose weakest step has the most
// claims. Null where there is none.
function shortestPath(from, to) {
  const best = new Map([[from, { back: null, weakest: Infinity }]]);
  let rim = [from];
  while (rim.length && !best.has(to)) {
    const next = new Map();
    for (const at of rim) {
      for (const [other, some] of neighbours(at)) {
        if (best.has(other)) continue;
        const weakest = Math.min(best.get(at).weakest, some.reduce((n, r) => n + visible.counted[r.i], 0));
        const rival = next.get(other);
        if (!rival || weakest > rival.weakest || (weakest === rival.weakest && at < rival.back)) next.set(other, { back: at, weakest });
      }
    }
    for (const [id, how] of next) best.set(id, how);
    rim = [...next.keys()];
  }
  if (!best.has(to)) return null;
  const steps = [];
  for (let at = to; at !== from; at = best.get(at).back) {
    const back = best.get(at).back;
    steps.unshift({ from: back, to: at, relations: joining(back, at) });
  }
  return steps;
}

// The relations that pass between two actors, those with most claims first.
const joining = (a, b) => relationsOf[a].filter((r) => visible.has[r.i] && (r.s === a ? r.o === b : r.s === b)).sort(byClaims);

// The relations that a selection is about.
function selectedRelations(kind, id) {
  if (kind === "actor") return relationsOf[id];
  if (kind === "relation") return [relations[id]];
  if (kind === "pair") return joining(...pairEnds(id));
  return kind === "path" ? (shortestPath(...pairEnds(id)) || []).flatMap((step) => step.relations) : [];
}

function neighbours(id) {
  const found = new Map();
  for (const relation of relationsOf[id]) {
    if (relation.o === null || !visible.has[relation.i]) continue;
    const other = relation.s === id ? relation.o : relation.s;
    if (!found.has(other)) found.set(other, []);
    found.get(other).push(relation);
  }
  return found;
}
