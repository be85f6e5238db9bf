// Elements are made from text only: nothing here or elsewhere parses markup.
const $ = (id) => document.getElementById(id);

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(3)) {
    if (child !== null && child !== undefined && child !== false) node.append(child);
  }
  return node;
}

const el = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
const svg = (tag, attributes, ...children) =>
  fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
const button = (className, onclick, ...children) =>
  el("button", { type: "button", class: className, onclick }, ...children);

// A link to http or https, opened apart from this page; the bare text for any other address.
function link(address, ...children) {
  let url = null;
  try { url = new URL(address); } catch { /* no address */ }
  if (!url || !["http:", "https:"].includes(url.protocol)) return el("span", null, ...children);
  return el("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

const plural = (n, word) => `${n.toLocaleString("en")} ${word}${n === 1 ? "" : "s"}`;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function day(iso, precision = "day") {
  const [year, month, date] = String(iso || "").split("-");
  if (!year) return "no date";
  if (precision === "year" || !MONTHS[month - 1]) return year;
  return (precision === "month" || !date ? "" : `${Number(date)} `) + `${MONTHS[month - 1]} ${year}`;
}

function period(time) {
  const [start, end, precision] = time;
  const [from, to] = [day(start, precision), day(end, precision)];
  return from === to ? from : `${from} – ${to}`;
}

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/ı/g, "i").toLowerCase();
