/**
 * How much of a map that a run computes is drawn.
 *
 * @import { Relay } from "../relay.js"
 * @import { Run } from "../run.js"
 * @import { Moment, Pair } from "../types.js"
 * @import { Tile } from "./tile.js"
 */
import { doneOf } from "./geometry.js";

/**
 * Draw of an output what is done at a moment.
 * @param {Tile} tile
 * @param {Run} run
 * @param {Moment} moment
 */
export function paintOutput(tile, run, moment) {
  const { step } = moment;
  paint(tile, run, moment.stateOf(moment) === "open" ? step - 1 : step);
}

/**
 * Draw of an input that another layer computes what that has computed; it has no padding.
 * @param {Tile} tile
 * @param {Relay} relay
 */
export function paintKnown(tile, { first, known }) {
  paint(tile, first, known);
}

/**
 * @param {Tile} tile
 * @param {Run} run
 * @param {number} step the last whose result is there
 */
function paint(tile, run, step) {
  const { hiding, the, order } = run;
  if (hiding) tile.paint(0, revealed(run, tile.index));
  else tile.paint(doneOf(the, tile.index, step, order));
}

/**
 * The places of a filter whose hidden results were asked for.
 * @param {Run} run
 * @param {number} filter
 * @returns {Pair[]}
 */
function revealed({ revealed, order, the }, filter) {
  const places = [...revealed].map((step) => the.place(step, order));
  return places.filter((place) => place.filter === filter).map(({ row, col }) => [row, col]);
}
