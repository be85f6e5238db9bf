// One outline for each type of actor in a box from -1 to 1, used by the canvas and by the legend alike.
const CIRCLE = "M-1 0A1 1 0 1 1 1 0A1 1 0 1 1-1 0Z";
const SHAPES = {
  State: CIRCLE,
  Government: "M-.62-.86H.62A.24.24 0 0 1 .86-.62V.62A.24.24 0 0 1 .62.86H-.62A.24.24 0 0 1-.86.62V-.62A.24.24 0 0 1-.62-.86Z",
  Military: "M0-1L.87-.5V.5L0 1L-.87.5V-.5Z",
  ArmedGroup: "M0-1L.98.72H-.98Z",
  Party: "M0-1L.95-.31L.59.81H-.59L-.95-.31Z",
  Organization: "M-.82-.82H.82V.82H-.82Z",
  Alliance: `${CIRCLE}M-.74 0A.74.74 0 1 0 .74 0A.74.74 0 1 0-.74 0ZM-.5 0A.5.5 0 1 1 .5 0A.5.5 0 1 1-.5 0Z`,
  Person: "M-.42-.5A.42.42 0 1 1 .42-.5A.42.42 0 1 1-.42-.5ZM-.86.92C-.86.22-.5.06 0 .06S.86.22.86.92Z",
  People: "M-.72-.38A.32.32 0 1 1-.08-.38A.32.32 0 1 1-.72-.38ZM.08-.38A.32.32 0 1 1 .72-.38A.32.32 0 1 1 .08-.38Z"
    + "M-1 .72C-1 .2-.8.06-.4.06S0 .2 0 .5C0 .2 0 .06.4.06S1 .2 1 .72Z",
  Company: "M-.86.86V-.3L-.3-.3V-.86H.86V.86Z",
  Place: "M0 1C-.5.35-.74 0-.74-.28A.74.74 0 0 1 .74-.28C.74 0 .5.35 0 1ZM-.28-.3A.28.28 0 1 0 .28-.3A.28.28 0 1 0-.28-.3Z",
  Item: "M0-.95L.95 0L0 .95L-.95 0Z",
};

const symbol = (type) => svg("svg", { class: `symbol ${type}`, viewBox: "-1.1 -1.1 2.2 2.2", "aria-hidden": "true" },
  svg("path", { d: SHAPES[type] || CIRCLE }));
const OUTLINES = Object.fromEntries(Object.entries(SHAPES).map(([type, path]) => [type, new Path2D(path)]));

// The colours as the style sheet has them now, light or dark.
function cssColours(names) {
  const probe = document.body.appendChild(el("i", { hidden: true }));
  const found = Object.fromEntries(names.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color];
  }));
  probe.remove();
  return found;
}

function readColours() {
  const types = Object.keys(SHAPES);
  const found = cssColours(["cooperative", "conflictual", "neutral", "halo", "ink", "muted", "paper", "accent", "node-ink", ...types]);
  return { ...found, type: Object.fromEntries(types.map((type) => [type, found[type]])) };
}

// The lines of relations, drawn by how a relation stands; in vis-network, in the legend and in lists alike.
const DASHES = { asserted: [], contested: [], "not-yet": [8, 6], alleged: [12, 5, 2, 5], ended: [18, 6], denied: [2, 5] };
const MODAL_LINE = { asserted: "asserted", alleged: "alleged", ended: "ended" };

function line(stands, valence = "plain") {
  const dashes = DASHES[stands].map((n) => n * 0.75).join(" ");
  return svg("svg", { class: `line ${valence}`, viewBox: "0 0 26 10", "aria-hidden": "true" },
    stands === "contested" && svg("path", { class: "halo", d: "M0 5H26" }),
    svg("path", { d: "M0 5H26", "stroke-dasharray": dashes || null }),
    stands === "denied" && svg("path", { class: "struck", d: "M10 9L16 1" }));
}
const dot = (valence) => svg("svg", { class: `dot ${valence}`, viewBox: "0 0 10 10", "aria-hidden": "true" },
  svg("circle", { cx: 5, cy: 5, r: 4 }));
