/**
 * What belongs together: an input channel with its kernels and products; an output map with its bias.
 *
 * @import { Layer } from "../layer.js"
 * @import { Block, Box, CellSize, Pair, View } from "../types.js"
 */
import { flow, GAP } from "./flow.js";

const { max } = Math;
export const NAME = 3.4; // of a title's size, the width that a map's name needs

/** @typedef {"below" | "split" | "tall" | "beside"} Style where the kernels and products stand */
/** @typedef {Omit<Box, "left" | "top"> & { at: Pair }} Item a box without a place yet; `at` is its size */

/**
 * One input channel with the kernel slices that read it, its products and its sum.
 * @param {Layer} layer
 * @param {number} channel
 * @param {View} view
 * @param {CellSize & { style: Style }} size
 * @returns {Block}
 */
export function blockOf(layer, channel, view, { style, ...cell }) {
  const [input, slices, work] = itemsOf(layer, channel, view, cell);
  const [width, height] = input.at;
  /** @type {Box[]} */
  const boxes = [{ kind: "x", channel, left: 0, top: 0 }];
  const below = height + 6;
  if (style === "below") {
    const laid = put(boxes, [...slices, ...work], max(width, 2 * work[0].at[0] + GAP), false, [0, below]);
    return { boxes, w: max(width, laid.w), h: below + laid.h };
  }
  const aside = style === "beside" ? [...slices, ...work] : slices;
  const [products, sum] = work.map((item) => item.at);
  const isTall = style === "tall"; // as high as the products too, and beside them
  const limit = isTall ? below + products[1] : max(height, products[1]) + GAP;
  const start = GAP + (isTall ? max(width, products[0] + sum[0] + GAP) : width);
  const right = put(boxes, aside, limit, true, [start, 0]);
  const across = start + right.w;
  if (style === "beside") return { boxes, w: across, h: max(height, right.h) };
  const under = put(boxes, work, Number.POSITIVE_INFINITY, false, [0, below]);
  return { boxes, w: max(across, under.w), h: max(below + under.h, right.h) };
}

/**
 * The input, its kernel slices, and the products and sum, each with its size.
 * @param {Layer} layer
 * @param {number} channel
 * @param {View} view
 * @param {CellSize} size
 * @returns {[Item, Item[], Item[]]}
 */
export function itemsOf(layer, channel, view, { s, cw, lettering, headroom }) {
  const least = NAME * lettering;
  /** @type {(rows: number, cols: number) => Pair} */
  const grid = (rows, cols) => [max(cols * cw, least), rows * s + headroom];
  const kernel = grid(layer.kh, layer.kw);
  return [
    { kind: "x", at: grid(view.rows, view.cols) },
    view.filters(channel).map((filter) => ({ kind: "w", channel, filter, at: kernel })),
    [
      { kind: "p", channel, at: kernel },
      { kind: "s", channel, at: [max(1.6 * cw, least), s + headroom] },
    ],
  ];
}

/**
 * Lay items one after another from a corner on, and add their boxes.
 * @param {Box[]} boxes
 * @param {Item[]} items
 * @param {number} limit
 * @param {boolean} upright
 * @param {Pair} corner
 */
export function put(boxes, items, limit, upright, [left, top]) {
  const sizes = items.map((item) => item.at);
  const laid = flow(sizes, limit, upright);
  items.forEach(({ kind, channel, filter }, i) => {
    boxes.push({ kind, channel, filter, left: left + laid.spots[i][0], top: top + laid.spots[i][1] });
  });
  return laid;
}

/**
 * The output map of one filter, its bias under it.
 * @param {Layer} layer
 * @param {number} filter
 * @param {View} view
 * @param {CellSize} size
 * @returns {Block}
 */
export function outputOf(layer, filter, view, { s, cw, lettering, headroom }) {
  const least = NAME * lettering;
  /** @type {Box[]} */
  const boxes = [{ kind: "y", filter, left: 0, top: 0 }];
  const w = max(view.outCols * cw, layer.b ? least + cw : least);
  const h = headroom + view.outRows * s;
  if (layer.b) boxes.push({ kind: "b", filter, left: 0, top: h + 6 });
  return { boxes, w, h: h + (layer.b ? s + 6 : 0) };
}
