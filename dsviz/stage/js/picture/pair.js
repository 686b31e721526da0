/**
 * The two cells that are multiplied and their product, framed, where the products come one by one.
 *
 * @import { Moment } from "../types.js"
 * @import { Picture } from "./picture.js"
 */
import { svg } from "./dom.js";

/**
 * @param {Picture} picture
 * @param {Moment} moment
 */
export function showPair(picture, { pair, filter, first }) {
  picture.pair.replaceChildren();
  if (!pair) return;
  const { channel, inRow, inCol, kernelRow, kernelCol } = pair;
  frame(picture, "x", [channel], [inRow, inCol]);
  frame(picture, "w", [filter, channel - first], [kernelRow, kernelCol]);
  frame(picture, "p", [channel], [kernelRow, kernelCol]);
}

/**
 * @param {Picture} picture
 * @param {"x" | "w" | "p"} kind
 * @param {number[]} index of the grid
 * @param {number[]} at row and column
 */
function frame(picture, kind, index, [row, col]) {
  const grid = picture.grid(kind, ...index);
  if (!grid?.cellAt(row, col)) return;
  const [x, y] = grid.corner(row, col);
  const { box, cell } = grid;
  const size = { x: box.left + x, y: box.top + y, width: cell.cw, height: cell.s };
  picture.pair.append(svg("rect", { class: kind, ...size }));
}
