/** A drawing with its looks written on every mark, so that it needs no style sheet. */

// What a sheet of styles decides of a mark, and an SVG can say on the mark itself.
const LOOKS = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "opacity",
  "font-size",
  "font-weight",
  "text-anchor",
  "dominant-baseline",
  "paint-order",
  "transform",
];
const MIXED = /color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.e-]+))?\)/;

/**
 * Copy a drawing, every mark with the looks that it has on the page; what is hidden is left out.
 * @param {SVGElement} drawing
 */
export function inked(drawing) {
  const copy = /** @type {SVGElement} */ (drawing.cloneNode(true));
  const marks = [...drawing.querySelectorAll("*")];
  const hidden = [...copy.querySelectorAll("*")].filter((mark, i) => !ink(mark, marks[i]));
  for (const mark of hidden) mark.remove();
  for (const name of ["class", "style", "role", "tabindex"]) copy.removeAttribute(name);
  return copy;
}

/**
 * Write a mark's looks on its copy; false where it is not seen.
 * @param {Element} copy
 * @param {Element} mark
 */
function ink(copy, mark) {
  const style = getComputedStyle(mark);
  if (style.display === "none" || style.visibility === "hidden" || style.opacity === "0") return false;
  for (const { name } of [...copy.attributes])
    if (/^(class|style|role|tabindex|aria-|data-)/.test(name)) copy.removeAttribute(name);
  for (const name of LOOKS) {
    const value = style.getPropertyValue(name);
    if (value && !(name === "transform" && value === "none")) copy.setAttribute(name, plain(value));
  }
  return true;
}

/**
 * A colour as every reader of SVG knows it; a browser calls a mixed one "color(srgb …)".
 * @param {string} value
 */
export function plain(value) {
  const found = MIXED.exec(value);
  if (!found) return value;
  const [red, green, blue] = found.slice(1, 4).map((share) => Math.round(255 * Number(share)));
  return found[4] ? `rgba(${red}, ${green}, ${blue}, ${found[4]})` : `rgb(${red}, ${green}, ${blue})`;
}
