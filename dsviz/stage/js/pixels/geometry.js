/**
 * Where things lie on a map that is drawn one pixel a number.
 *
 * @import { Layer } from "../layer.js"
 * @import { Mark, Order, Pair, Place } from "../types.js"
 */
import { filtersFirst } from "../orders.js";

const { floor, max, min } = Math;

/** @typedef {{ row: number, col: number, rows: number, cols: number }} Area of a map's pixels */
/** @typedef {{ count: number, size: Pair }} Kin maps of one size, rows and columns */
/** @typedef {{ scale: number, lines: number, height: number }} Strip px a pixel, lines of maps, px of height */

/** px above a map for its name, and between two maps. */
export const TITLE = 20;
export const BETWEEN = 14;
const LARGEST = 8; // px a pixel

/**
 * The pixels of the padded input that a window covers.
 * @param {Layer} layer
 * @param {Pick<Place, "row" | "col">} place
 * @returns {Area}
 */
export function windowOn({ spec, reach }, { row, col }) {
  return { row: row * spec.stride[0], col: col * spec.stride[1], rows: reach[0], cols: reach[1] };
}

/**
 * The pixels of a map whose numbers are seen.
 * @param {Pair} first the first row and column that are seen, as the numbers are called
 * @param {Pick<Mark, "origin" | "view">} mark of the map
 * @returns {Area}
 */
export function cropOn([row, col], { origin, view }) {
  return { row: row - origin[0], col: col - origin[1], rows: view[0], cols: view[1] };
}

/**
 * The pixel under a point of a map, or null beside it.
 * @param {Pair} point px right and down of its corner
 * @param {Pair} drawn px of width and height
 * @param {Pair} size rows and columns
 * @returns {Pair | null} row and column
 */
export function pixelAt([x, y], [width, height], [rows, cols]) {
  const [row, col] = [floor((y / height) * rows), floor((x / width) * cols)];
  return row >= 0 && col >= 0 && row < rows && col < cols ? [row, col] : null;
}

/**
 * How many numbers of a filter's map are there once a step is done, row by row.
 * @param {Layer} layer
 * @param {number} filter
 * @param {number} step
 * @param {Order} order
 */
export function doneOf({ filters, rows, cols }, filter, step, order) {
  const places = rows * cols;
  const done = filtersFirst(order) ? step + 1 - filter * places : floor((step - filter) / filters) + 1;
  return max(0, min(places, done));
}

/**
 * The area that holds some places, or null where there are none.
 * @param {Pair[]} places
 * @returns {Area | null}
 */
export function around(places) {
  if (!places.length) return null;
  const [rows, cols] = [0, 1].map((axis) => places.map((place) => place[axis]));
  const [row, col] = [min(...rows), min(...cols)];
  return { row, col, rows: max(...rows) - row + 1, cols: max(...cols) - col + 1 };
}

/**
 * How large maps are drawn: all in one line, or those of the output under those of the input.
 * @param {Kin[]} kinds
 * @param {number} width px for all of it
 * @param {number} height px
 * @returns {Strip}
 */
export function stripOf(kinds, width, height) {
  const cells = kinds.map(({ count, size }) => count * size[1]);
  const gaps = kinds.map(({ count }) => count * BETWEEN);
  const high = kinds.map(({ size }) => size[0]);
  const one = min(LARGEST, (width - sum(gaps)) / sum(cells), (height - TITLE) / max(...high));
  const wide = min(...cells.map((count, i) => (width - gaps[i]) / count));
  const two = min(LARGEST, wide, (height - kinds.length * TITLE) / sum(high));
  const lines = one >= two ? 1 : kinds.length;
  const scale = whole(max(one, two));
  const drawn = scale * (lines === 1 ? max(...high) : sum(high));
  return { scale, lines, height: drawn + lines * TITLE };
}

/**
 * A whole number of px where a pixel has two or more: all are equally large.
 * @param {number} scale
 */
const whole = (scale) => (scale < 2 ? max(0.25, scale) : floor(scale));

/** @param {number[]} list */
const sum = (list) => list.reduce((all, each) => all + each, 0);
