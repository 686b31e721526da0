/**
 * What the cells of a map hold while the numbers of a smaller one are stamped on it, one by one.
 *
 * A scatter is the index rule of a layer the other way round: x is the map that is filled, in the end with the
 * engine's numbers, and y holds the numbers that are stamped, one a step. What a number stamps lies in its window.
 *
 * @import { Moment, Order, Place, Tap } from "../types.js"
 */
import { exactSum, isShort } from "../decimal.js";
import { Layer } from "../layer.js";

/** Products that add up to the engine's number to this share of their sizes agree with it. */
const AGREEMENT = 1e-9;

/** @typedef {{ place: Place, weight: number, at: number, when: Record<Order, number> }} Arrival `at` among the products of its stamp, `when` among the steps */
/** @typedef {{ step: number, order: Order, landed: number }} Until a step, and how many of its products have landed */

const { taps, scale, decimalOutput } = Layer.prototype;

Layer.prototype.taps = function (place) {
  const found = taps.call(this, place);
  if (!this.spec.scatter) return found;
  const x = this.output(place);
  return found.map((slice) => slice.map((tap) => ({ ...tap, x, product: x * tap.weight + 0 })));
};

Layer.prototype.decimalOutput = function (place) {
  return this.spec.scatter ? this.output(place) : decimalOutput.call(this, place);
};

// The products of a stamp are no sum, and are compared with none.
Layer.prototype.scale = function (place, list) {
  return this.spec.scatter ? Number.POSITIVE_INFINITY : scale.call(this, place, list);
};

/** @typedef {{ along: [number, number][][][], cells: Map<number, Arrival[]> }} Known by row and column, and by cell */
/** @type {WeakMap<Layer, Known>} */
const known = new WeakMap();

/**
 * For each row (axis 0) and column (axis 1) of the filled map: the places whose stamp reaches it, with the tap.
 * @param {Layer} layer
 * @returns {Known}
 */
function knownOf(layer) {
  const found = known.get(layer);
  if (found) return found;
  const along = [0, 1].map((axis) => {
    /** @type {[number, number][][]} */
    const reaching = Array.from({ length: layer.size[axis] }, () => []);
    for (const [at, window] of layer.windows(axis).entries())
      for (const [tap, cell] of window.entries()) reaching[cell]?.push([at, tap]);
    return reaching;
  });
  const made = { along, cells: new Map() };
  known.set(layer, made);
  return made;
}

/**
 * All products that reach a cell of the filled map; worked out once.
 * @param {Layer} layer
 * @param {number} channel
 * @param {number} row
 * @param {number} col
 * @returns {Arrival[]}
 */
export function arrivals(layer, channel, row, col) {
  const { along, cells } = knownOf(layer);
  const cell = (channel * layer.size[0] + row) * layer.size[1] + col;
  const found = cells.get(cell);
  if (found) return found;
  const made = layer.readers(channel).flatMap((filter) => {
    const slice = channel - layer.firstChannel(filter);
    return along[0][row].flatMap(([from, u]) =>
      along[1][col].map(([across, v]) => {
        const place = { filter, row: from, col: across };
        const when = { filter: layer.stepOf(place, "filter"), place: layer.stepOf(place, "place") };
        const weight = layer.weight(filter, slice, u, v);
        return { place, weight, at: (slice * layer.kh + u) * layer.kw + v, when };
      }),
    );
  });
  cells.set(cell, made);
  return made;
}

/**
 * What a cell holds at some time: the bias, and the products that have landed. Once all have, the engine's number.
 * @param {Layer} layer
 * @param {number[]} cell its channel, row and column
 * @param {Until} until
 */
export function heldBy(layer, [channel, row, col], until) {
  const all = arrivals(layer, channel, row, col);
  const start = layer.spec.scatter?.start?.[channel] ?? 0;
  const come = all.filter((each) => hasCome(each, until));
  let [own, sizes] = [start, Math.abs(start)];
  for (const { place, weight } of come) {
    const product = layer.output(place) * weight;
    own += product;
    sizes += Math.abs(product);
  }
  const isWhole = come.length === all.length;
  const engine = layer.pixel(channel, row, col).x;
  const differs = isWhole && Math.abs(own - engine) > AGREEMENT * sizes ? { own, result: engine } : null;
  const plain = (isWhole ? engine : own) + 0;
  const value = isShort(plain) ? plain : exactly(layer, come, start, { plain, sizes });
  return { value, count: come.length, all: all.length, isWhole, differs };
}

/**
 * Whether what a cell held, a product and what it holds now are shown whole, and close as decimals.
 * @param {number} before
 * @param {Tap} tap
 * @param {number} after
 */
export function closesFor(before, { x, weight }, after) {
  return isShort(after) && exactSum([[before], [x, weight]]) === after;
}

/**
 * Whether a product has landed.
 * @param {Arrival} arrival
 * @param {Until} until
 */
function hasCome({ when, at }, { step, order, landed }) {
  return when[order] < step || (when[order] === step && at < landed);
}

/**
 * A sum without the noise of float64, where decimals give the same.
 * @param {Layer} layer
 * @param {Arrival[]} come
 * @param {number} start
 * @param {{ plain: number, sizes: number }} sum as float64 has it, and what the sizes of its terms add up to
 */
function exactly(layer, come, start, { plain, sizes }) {
  const exact = exactSum([...come.map(({ place, weight }) => [layer.output(place), weight]), [start]]);
  const bound = Number.EPSILON * (come.length + 1) * sizes;
  return exact !== null && Math.abs(exact - plain) <= bound ? exact : plain;
}

/**
 * How far a moment has come: where products are taken one by one, each lands at once.
 * @param {Moment} moment
 * @returns {Until}
 */
export function untilOf({ step, order, slices, shown, pair }) {
  const landed = shown.result ? slices.length * slices[0].length : pair ? shown.products : 0;
  return { step, order, landed };
}

/**
 * The cells that a step stamps, in the order of its products; none where the padding takes one away.
 * @param {Moment} moment
 */
export const stampedBy = ({ slices }) =>
  slices.flat().map(({ padding, channel, inRow, inCol }) => (padding ? null : [channel, inRow, inCol]));
