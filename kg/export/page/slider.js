// The time slider: how many claims were published when, two handles for from and to, and play.
const STEPS = [["day", 1], ["week", 7], ["month", 30.4], ["quarter", 91.3], ["year", 365.25]];
const BINS = 72;
const PACE = 450; // milliseconds a step when it plays
const DAY = 86400000;
const toISO = (time) => new Date(time).toISOString().slice(0, 10);

// The spans of time that a bar stands for, as [first day, last day], from the first to the last date of any article.
function makeBins(first, last) {
  const from = Date.parse(first);
  const days = (Date.parse(last) - from) / DAY + 1;
  if (!(days > 0)) return [];
  const [unit] = STEPS.find(([, length]) => days / length <= BINS) || STEPS.at(-1);
  const months = { month: 1, quarter: 3, year: 12 }[unit];
  const start = new Date(from);
  const first_ = months ? Date.UTC(start.getUTCFullYear(), Math.floor(start.getUTCMonth() / months) * months) : from;
  const bins = [];
  for (let n = 0, at = first_; at <= Date.parse(last); n++) {
    const begin = new Date(first_);
    const next = months ? Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + months * (n + 1)) : at + (unit === "week" ? 7 : 1) * DAY;
    bins.push([toISO(at), toISO(next - DAY)]);
    at = next;
  }
  return bins;
}

function buildSlider(changed) {
  const bins = dates.length && dates[0] !== dates.at(-1) ? makeBins(dates[0], dates.at(-1)) : [];
  $("time").hidden = bins.length < 2;
  if (bins.length < 2) return () => {};
  const last = bins.length - 1;
  const bars = bins.map((_, i) => svg("rect", { x: i + 0.1, width: 0.8, y: 0, height: 0 }));
  const handle = (name, value) => el("input", { type: "range", min: 0, max: last, step: 1, value, "aria-label": name, oninput: take });
  const from = handle("From", 0);
  const to = handle("To", last);
  const words = el("output", { id: "when" });
  const play = button("icon", () => (timer ? stop() : start()), svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path")));
  play.id = "play";
  let timer = null;

  function set(a, b) {
    limits.time = a === 0 && b === last ? null : [bins[a][0], bins[b][1]];
    changed();
  }
  function take(event) {
    stop();
    let [a, b] = [Number(from.value), Number(to.value)];
    if (a > b) [a, b] = event.target === from ? [b, b] : [a, a];
    set(a, b);
  }
  function stop() {
    clearInterval(timer);
    timer = null;
    face();
  }
  // Play moves the window that is set on to the end; where none is set, one of a twelfth of the whole from the start.
  function start() {
    let [a, b] = [Number(from.value), Number(to.value)];
    if (b === last) [a, b] = [0, a === 0 ? Math.floor(last / 12) : last - a];
    set(a, b);
    timer = setInterval(() => {
      if (b >= last) { stop(); return; }
      a += 1;
      b += 1;
      set(a, b);
    }, PACE);
    face();
  }
  function face() {
    play.setAttribute("aria-label", timer ? "Stop" : "Play through time");
    play.querySelector("path").setAttribute("d", timer ? "M4 3h3v10H4zM9 3h3v10H9z" : "M4.5 2.5v11l9-5.5z");
  }

  const place = (date) => {
    let [low, high] = [0, last];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (bins[middle][0] <= date) low = middle; else high = middle - 1;
    }
    return low;
  };
  function refresh() {
    const [a, b] = limits.time ? limits.time.map(place) : [0, last];
    from.value = a;
    to.value = b;
    const number = new Array(bins.length).fill(0);
    for (const claim of claimsOfAnyTime()) if (claim.date) number[place(claim.date)] += 1;
    const most = Math.max(1, ...number);
    bars.forEach((bar, i) => {
      const height = number[i] ? Math.max(4, 100 * number[i] / most) : 0;
      bar.setAttribute("y", 100 - height);
      bar.setAttribute("height", height);
      bar.setAttribute("class", i >= a && i <= b ? "in" : "out");
      bar.dataset.number = number[i];
    });
    const shown = number.slice(a, b + 1).reduce((sum, n) => sum + n, 0);
    words.textContent = `${day(bins[a][0])} – ${day(bins[b][1])} · ${plural(shown, "claim")}`;
    for (const [input, i, end] of [[from, a, 0], [to, b, 1]]) input.setAttribute("aria-valuetext", day(bins[i][end]));
  }
  face();
  $("time").append(play, el("div", { class: "histogram" },
    svg("svg", { viewBox: `0 0 ${bins.length} 100`, preserveAspectRatio: "none", "aria-hidden": "true" }, bars), from, to), words);
  return refresh;
}
