// The evidence panel: an overview, one relation with its claims, all between two actors, a path, or one actor.
function actorLink(id, go) {
  return button("actor-link", () => go("actor", id), symbol(actors[id].type), el("span", null, actors[id].name));
}

function relationRow(relation, go) {
  const object = relation.o === null ? "a topic" : actors[relation.o].name;
  return el("li", null, button(`row ${relation.type.valence}`, () => go("relation", relation.i),
    line(relation.status, relation.type.valence),
    el("span", { class: "row-text" }, el("b", null, actors[relation.s].name), " ",
      el("em", null, relation.type.label), " ", el("b", null, object)),
    el("span", { class: "number" }, relation.c.length)));
}

function showPanel({ kind, id }, go) {
  const panels = {
    relation: () => relationPanel(relations[id], go),
    pair: () => pairPanel(id, go),
    path: () => pathPanel(id, go),
    actor: () => actorPanel(id, go),
  };
  $("panel").replaceChildren(...(panels[kind] || (() => overviewPanel(go)))().flat(3).filter(Boolean));
}

const section = (title, ...body) => el("section", null, el("h3", null, title), ...body);
const panelHead = (kicker, go) => el("div", { class: "kicker" }, el("span", null, kicker),
  button("icon close", () => go(null), el("span", { "aria-hidden": "true" }, "×"), el("span", { class: "offscreen" }, "Close")));

function overviewPanel(go) {
  const ranked = [...visible.relations].sort((a, b) => visible.counted[b.i] - visible.counted[a.i] || byClaims(a, b));
  const disputed = ranked.filter((r) => r.status === "contested");
  const named = [...new Set(visible.relations.flatMap(endsOf))].sort(byWeight).slice(0, 8);
  return [
    el("div", { class: "kicker" }, el("span", null, "Overview")),
    el("h2", null, "Where to start"),
    el("p", { class: "lead" }, "Click a line to read the sentences behind it, or an actor to see what is said of it. "
      + "Nothing here is presented as true: every line is what articles say, with who says it."),
    disputed.length > 0 && section("Contested",
      el("p", { class: "hint" }, "Affirmed by some, denied by others."),
      longList("ul", "rows", disputed, (r) => relationRow(r, go), 6)),
    ranked.length > 0 ? section("Most reported", el("ul", { class: "rows" }, ranked.slice(0, 8).map((r) => relationRow(r, go))))
      : el("p", { class: "empty" }, relations.length ? "No relation passes the filters." : "There are no relations to show."),
    named.length > 0 && section("Most named", el("ul", { class: "rows" }, named.map((i) => el("li", null,
      button("row", () => go("actor", i), symbol(actors[i].type), el("span", { class: "row-text" }, el("b", null, actors[i].name)),
        el("span", { class: "number" }, actors[i].weight)))))),
  ];
}

const span = (first, last) => (first === last ? day(first) : `${day(first)} – ${day(last)}`);
const figure = (n, word) => el("div", null, el("dd", null, n.toLocaleString("en")), el("dt", null, n === 1 ? word.slice(0, -1) : word));

function figures(some, first, last) {
  return el("dl", { class: "numbers" },
    figure(some.length, "claims"), figure(new Set(some.map((c) => c.a)).size, "articles"),
    figure(publishers(some).length, "publishers"), figure(sources(some), "independent sources"),
    first && el("div", { class: "span" }, el("dt", null, "published"), el("dd", null, span(first, last))));
}

const objectOf = (relation, go) => (relation.o === null ? el("span", { class: "topic" }, "a topic") : actorLink(relation.o, go));
const KEY = () => el("p", { class: "key", "aria-hidden": "true" }, el("mark", { class: "subject" }, "subject"), el("mark", { class: "trigger" }, "relation"),
  el("mark", { class: "object" }, "object"), el("mark", { class: "cue" }, "who says it"));

function relationPanel(relation, go) {
  const denied = relation.c.filter((claim) => claim.pol === "negated").length;
  const hidden = relation.c.filter((claim) => !claimPasses(claim)).length;
  const beside = relation.o === null ? [] : joining(relation.s, relation.o).filter((other) => other !== relation);
  return [
    panelHead("Relation", go),
    el("h2", { class: `triple ${relation.type.valence}` },
      actorLink(relation.s, go),
      el("span", { class: "predicate" }, relation.type.label,
        el("span", { "aria-hidden": "true" }, relation.type.symmetric ? " ↔" : " →")),
      objectOf(relation, go)),
    el("p", { class: "stands" },
      el("span", { class: `status ${relation.status}` }, line(relation.status, relation.type.valence), STATUS[relation.status]),
      denied > 0 && denied < relation.c.length
        && el("span", null, `${relation.c.length - denied} affirm, ${denied} deny`),
      disputesOf(relation).length > 0 && button("quiet", () => showView("disputes", go), "See both sides")),
    figures(relation.c, relation.first, relation.last),
    section("What is said", hidden > 0 && el("p", { class: "hint" }, `${plural(hidden, "claim")} outside the filters, shown faintly.`),
      KEY(), longList("ol", "claims", relation.c, (claim) => claimCard(claim, go), 40)),
    beside.length > 0 && section("Also between the two", longList("ul", "rows", beside, (r) => relationRow(r, go), 6)),
  ];
}

function pairPanel(key, go) {
  const [a, b] = pairEnds(key);
  const some = joining(a, b);
  const told = some.flatMap((r) => r.c.filter(claimPasses));
  const when = told.map((claim) => claim.date).filter(Boolean).sort();
  const apart = button("small", () => { drawing.apart[drawing.apart.has(key) ? "delete" : "add"](key); go("pair", key); },
    drawing.apart.has(key) ? "Draw as one line" : "Draw as single lines");
  return [
    panelHead("Between two actors", go),
    el("h2", { class: "triple neutral" }, actorLink(a, go), el("span", { class: "topic" }, "and"), actorLink(b, go)),
    el("div", { class: "actions" }, some.length > 1 && apart),
    figures(told, when[0], when.at(-1)),
    some.length ? section("Relations", longList("ul", "rows", some, (r) => relationRow(r, go), 12))
      : el("p", { class: "empty" }, "No relation between them passes the filters."),
    told.length > 0 && section("What is said", KEY(), longList("ol", "claims",
      told.sort((x, y) => (x.date || "~").localeCompare(y.date || "~") || x.i - y.i), (claim) => claimCard(claim, go), 20)),
  ];
}

function pathPanel(key, go) {
  const [from, to] = pairEnds(key);
  const steps = shortestPath(from, to);
  return [
    panelHead("Path", go),
    el("h2", { class: "triple neutral" }, actorLink(from, go), el("span", { class: "topic" }, "to"), actorLink(to, go)),
    steps ? el("p", { class: "lead" }, `The shortest way is ${plural(steps.length, "step")} long; of equally short ones it is that with most claims.`)
      : el("p", { class: "empty" }, "No path between them passes the filters."),
    (steps || []).map((step, n) => section(`${n + 1}. ${actors[step.from].name} – ${actors[step.to].name}`,
      longList("ul", "rows", step.relations, (r) => relationRow(r, go), 4))),
  ];
}
