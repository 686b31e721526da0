/**
 * The stage as it is seen, on a sheet of 1920×1080: title, drawing, the lines of the equation, whose it is.
 *
 * @import { Stage } from "../stage.js"
 * @import { Line } from "./lines.js"
 */
import { el, svg } from "../picture/dom.js";
import { inked, plain } from "./inked.js";
import { lettersOf } from "./letters.js";
import { lengthOf, linesOf } from "./lines.js";

export const WIDE = 1920;
export const HIGH = 1080;
const MARGIN = 48;
const TITLE = 44;
const CREDIT = 20;
const LINE = 1.45; // from one line of the equation to the next, in font sizes
const LARGEST = 34;
const LETTER = 0.56; // width of an average one, in font sizes
const BLEED = 6; // px around the drawing for frames and lines that reach over it
export const LICENCE = "https://creativecommons.org/licenses/by/4.0/";
const METADATA = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cc="http://creativecommons.org/ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"><cc:Work rdf:about=""><dc:creator>dsviz</dc:creator><cc:license rdf:resource="${LICENCE}"/></cc:Work></rdf:RDF>`;

/**
 * @param {Stage} stage
 * @returns {Promise<string>} an SVG that needs no other file
 */
export async function sheetOf(stage) {
  const { root, now } = stage;
  const look = getComputedStyle(root);
  const [paper, ink] = [plain(look.backgroundColor), plain(look.color)];
  const lines = linesOf(now.equation.node);
  const size = Math.min(LARGEST, ...lines.map((line) => (WIDE - 2 * MARGIN) / (LETTER * lengthOf(line))));
  const foot = HIGH - MARGIN - CREDIT - lines.length * size * LINE;
  const title = now.scene.title || now.labels.stage;
  const node = svg(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width: WIDE,
      height: HIGH,
      viewBox: `0 0 ${WIDE} ${HIGH}`,
      fill: ink,
    },
    svg("title", { text: title }),
    svg("metadata"),
    svg("style", { text: await lettersOf(look.fontFamily) }),
    svg("rect", { width: WIDE, height: HIGH, fill: paper }),
    text(title, MARGIN, 64, TITLE, 700),
    placed(stage, foot - 96),
    ...lines.map((line, i) => written(line, MARGIN, foot + (i + 0.8) * size * LINE, size)),
    text("dsviz · CC BY 4.0", WIDE - MARGIN / 2, HIGH - 20, CREDIT, 400, "end"),
  );
  return new XMLSerializer()
    .serializeToString(node)
    .replace("<metadata/>", `<metadata>${METADATA}</metadata>`);
}

/**
 * The drawing, as large as its place allows, with the maps that are painted as pixels.
 * @param {Stage} stage
 * @param {number} height
 */
function placed(stage, height) {
  const drawing = /** @type {SVGSVGElement} */ (stage.picture?.svg);
  const space = stage.now.space;
  const box = space.getBoundingClientRect();
  const own = drawing.getBoundingClientRect();
  const scale = drawing.viewBox.baseVal?.width ? drawing.viewBox.baseVal.width / own.width : 1;
  const copy = inked(drawing);
  copy.setAttribute("x", String(own.left - box.left));
  copy.setAttribute("y", String(own.top - box.top));
  copy.setAttribute("width", String(own.width));
  copy.setAttribute("height", String(own.height));
  copy.setAttribute("overflow", "visible");
  if (scale === 1) copy.setAttribute("viewBox", `0 0 ${own.width} ${own.height}`);
  const inside = drawing.getBBox();
  const rects = [
    {
      x: own.left - box.left + inside.x / scale,
      y: own.top - box.top + inside.y / scale,
      width: inside.width / scale,
      height: inside.height / scale,
    },
  ];
  const images = [...space.querySelectorAll("canvas")].map((canvas) => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const place = { x: left - box.left, y: top - box.top, width, height };
    rects.push(place);
    return svg("image", { ...place, href: canvas.toDataURL(), style: "image-rendering:pixelated" });
  });
  const place = { x: MARGIN, y: 96, width: WIDE - 2 * MARGIN, height };
  return svg("svg", { ...place, viewBox: around(rects).join(" ") }, ...images, copy);
}

/**
 * The box around all that is drawn, with a little paper: x, y, width and height.
 * @param {{ x: number, y: number, width: number, height: number }[]} rects
 */
export function around(rects) {
  const [left, top] = [Math.min(...rects.map(({ x }) => x)), Math.min(...rects.map(({ y }) => y))];
  const right = Math.max(...rects.map(({ x, width }) => x + width));
  const bottom = Math.max(...rects.map(({ y, height }) => y + height));
  return [left - BLEED, top - BLEED, right - left + 2 * BLEED, bottom - top + 2 * BLEED];
}

/**
 * A line of the equation, each part in the colour and weight that it has on the page.
 * @param {Line} line
 * @param {number} x
 * @param {number} y
 * @param {number} size
 */
function written(line, x, y, size) {
  const parts = line.map(({ words, fill, weight, opacity }) =>
    svg("tspan", { fill, "font-weight": weight, "fill-opacity": opacity, text: words }),
  );
  return svg("text", { x, y, "font-size": size, style: "white-space:pre" }, ...parts);
}

/**
 * @param {string} words
 * @param {number} x
 * @param {number} y
 * @param {number} size
 * @param {number} weight
 * @param {string} [anchor]
 */
const text = (words, x, y, size, weight, anchor = "start") =>
  svg("text", { x, y, "font-size": size, "font-weight": weight, "text-anchor": anchor, text: words });

/**
 * Hand a file to the reader.
 * @param {string} name
 * @param {Blob} file
 */
export function hand(name, file) {
  const link = el("a", { href: URL.createObjectURL(file), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
