/**
 * The orders in which steps are counted: data that Python reads too (dsviz/stage/orders.json), axes of the
 * output from the slowest to the fastest.
 *
 * @import { Order, Place } from "./types.js"
 */
import ORDERS from "../orders.json" with { type: "json" };

/** @param {Order} order */
const axesOf = (order) => /** @type {(keyof Place)[]} */ (ORDERS[order]);

/**
 * @param {number} step
 * @param {Order} order
 * @param {Place} extents how many filters, rows and columns there are
 */
export function placeOf(step, order, extents) {
  const place = { filter: 0, row: 0, col: 0 };
  let rest = step;
  for (const axis of axesOf(order).toReversed()) {
    place[axis] = rest % extents[axis];
    rest = Math.floor(rest / extents[axis]);
  }
  return place;
}

/**
 * @param {Place} place
 * @param {Order} order
 * @param {Place} extents
 */
export function stepOf(place, order, extents) {
  return axesOf(order).reduce((step, axis) => step * extents[axis] + place[axis], 0);
}

/**
 * How many steps pass before the slowest axis moves on (before the next row, where that is slowest).
 * @param {Order} order
 * @param {Place} extents
 */
export function stretch(order, extents) {
  return axesOf(order)
    .slice(1)
    .reduce((steps, axis) => steps * extents[axis], 1);
}

/** @param {Order} order */
export const filtersFirst = (order) => axesOf(order)[0] === "filter";

/**
 * @param {string | null} name
 * @returns {name is Order}
 */
export const isOrder = (name) => name !== null && Object.hasOwn(ORDERS, name);
