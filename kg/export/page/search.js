// Search with completion over the names of actors and the words that articles use for them.
const searchable = nodes.map((i) => ({ i, names: [actors[i].name, ...actors[i].names].map(fold) }));

// Make a text box a search: its finds are shown in `list`, and `onTake(actor)` is called with the one taken.
function buildSearch(box, list, onTake) {
  let found = [];
  let at = -1;

  const rank = (names, query) => {
    const name = names[0];
    if (name.startsWith(query)) return 0;
    if (names.some((n) => n.split(" ").some((word) => word.startsWith(query)) || n.startsWith(query))) return 1;
    return names.some((n) => n.includes(query)) ? 2 : 3;
  };
  const close = () => {
    list.hidden = true;
    at = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const take = (i) => { close(); box.value = ""; box.blur(); onTake(i); };
  const mark = (next) => {
    at = next;
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
    if (at >= 0) {
      box.setAttribute("aria-activedescendant", `${list.id}-${at}`);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  };
  const look = () => {
    const query = fold(box.value.trim());
    if (!query) return close();
    found = searchable.map(({ i, names }) => ({ i, rank: rank(names, query), also: names.findIndex((n) => n.includes(query)) }))
      .filter((hit) => hit.rank < 3).sort((a, b) => a.rank - b.rank || byWeight(a.i, b.i)).slice(0, 9);
    list.replaceChildren(...found.map(({ i, also }, n) => el("li",
      { role: "option", id: `${list.id}-${n}`, "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); take(i); } },
      symbol(actors[i].type), el("span", { class: "name" }, actors[i].name, also > 0 && el("small", null, ` “${actors[i].names[also - 1]}”`)),
      el("small", null, `${typeName(actors[i])} · ${actors[i].weight}`))));
    if (!found.length) list.append(el("li", { class: "empty" }, "No actor of that name"));
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    return mark(found.length ? 0 : -1);
  };
  box.addEventListener("input", look);
  box.addEventListener("focus", look);
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { box.value = ""; close(); box.blur(); event.stopPropagation(); return; }
    if (!found.length || list.hidden) return;
    if (event.key === "ArrowDown") { event.preventDefault(); mark((at + 1) % found.length); }
    if (event.key === "ArrowUp") { event.preventDefault(); mark((at - 1 + found.length) % found.length); }
    if (event.key === "Enter" && at >= 0) take(found[at].i);
  });
}
