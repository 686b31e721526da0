/**
 * The index rule read backwards: from an input or a weight to what it touches.
 *
 * @import { Layer } from "./layer.js"
 * @import { Pair } from "./types.js"
 */

/**
 * The input rows or columns that some window reads, copies in the padding included.
 * @param {Layer} layer
 * @param {number} axis
 */
export function readAlong(layer, axis) {
  return new Set(layer.windows(axis).flatMap((window) => window.map((at) => layer.source(axis, at))));
}

/**
 * For each output row or column: whether its window reads an input row or column, or a copy of it.
 * @param {Layer} layer
 * @param {number} axis
 * @param {number} wanted
 */
function reading(layer, axis, wanted) {
  const inside = wanted >= 0 && wanted < layer.size[axis];
  /** @param {number} at */
  const isIt = (at) => (inside ? layer.source(axis, at) : at) === wanted;
  return layer.windows(axis).map((window) => window.some(isIt));
}

/**
 * The output places whose window covers this pixel, copies in the padding included.
 * @param {Layer} layer
 * @param {number} row
 * @param {number} col
 * @returns {Pair[]}
 */
export function placesFedBy(layer, row, col) {
  const columns = reading(layer, 1, col).flatMap((reads, at) => (reads ? [at] : []));
  return reading(layer, 0, row).flatMap((reads, at) => (reads ? columns.map((column) => [at, column]) : []));
}

/**
 * Every input coordinate that one weight of the kernel multiplies.
 * @param {Layer} layer
 * @param {number} u
 * @param {number} v
 * @returns {Pair[]}
 */
export function inputsUnder(layer, u, v) {
  const cells = [];
  for (let row = 0; row < layer.rows; row++)
    for (let col = 0; col < layer.cols; col++) cells.push([layer.reads(0, row, u), layer.reads(1, col, v)]);
  return cells;
}
