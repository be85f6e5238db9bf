// Returns the texts whose contrast with what is behind them is below 4.5 to 1 (WCAG 2.2, 1.4.3), with the ratio.
() => {
  const parse = (text) => {
    const n = (text.match(/[\d.]+/g) || []).map(Number);
    return n.length === 3 ? [...n, 1] : n;
  };
  const over = (top, below) => [0, 1, 2].map((k) => top[k] * top[3] + below[k] * (1 - top[3]));
  const light = (colour) => {
    const [r, g, b] = colour.map((v) => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (node) => {
    const above = [];
    for (let at = node; at; at = at.parentElement) above.unshift(at);
    return above.reduce((colour, at) => over(parse(getComputedStyle(at).backgroundColor), colour), [255, 255, 255]);
  };
  const bad = [];
  for (const node of document.querySelectorAll("body *")) {
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
    const seen = node.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    if (!own || !seen || node.closest("script, style, noscript, svg, .offscreen, .skip, .filtered-out")) continue;
    const below = ground(node);
    const pair = [light(over(parse(getComputedStyle(node).color), below)), light(below)].sort((x, y) => y - x);
    const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
    if (ratio < 4.5) bad.push(`${node.tagName}.${node.className} ${node.textContent.trim().slice(0, 20)} ${ratio.toFixed(2)}`);
  }
  return bad;
}
