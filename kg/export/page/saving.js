// Files that the reader takes along: made in the page, asked of nobody.
function saveFile(name, parts, type) {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

// "Syria in January" makes "syria-in-january-map.png".
const fileName = (what) => `${fold(document.title).replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "graph"}-${what}`;

// Save a picture = { scene, width, height, paper, moved, title } as SVG, or as PNG with two pixels for one.
function savePicture(name, kind, picture) {
  if (kind === "svg") {
    const text = new XMLSerializer().serializeToString(svgOf(picture.scene, picture));
    saveFile(fileName(`${name}.svg`), [text], "image/svg+xml");
    return;
  }
  const canvas = el("canvas", { width: 2 * picture.width, height: 2 * picture.height });
  const ctx = canvas.getContext("2d");
  ctx.scale(2, 2);
  ctx.fillStyle = picture.paper;
  ctx.fillRect(0, 0, picture.width, picture.height);
  ctx.translate(...(picture.moved || [0, 0]));
  paintScene(ctx, picture.scene);
  canvas.toBlob((blob) => blob && saveFile(fileName(`${name}.png`), [blob], "image/png"), "image/png");
}

// The two buttons of a view; picture() gives what is in sight.
const pictureButtons = (name, picture) => ["png", "svg"].map((kind) => {
  const made = button(null, () => savePicture(name, kind, picture()), kind.toUpperCase());
  return fill(made, { id: `${name}-${kind}`, title: `Save the picture as ${kind.toUpperCase()}` }, []);
});
