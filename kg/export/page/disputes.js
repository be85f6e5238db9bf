// The view of disputes: the two sides next to each other, who says what since when. Those of what is selected come first.
addView({ name: "disputes", title: "Disputes", update: () => showDisputes(go) });

const SHOWN_AT_FIRST = 20;
const sideClaims = (side) => side.c.map((i) => claims[i]).filter(claimPasses);
const disputesOf = (relation) => disputes.filter((dispute) => dispute.sides.some((side) => side.r === relation.i));

function showDisputes(go) {
  const shown = disputes.filter((dispute) => dispute.sides.every((side) => visible.has[side.r] && sideClaims(side).length));
  const chosen = shown.filter(aboutSelection);
  const others = shown.filter((dispute) => !chosen.includes(dispute));
  const lists = (some) => longList("div", "disputes", some, (dispute) => disputeCard(dispute, go), SHOWN_AT_FIRST, 50);
  const parts = [
    el("h2", null, "Disputes"),
    el("p", { class: "lead" }, "What one affirms and another denies, and what can hardly both hold. The page judges nobody."),
    chosen.length > 0 && [el("h3", null, "Of what is selected"), lists(chosen)],
    others.length > 0 && [chosen.length > 0 && el("h3", null, "Others"), lists(others)],
    !shown.length && el("p", { class: "empty" }, disputes.length ? "No dispute passes the filters." : "There are no disputes."),
  ];
  $("disputes").replaceChildren(...parts.flat(3).filter(Boolean));
}

function aboutSelection({ sides }) {
  const { kind, id } = selection;
  if (kind === "relation") return sides.some((side) => side.r === id);
  const ends = kind === "actor" ? [id] : kind === "pair" || kind === "path" ? pairEnds(id) : [];
  return ends.length > 0 && sides.some((side) => ends.every((end) => endsOf(relations[side.r]).includes(end)));
}

function disputeCard(dispute, go) {
  const [one, other] = dispute.sides.map((side) => relations[side.r]);
  const heading = one === other ? [tripleButton(one, go)] : [tripleButton(one, go), el("span", { class: "versus" }, "against"), tripleButton(other, go)];
  const apart = dispute.apart > 0 ? `${plural(dispute.apart, "day")} apart` : dispute.apart === 0 ? "at the same time" : "";
  return el("article", { class: "dispute" },
    el("div", { class: "dispute-head" }, heading),
    el("p", { class: "hint" }, [dispute.label, apart].filter(Boolean).join(" · ")),
    el("div", { class: "sides" }, dispute.sides.map((side) => sideColumn(side, one === other, go))));
}

function tripleButton(relation, go) {
  const object = relation.o === null ? topics(relation) : actors[relation.o].name;
  return button(`row ${relation.type.valence}`, () => go("relation", relation.i), line(relation.status, relation.type.valence),
    el("span", { class: "row-text" }, el("b", null, actors[relation.s].name), " ", el("em", null, relation.type.label), " ", el("b", null, object)));
}

function sideColumn(side, opposed, go) {
  const some = sideClaims(side);
  const title = opposed ? (side.pol === "negated" ? "Denied" : "Affirmed") : sentenceOf(relations[side.r]).split(" — ")[0];
  return el("section", { class: `side ${side.pol}` },
    el("h4", null, title),
    el("p", { class: "hint" }, `${plural(sources(some), "independent source")}, ${plural(some.length, "claim")}`),
    el("ul", { class: "voices" }, voicesOf(some).map((voice) => el("li", null,
      voice.by === null ? el("span", { class: "voice" }, voice.name) : actorLink(voice.by, go),
      el("span", { class: "since" }, voice.since ? `since ${day(voice.since)}` : "no date", voice.claims.length > 1 && ` · ${voice.claims.length} times`)))),
    longList("ol", "claims", some, (claim) => claimCard(claim, go), 3, 20));
}

// Who stands for it, the first to say so first.
function voicesOf(some) {
  const found = new Map();
  for (const claim of some) {
    const article = articles[claim.a];
    const name = claim.by !== null ? actors[claim.by].name
      : claim.kind === "narrator" ? article.publisher || article.title || "an article" : "an unnamed source";
    const key = `${claim.by} ${name}`;
    if (!found.has(key)) found.set(key, { name, by: claim.by, since: "", claims: [] });
    const voice = found.get(key);
    voice.claims.push(claim);
    if (claim.date && (!voice.since || claim.date < voice.since)) voice.since = claim.date;
  }
  return [...found.values()].sort((a, b) => (a.since || "~").localeCompare(b.since || "~") || (a.name < b.name ? -1 : 1));
}
