// The picture as a file.

function savePng() {
  const layers = [...engine.canvases(), overlay];
  const copy = document.createElement("canvas");
  [copy.width, copy.height] = [layers[0].width, layers[0].height];
  const context = copy.getContext("2d");
  context.fillStyle = colours.canvas;
  context.fillRect(0, 0, copy.width, copy.height);
  for (const layer of layers) context.drawImage(layer, 0, 0, copy.width, copy.height);
  copy.toBlob((blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = "network.png";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });
}
