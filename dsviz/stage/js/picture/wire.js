/**
 * Lines from the window to the kernel slice that lies on it, between the sides that face each other.
 *
 * @import { Layer } from "../layer.js"
 * @import { Pair } from "../types.js"
 * @import { Grid } from "./grid.js"
 */

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
  const to = { left: kernel.box.left, top: kernel.box.top + kernel.cell.headroom, w: kw * cw, h: kh * s };
  /** @type {(at: typeof from, i: number, j: number) => string} */
  const corner = (at, i, j) => `${at.left + i * at.w} ${at.top + j * at.h}`;
  const isBeside = to.left > from.left + from.w;
  /** @type {(i: number) => string} */
  const line = (i) =>
    isBeside ? `M${corner(from, 1, i)}L${corner(to, 0, i)}` : `M${corner(from, i, 1)}L${corner(to, i, 0)}`;
  return line(0) + line(1);
}
