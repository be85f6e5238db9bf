// What a link to this page carries: one parameter a field behind "#", so that what one sees can be shared.
//
// addField(name, get, set): get() gives the field as text, "" where it is as at the start; set(text) takes it back.
const fields = new Map();
const addField = (name, get, set) => { fields.set(name, { get, set }); };

function stateText() {
  const parameters = new URLSearchParams();
  for (const [name, field] of fields) {
    const text = field.get();
    if (text) parameters.set(name, text);
  }
  return parameters.toString();
}

function readState() {
  let parameters = new URLSearchParams();
  try { parameters = new URLSearchParams(location.hash.slice(1)); } catch { /* as at the start */ }
  for (const [name, field] of fields) field.set(parameters.get(name) || "");
}

let written = null;
function writeState() {
  written = stateText();
  // A sandboxed frame may refuse; the page works without.
  try { history.replaceState(null, "", `#${written}`); } catch { /* not shared, then */ }
}

// Somebody has changed the address by hand, or gone back to another.
const onOtherState = (act) => addEventListener("hashchange", () => {
  if (location.hash.slice(1) !== written) act();
});
