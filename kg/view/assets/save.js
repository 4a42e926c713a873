// The picture as a file, as SVG or as PNG of the same drawing, and on paper.

// What `make` gives in the light theme, whichever is on: paper is white, and so is what a picture is pasted into.
function inLight(make) {
  const root = document.documentElement.style;
  const before = root.colorScheme;
  root.colorScheme = "light";
  readColours();
  try { return make(); } finally { root.colorScheme = before; readColours(); }
}

const drawingText = () => new XMLSerializer().serializeToString(inLight(drawing));

function save(blob, ending) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${state.view === "timeline" ? "timeline" : "network"}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  byId("said").textContent = say("saved", { name: link.download });
}

function saveSvg() {
  save(new Blob([`<?xml version="1.0" encoding="UTF-8"?>\n${drawingText()}\n`], { type: "image/svg+xml" }), "svg");
}

// Twice as many points as the screen has, so that it can be printed; fewer where that is more than a canvas holds.
const MOST_POINTS = 16000;
async function savePng() {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawingText())}`;
  await image.decode();
  const scale = Math.min(2, MOST_POINTS / Math.max(image.width, image.height));
  const copy = document.createElement("canvas");
  [copy.width, copy.height] = [image.width * scale, image.height * scale];
  copy.getContext("2d").drawImage(image, 0, 0, copy.width, copy.height);
  copy.toBlob((blob) => save(blob, "png"), "image/png");
}

// Paper: the drawing, then all facts with their sentences; afterwards as before.
function aroundPrint() {
  const paper = byId("paper");
  let before = "";
  addEventListener("beforeprint", () => {
    before = document.documentElement.style.colorScheme;
    paper.replaceChildren(inLight(drawing), el("p", { class: "meta" }, location.href));
    setTheme("light");
    showTable(true);
  });
  addEventListener("afterprint", () => { paper.replaceChildren(); setTheme(before); if (state.view !== "table") tableBox.replaceChildren(); });
}
