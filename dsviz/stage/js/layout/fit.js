/**
 * The layout with the largest cells that fits a place.
 *
 * @import { Layer } from "../layer.js"
 * @import { Now } from "../now.js"
 * @import { CellSize, Laid, Pair, View } from "../types.js"
 * @import { Table } from "./flow.js"
 * @import { Style } from "./blocks.js"
 * @import { Current } from "./views.js"
 */
import { blockOf, outputOf } from "./blocks.js";
import { boxesOf, GAP, table } from "./flow.js";
import { views } from "./views.js";

const { max, min, round } = Math;
const MOST = 46; // px of height of a cell
const LEAST = 12;
const LAST = 20; // where nothing fits
const LETTERING = 13.5; // px of a name
const DIGITS = 16; // px of a number, where cells leave little more
const TIMES = 31; // px of height of a cell from which a smaller number stands beside its own
/** @type {Style[]} */
const STYLES = ["below", "split", "tall", "beside"];

/**
 * @typedef {object} Room
 * @property {number} width
 * @property {number} height
 * @property {number} chars of the widest number
 * @property {boolean} narrow
 * @property {number} [most] px of height of a cell, at most
 * @property {number} [lettering] px of a name
 * @property {number} [digits] px of a number, where a cell has room for it
 * @property {Pick<Now, "numbers" | "scene" | "space">} [now] what is drawn
 * @property {(narrow: boolean) => View[]} [ways] to show the layer, where they are not the usual ones
 */

/**
 * A cell of a height, and what stands in it and over it.
 * @param {Room} room
 * @returns {(s: number) => CellSize}
 */
export const cells =
  ({ chars, lettering = LETTERING, digits = DIGITS }) =>
  (s) => {
    const cw = round(s * max(1, 0.38 * chars + 0.06));
    const size = min(max(0.54 * s, min(0.71 * s, digits)), cw / (0.72 * chars - 0.5));
    // On a full screen it is as large as the number over it leaves room for.
    const least = digits > DIGITS ? digits : LEAST;
    const times = s >= TIMES && size <= 0.55 * s ? min(0.8 * s - size / 2 - 4, max(0.31 * s, least)) : 0;
    return { s, cw, times, digits: size, lettering, headroom: round(0.7 * lettering + 9.5) };
  };

/**
 * Lay a layer out; a stretched view may be higher than the room, and its cells are as small as numbers allow.
 * @param {Layer} layer
 * @param {Current} current
 * @param {Room} room
 * @returns {Laid}
 */
export function layOut(layer, current, room) {
  const { width, height, narrow, most = MOST } = room;
  const ways = room.ways ?? ((few) => views(layer, current, few));
  const cell = cells(room);
  /** @type {Laid | null} */
  let best = null;
  for (const view of ways(narrow)) {
    for (let s = view.stretch > 1 ? LAST : most; s >= (best ? best.s + 1 : LEAST); s--) {
      const fitting = fit(layer, view, cell(s), width, height * view.stretch);
      if (!fitting) continue;
      best = fitting;
      break;
    }
    if (best && best.digits >= best.view.legible) break;
  }
  if (best) return best;
  const last = /** @type {View} */ (ways(true).pop());
  const anywhere = Number.POSITIVE_INFINITY;
  return /** @type {Laid} */ (fit(layer, last, cell(LAST), anywhere, anywhere));
}

/**
 * The lowest arrangement at one cell size that fits, or null.
 * @param {Layer} layer
 * @param {View} view
 * @param {CellSize} cell
 * @param {number} width
 * @param {number} height
 * @returns {Laid | null}
 */
export function fit(layer, view, cell, width, height) {
  const outputs = view.outputs.map((filter) => outputOf(layer, filter, view, cell));
  const rights = outputs.map((_, i) => table(outputs, i + 1, GAP));
  /** @type {Arrangement | null} */
  let best = null;
  for (const left of inputTables(layer, view, cell)) {
    for (const right of rights) {
      for (const found of arrangements(left, right))
        if (found.w <= width && found.h <= height && (!best || found.h < best.h - GAP)) best = found;
    }
  }
  if (!best) return null;
  const boxes = [...boxesOf(best.left, [0, 0]), ...boxesOf(best.right, best.at)];
  return { ...cell, view, boxes, w: best.w, h: best.h };
}

/** @typedef {{ left: Table, right: Table, at: Pair, w: number, h: number }} Arrangement */

/**
 * The inputs in every style, in tables from one row to one column.
 * @param {Layer} layer
 * @param {View} view
 * @param {CellSize} cell
 */
function inputTables(layer, view, cell) {
  return STYLES.flatMap((style) => {
    const blocks = view.channels.map((channel) => blockOf(layer, channel, view, { ...cell, style }));
    return blocks.map((_, i) => table(blocks, blocks.length - i, 1.6 * GAP));
  });
}

/**
 * The outputs beside the inputs, and under them.
 * @param {Table} left
 * @param {Table} right
 * @returns {Arrangement[]}
 */
function arrangements(left, right) {
  /** @type {Pair[]} */
  const places = [
    [left.w + 2.4 * GAP, 0],
    [0, left.h + GAP],
  ];
  return places.map((at) => ({
    left,
    right,
    at,
    w: max(left.w, at[0] + right.w),
    h: max(left.h, at[1] + right.h),
  }));
}
