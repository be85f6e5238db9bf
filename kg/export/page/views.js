// The views: each shows the same relations and claims in its own way, and one is in sight.
//
// addView({
//   name,     its word in the address; its section has this id, its button "view-" and this
//   title,    the word on its button
//   build(section, go),          optional, once before it is first shown: fills its section
//   show(), hide(),              optional: it has come into sight, it goes out of sight
//   update(visible, selection),  while it is in sight: after show, and after each change of filters or selection
//   get(), set(text),            optional: what the address keeps of it beside filters and selection, "" for nothing
//   theme(),                     optional: colours have changed between light and dark
// })
// visible = { relations, claims }: what passes the filters, in the order of the data (see filters.js, store.js).
// selection = { kind: null | "actor" | "relation" | "pair", id }; go(kind, id, move) selects, move: and brings it into sight.
// The file of a view stands before main.js in the list of scripts of html.py and calls addView where it is read.
const views = new Map();
let inSight = null;

function addView(view) {
  views.set(view.name, { ...view, built: false });
  if (view.get) addField(view.name, view.get, view.set);
}

function buildViews(go) {
  for (const [name, view] of views) {
    const section = $(name) || $("filters").parentElement.insertBefore(
      el("section", { id: name, "aria-label": view.title, class: "view" }), $("panel"));
    section.hidden = true;
    const open = button(null, () => showView(name, go), view.title);
    fill(open, { id: `view-${name}`, "aria-pressed": "false" }, []);
    $("views").append(open);
  }
  addField("view", () => (inSight === views.keys().next().value ? "" : inSight || ""), (name) => {
    showView(views.has(name) ? name : views.keys().next().value, go);
  });
}

function showView(name, go) {
  const view = views.get(name);
  if (inSight !== name) {
    if (inSight) {
      const last = views.get(inSight);
      $(inSight).hidden = true;
      $(`view-${inSight}`).setAttribute("aria-pressed", "false");
      if (last.hide) last.hide();
    }
    inSight = name;
    $(name).hidden = false;
    $(`view-${name}`).setAttribute("aria-pressed", "true");
    document.body.dataset.view = name;
    if (!view.built && view.build) view.build($(name), go);
    view.built = true;
    if (view.show) view.show();
  }
  updateView();
}

function updateView() {
  if (inSight) views.get(inSight).update(visible, selection);
  writeState();
}

const themeViews = () => { for (const view of views.values()) if (view.built && view.theme) view.theme(); };
