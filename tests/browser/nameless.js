// Returns the controls in sight that a screen reader has no name for.
() => [...document.querySelectorAll("button, input, a, summary")]
  .filter((node) => node.checkVisibility() && !(node.textContent.trim() || node.getAttribute("aria-label")
    || (node.labels && node.labels[0] && node.labels[0].textContent.trim())))
  .map((node) => node.outerHTML.slice(0, 80))
