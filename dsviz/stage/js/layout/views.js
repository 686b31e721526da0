/**
 * Which cells to show: everything, then one filter, then one channel, then fewer cells of it.
 *
 * @import { Layer } from "../layer.js"
 * @import { View } from "../types.js"
 */
const { max, min } = Math;

const CROPPED = 16; // maps longer than this, and any on a phone, may be cropped to a view around the window
const LEGIBLE = { whole: 10.5, cropped: 14 }; // px of a number under which a layout shows less at once
const SEVERAL = { channels: 16, filters: 32, weights: 1500 }; // layers beyond are shown one at a time
const CAPS = [24, 18, 14, 12]; // cells a side, of a cropped map

/** @typedef {{ filter: number, channel: number, alone?: boolean }} Current what stays in view where not all does */

/**
 * The ways to show a layer, most telling first.
 * @param {Layer} layer
 * @param {Current} current
 * @param {boolean} narrow
 * @returns {View[]}
 */
export function views(layer, current, narrow) {
  const longest = max(...layer.padded, layer.rows, layer.cols);
  const small = longest <= CROPPED;
  return mapsInView(layer, current, narrow).flatMap(([channels, filters]) => {
    /** @type {(cap: number, legible: number, stretch?: number) => View} */
    const view = (cap, legible, stretch = 1) => viewOf(layer, channels, filters, { cap, legible, stretch });
    const found = [view(longest, small ? LEGIBLE.whole : LEGIBLE.cropped)];
    if (small && !narrow) return [...found, view(longest, LEGIBLE.whole, 2.4)];
    const caps = [...CAPS, ...(channels.length > 1 || narrow ? [10, 8] : []), ...(narrow ? [6, 4] : [])];
    return [...found, ...caps.filter((cap) => cap < longest).map((cap) => view(cap, LEGIBLE.cropped))];
  });
}

/**
 * Which channels and filters, most first.
 * @param {Layer} layer
 * @param {Current} current
 * @param {boolean} narrow
 */
export function mapsInView(layer, { filter, channel, alone }, narrow) {
  /** @param {number} n */
  const all = (n) => Array.from({ length: n }, (_, i) => i);
  const wanted = [[[channel], [filter]]];
  if (narrow || alone || layer.channels > SEVERAL.channels) return wanted;
  const channels = all(layer.channels);
  wanted.unshift([channels, [filter]]);
  if (layer.w.data.length <= SEVERAL.weights && layer.filters <= SEVERAL.filters)
    wanted.unshift([channels, all(layer.filters)]);
  return wanted;
}

/**
 * @param {Layer} layer
 * @param {number[]} channels
 * @param {number[]} filters
 * @param {{ cap: number, legible: number, stretch: number }} limits
 * @returns {View}
 */
export function viewOf(layer, channels, filters, { cap, legible, stretch }) {
  return {
    channels,
    outputs: filters,
    legible,
    stretch,
    rows: min(layer.padded[0], max(cap, layer.reach[0])),
    cols: min(layer.padded[1], max(cap, layer.reach[1])),
    outRows: min(layer.rows, cap),
    outCols: min(layer.cols, cap),
    filters: (channel) => layer.readers(channel).filter((filter) => filters.includes(filter)),
  };
}
