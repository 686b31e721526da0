/**
 * The ways to show numbers beside whole maps: few, around the window, and large.
 *
 * @import { Layer } from "../layer.js"
 * @import { Current } from "../layout/views.js"
 * @import { Order } from "../types.js"
 */
import { mapsInView, viewOf } from "../layout/views.js";

const AROUND = [6, 4, 2, 1, 0]; // cells beside a window, most first
// px of a number, under which fewer cells, then fewer maps are shown.
const LEGIBLE = { usual: 16, least: 14 };
const FEW = 2; // cells beside a window, from which on the least will do

/**
 * @param {Layer} layer
 * @param {Current} current
 * @param {Order} order
 * @param {boolean} narrow
 */
export function crops(layer, current, order, narrow) {
  const caps = AROUND.map((more) => Math.max(...layer.reach) + more);
  return mapsBeside(layer, current, order, narrow).flatMap(([channels, filters]) =>
    caps.map((cap, i) => {
      const legible = AROUND[i] > FEW ? LEGIBLE.usual : LEGIBLE.least;
      return viewOf(layer, channels, filters, { cap, legible, stretch: 1 });
    }),
  );
}

/**
 * Which channels and filters have numbers, most first: those that the step uses, unless the next uses others.
 * @param {Layer} layer
 * @param {Current} current
 * @param {Order} order
 * @param {boolean} narrow
 */
function mapsBeside(layer, current, order, narrow) {
  if (narrow || current.alone) return mapsInView(layer, current, narrow);
  if (order === "place") return mapsInView(layer, current, narrow).slice(0, 1);
  const first = layer.firstChannel(current.filter);
  const channels = Array.from({ length: layer.depth }, (_, slice) => first + slice);
  return [[channels, [current.filter]], ...mapsInView(layer, current, true)];
}
