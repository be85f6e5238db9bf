// The panel of one actor: who it is, what is said of it, and what can be done with it.
function actorPanel(id, go) {
  const actor = actors[id];
  const own = [...relationsOf[id]].sort(byClaims);
  const told = own.flatMap((r) => r.c);
  const latest = [...told].sort((a, b) => (b.date || "").localeCompare(a.date || "") || a.i - b.i);
  const said = claims.filter((claim) => claim.by === id);
  const spoken = [...new Set(said.map((claim) => claim.relation))];
  const when = told.map((claim) => claim.date).filter(Boolean).sort();
  const about = [typeName(actor), actor.sector && (SECTORS.get(actor.sector) || actor.sector),
    actor.country && actor.type !== "State" && countryName(actor.country)].filter(Boolean);
  const wikidata = /^Q[1-9]\d*$/.test(actor.wikidata || "") && actor.wikidata;
  return [
    panelHead("Actor", go),
    el("h2", { class: "actor-name" }, symbol(actor.type), el("span", null, actor.name)),
    el("p", { class: "stands" }, el("span", null, about.join(" · ")),
      actor.type === "State" && actor.country && el("span", { class: "code" }, actor.country),
      wikidata && link(`https://www.wikidata.org/wiki/${wikidata}`, `Wikidata ${wikidata}`)),
    actor.names.length > 0 && el("p", { class: "hint" }, "Also named: ", actor.names.join(", ")),
    el("dl", { class: "numbers" }, figure(told.length, "claims"), figure(own.length, "relations"), figure(sources(told), "independent sources"),
      figure(said.length, "statements"),
      when.length > 0 && el("div", { class: "span" }, el("dt", null, "first and last seen"), el("dd", null, span(when[0], when.at(-1))))),
    own.length > 0 && actorTools(id, go),
    own.length > 0 && section("Relations", relationsByType(id, own, go)),
    spoken.length > 0 && section("As the speaker", longList("ul", "rows", spoken.sort(byClaims), (r) => relationRow(r, go), 6)),
    told.length > 0 && section("Latest claims", longList("ol", "claims", latest, (claim) => el("li", { class: "with-relation" },
      el("ul", { class: "rows" }, relationRow(claim.relation, go)), el("ol", { class: "claims" }, claimCard(claim, go))), 5)),
  ];
}

// What can be done with an actor: its surroundings, a path to another, hide, pin.
function actorTools(id, go) {
  const now = limits.around && limits.around.id === id ? limits.around.steps : 0;
  const steps = [1, 2, 3].map((n) => {
    const one = button(null, () => {
      limits.around = now === n ? null : { id, steps: n };
      graph.fitted = false;
      refresh();
    }, String(n));
    return fill(one, { "aria-pressed": String(now === n), "aria-label": `Only within ${plural(n, "step")}` }, []);
  });
  const pinned = graph.pinned.has(id);
  const pin = button("small", () => { graph.pinned[pinned ? "delete" : "add"](id); refresh(); }, pinned ? "Unpin" : "Pin");
  pin.setAttribute("aria-pressed", String(pinned));
  pin.title = "Keep it in its place, whatever the filters show";
  const hide = button("small", () => { limits.hidden.add(id); go(null); refresh(); }, "Hide");
  const box = el("input", { id: "path-to", type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": "path-found",
    "aria-autocomplete": "list", "aria-label": "Path to an actor", placeholder: "Path to…", autocomplete: "off", spellcheck: "false" });
  const list = el("ul", { id: "path-found", class: "found", role: "listbox", "aria-label": "Actors found", hidden: true });
  buildSearch(box, list, (other) => go("path", `${id}-${other}`, true));
  return el("div", { class: "actions" },
    el("div", { class: "steps", role: "group", "aria-label": "Only its surroundings" }, el("span", null, "Steps"), steps), pin, hide,
    el("div", { class: "path-search" }, box, list));
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
