/**
 * Lines from the corners of the window to the corners of the kernel slice that lies on it.
 *
 * @import { Layer } from "../layer.js"
 * @import { Pair } from "../types.js"
 * @import { Grid } from "./grid.js"
 */
import { LABEL } from "../layout/flow.js";

/**
 * @param {Layer} layer
 * @param {Grid} input
 * @param {Grid} kernel
 * @param {Pair} window the row and column where it begins
 */
export function wirePath({ reach, kh, kw }, input, kernel, [row, col]) {
  const [x, y] = input.corner(row, col);
  const { s, cw } = input.cell;
  const from = { left: input.box.left + x, top: input.box.top + y, w: reach[1] * cw, h: reach[0] * s };
  const to = { left: kernel.box.left, top: kernel.box.top + LABEL, w: kw * cw, h: kh * s };
  /** @type {(at: typeof from, i: number, j: number) => string} */
  const corner = (at, i, j) => `${at.left + i * at.w} ${at.top + j * at.h}`;
  const corners = [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ];
  return corners.map(([i, j]) => `M${corner(from, i, j)}L${corner(to, i, j)}`).join("");
}
