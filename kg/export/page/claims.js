// One claim as a card: its sentence with the words marked, who says it, how it is meant, where it was published.
const ROLES = { s: "subject", o: "object", v: "trigger", c: "cue" };

function markedSentence(claim) {
  const text = sentences[claim.t];
  const parts = [];
  let at = 0;
  for (const [start, end, role] of claim.marks) {
    parts.push(text.slice(at, start), el("mark", { class: ROLES[role] }, text.slice(start, end)));
    at = end;
  }
  return el("p", { class: "sentence" }, parts, text.slice(at));
}

function saidBy(claim, go) {
  if (claim.kind === "narrator") return el("span", { class: "by" }, "in the article’s own voice");
  const who = claim.by === null ? "an unnamed source" : actorLink(claim.by, go);
  return el("span", { class: "by" }, claim.kind === "quoted" ? "quoting " : "according to ", who);
}

function claimCard(claim, go) {
  const article = articles[claim.a];
  const relation = claim.relation;
  const facts = Object.entries(claim.q || {}).map(([name, value]) => fact(name, value));
  if (claim.time) facts.unshift(fact("about", period(claim.time)));
  return el("li", { class: `claim ${relation.type.valence}${claimPasses(claim) ? "" : " filtered-out"}`, "data-claim": claim.i },
    el("div", { class: "claim-head" },
      el("time", { datetime: article.published }, day(article.published)),
      el("span", { class: `tag ${claim.pol}` }, polarityName(claim.pol)),
      el("span", { class: `tag ${claim.mod}` }, claim.mod),
      saidBy(claim, go)),
    markedSentence(claim),
    facts.length > 0 && el("dl", { class: "facts" }, facts),
    el("div", { class: "source" },
      el("span", { class: "publisher" }, article.publisher || "Unknown publisher"),
      article.title && el("cite", null, link(article.url, article.title)),
      el("span", { class: "end" },
        el("span", { class: "confidence", title: "How sure the extractor is, from 0 to 1" },
          el("meter", { min: 0, max: 1, value: claim.conf, "aria-label": "confidence" }), claim.conf.toFixed(2)),
        citeButton(claim, article))));
}

const fact = (name, value) => el("div", null, el("dt", null, name), el("dd", null, value));

function citeButton(claim, article) {
  const cite = button("quiet cite", async () => {
    const parts = [article.publisher, article.title && `“${article.title}”`, article.published && day(article.published),
      article.url].filter(Boolean).join(", ");
    cite.textContent = (await copy(`“${sentences[claim.t]}” (${parts})`)) ? "Copied" : "Not copied";
    setTimeout(() => { cite.textContent = "Cite"; }, 1500);
  }, "Cite");
  cite.title = "Copy the sentence with its source";
  return cite;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.body.appendChild(el("textarea", { class: "offscreen" }));
    area.value = text;
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

// A list that shows its first few at once and more of them when asked.
function longList(tag, className, items, make, first, step = Math.max(first, 200)) {
  const list = el(tag, { class: className }, items.slice(0, first).map(make));
  let shown = first;
  if (items.length <= shown) return list;
  const words = () => `Show ${Math.min(step, items.length - shown).toLocaleString("en")} of ${(items.length - shown).toLocaleString("en")} more`;
  const more = button("more", () => {
    list.append(...items.slice(shown, shown += step).map(make));
    if (shown >= items.length) more.remove();
    more.textContent = words();
  }, words());
  return [list, more];
}
