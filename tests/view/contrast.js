// Elements whose own text has less than 4.5 to 1 on the ground behind it.
const linear = (v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const luminance = ([r, g, b]) => 0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);

function ground(element) {
  for (let e = element; e; e = e.parentElement) {
    const colour = numbers(getComputedStyle(e).backgroundColor);
    if (colour.length < 4 || colour[3] > 0.99) return colour;
  }
  return [255, 255, 255];
}

function contrast(element) {
  const light = [numbers(getComputedStyle(element).color), ground(element)].map(luminance).sort((a, b) => b - a);
  return (light[0] + 0.05) / (light[1] + 0.05);
}

const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
const counts = (element) => element.checkVisibility({ opacityProperty: true })
  && !element.closest("#canvas, script, .unseen, .skip") && hasText(element);

return [...document.querySelectorAll("body *")].filter(counts).filter((e) => contrast(e) < 4.5).map((e) => e.outerHTML.slice(0, 80));
