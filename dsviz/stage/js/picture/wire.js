/**
 * Lines from the window to the kernel slice beside it, between the sides that face each other. To a slice
 * below there are none: they would run through the titles between.
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
export function wirePath({ reach, kh }, input, kernel, [row, col]) {
  const [x, y] = input.corner(row, col);
  const { s, cw } = input.cell;
  const right = input.box.left + x + reach[1] * cw;
  const [top, to] = [input.box.top + y, kernel.box.top + kernel.cell.headroom];
  /** @type {(from: number, to: number) => string} */
  const line = (from, to) => `M${right} ${from}L${kernel.box.left} ${to}`;
  return kernel.box.left > right ? line(top, to) + line(top + reach[0] * s, to + kh * s) : "";
}
