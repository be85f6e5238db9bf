// The evidence panel: an overview, one relation with its claims, or one actor.
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

function showPanel(kind, id, go) {
  const body = kind === "relation" ? relationPanel(relations[id], go)
    : kind === "actor" ? actorPanel(id, go) : overviewPanel(go);
  $("panel").replaceChildren(...body.flat(3).filter(Boolean));
  $("panel").scrollTop = 0;
}

const section = (title, ...body) => el("section", null, el("h3", null, title), ...body);
const panelHead = (kicker, go) => el("div", { class: "kicker" }, el("span", null, kicker),
  button("icon close", () => go(null), el("span", { "aria-hidden": "true" }, "×"), el("span", { class: "offscreen" }, "Close")));

function overviewPanel(go) {
  const ranked = relations.filter((r) => passes(r)).sort(byClaims);
  const disputed = ranked.filter((r) => r.status === "contested");
  const named = [...nodes].sort(byWeight).slice(0, 8);
  return [
    el("div", { class: "kicker" }, el("span", null, "Overview")),
    el("h2", null, "Where to start"),
    el("p", { class: "lead" }, "Click a line to read the sentences behind it, or an actor to see what is said of it. "
      + "Nothing here is taken for true: every line is what articles say, with who says it."),
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

function relationPanel(relation, go) {
  const when = published(relation);
  const denied = relation.c.filter((claim) => claim.pol === "negated").length;
  const hidden = relation.c.filter((claim) => !claimPasses(claim)).length;
  const span = when.length && (when[0] === when.at(-1) ? day(when[0]) : `${day(when[0])} – ${day(when.at(-1))}`);
  return [
    panelHead("Relation", go),
    el("h2", { class: `triple ${relation.type.valence}` },
      actorLink(relation.s, go),
      el("span", { class: "predicate" }, relation.type.label,
        el("span", { "aria-hidden": "true" }, relation.type.symmetric ? " ↔" : " →")),
      relation.o === null ? el("span", { class: "topic" }, "a topic") : actorLink(relation.o, go)),
    el("p", { class: "stands" },
      el("span", { class: `status ${relation.status}` }, line(relation.status, relation.type.valence), STATUS[relation.status]),
      denied > 0 && denied < relation.c.length
        && el("span", null, `${relation.c.length - denied} affirm, ${denied} deny`)),
    el("dl", { class: "numbers" },
      figure(relation.c.length, "claims"), figure(new Set(relation.c.map((c) => c.a)).size, "articles"),
      figure(publishers(relation).length, "publishers"), span && el("div", { class: "span" }, el("dt", null, "published"), el("dd", null, span))),
    section("What is said", hidden > 0 && el("p", { class: "hint" }, `${plural(hidden, "claim")} outside the filters, shown faintly.`),
      el("p", { class: "key", "aria-hidden": "true" }, el("mark", { class: "subject" }, "subject"), el("mark", { class: "trigger" }, "relation"),
        el("mark", { class: "object" }, "object"), el("mark", { class: "cue" }, "who says it")),
      longList("ol", "claims", relation.c, (claim) => claimCard(claim, go), 40)),
  ];
}

const figure = (n, word) => el("div", null, el("dd", null, n.toLocaleString("en")), el("dt", null, n === 1 ? word.slice(0, -1) : word));

function actorPanel(id, go) {
  const actor = actors[id];
  const own = [...relationsOf[id]].sort(byClaims);
  const claims = own.flatMap((r) => r.c);
  const latest = [...claims].sort((a, b) => (articles[b.a].published || "").localeCompare(articles[a.a].published || ""));
  const spoken = relations.filter((r) => r.c.some((c) => c.by === id));
  const when = claims.map((c) => articles[c.a].published).filter(Boolean).sort();
  const about = [typeName(actor), actor.sector && (SECTORS[actor.sector] || actor.sector),
    actor.country && actor.type !== "State" && countryName(actor.country)].filter(Boolean);
  const wikidata = /^Q[1-9]\d*$/.test(actor.wikidata || "") && actor.wikidata;
  return [
    panelHead("Actor", go),
    el("h2", { class: "actor-name" }, symbol(actor.type), el("span", null, actor.name)),
    el("p", { class: "stands" }, el("span", null, about.join(" · ")),
      actor.type === "State" && actor.country && el("span", { class: "code" }, actor.country),
      wikidata && link(`https://www.wikidata.org/wiki/${wikidata}`, `Wikidata ${wikidata}`)),
    actor.names.length > 0 && el("p", { class: "hint" }, "Also named: ", actor.names.join(", ")),
    el("dl", { class: "numbers" }, figure(claims.length, "claims"), figure(own.length, "relations"),
      figure(spoken.reduce((n, r) => n + r.c.filter((c) => c.by === id).length, 0), "statements"),
      when.length > 0 && el("div", { class: "span" }, el("dt", null, "seen"), el("dd", null, `${day(when[0])} – ${day(when.at(-1))}`))),
    own.length > 0 && section("Relations", relationsByType(id, own, go)),
    spoken.length > 0 && section("As the speaker", longList("ul", "rows", spoken.sort(byClaims), (r) => relationRow(r, go), 6)),
    claims.length > 0 && section("Latest claims", longList("ol", "claims", latest, (claim) => el("li", { class: "with-relation" },
      el("ul", { class: "rows" }, relationRow(claim.relation, go)), el("ol", { class: "claims" }, claimCard(claim, go))), 5)),
  ];
}

function relationsByType(id, own, go) {
  const grouped = new Map();
  for (const relation of own) {
    if (!grouped.has(relation.p)) grouped.set(relation.p, []);
    grouped.get(relation.p).push(relation);
  }
  const total = (group) => group.reduce((n, r) => n + r.c.length, 0);
  const groups = [...grouped.values()].sort((a, b) => total(b) - total(a) || (a[0].p < b[0].p ? -1 : 1));
  return longList("ul", "by-type", groups, (group) => el("li", null,
    el("div", { class: "type-head" }, dot(group[0].type.valence), el("span", null, group[0].type.label),
      el("span", { class: "number" }, total(group))),
    el("div", { class: "others" }, group.map((relation) => other(id, relation, go)))), 12);
}

// The other end of a relation, with an arrow for which way it goes.
function other(id, relation, go) {
  const outward = relation.s === id;
  const end = outward ? relation.o : relation.s;
  const arrow = relation.type.symmetric ? "↔" : outward ? "→" : "←";
  const name = end === null ? topics(relation) : actors[end].name;
  const chip = button(`chip ${relation.status}`, () => go("relation", relation.i),
    el("span", { class: "arrow", "aria-hidden": "true" }, arrow), el("span", null, name),
    relation.c.length > 1 && el("span", { class: "number" }, relation.c.length));
  chip.title = sentenceOf(relation);
  return chip;
}

const topics = (relation) => [...new Set(relation.c.map((c) => c.q && c.q.topic).filter(Boolean))].join("; ") || "a topic";
