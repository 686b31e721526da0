/**
 * What the cells of a map hold while the numbers of a smaller one are stamped on it, one by one.
 *
 * A scatter is the index rule of a layer the other way round: x is the map that is filled, in the end with the
 * engine's numbers, and y holds the numbers that are stamped, one a step. What a number stamps lies in its window.
 *
 * @import { Moment, Order, Place } from "../types.js"
 */
import { exactSum, isShort } from "../decimal.js";
import { Layer } from "../layer.js";

/** Products that add up to the engine's number to this share of their sizes agree with it. */
const AGREEMENT = 1e-9;

/** @typedef {{ place: Place, weight: number, at: number }} Arrival `at` among the products of its stamp */
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

/** @type {WeakMap<Layer, [number, number][][][]>} */
const known = new WeakMap();

/**
 * For each row (axis 0) and column (axis 1) of the filled map: the places whose stamp reaches it, with the tap.
 * @param {Layer} layer
 */
function reaching(layer) {
  const found = known.get(layer);
  if (found) return found;
  const lists = [0, 1].map((axis) => {
    /** @type {[number, number][][]} */
    const along = Array.from({ length: layer.size[axis] }, () => []);
    for (const [at, window] of layer.windows(axis).entries())
      for (const [tap, cell] of window.entries()) along[cell]?.push([at, tap]);
    return along;
  });
  known.set(layer, lists);
  return lists;
}

/**
 * All products that reach a cell of the filled map.
 * @param {Layer} layer
 * @param {number} channel
 * @param {number} cellRow
 * @param {number} cellCol
 * @returns {Arrival[]}
 */
export function arrivals(layer, channel, cellRow, cellCol) {
  const [rows, cols] = reaching(layer);
  const { kh, kw } = layer;
  const found = [];
  for (const filter of layer.readers(channel)) {
    const slice = channel - layer.firstChannel(filter);
    for (const [row, u] of rows[cellRow])
      for (const [col, v] of cols[cellCol]) {
        const weight = layer.weight(filter, slice, u, v);
        found.push({ place: { filter, row, col }, weight, at: (slice * kh + u) * kw + v });
      }
  }
  return found;
}

/**
 * What a cell holds at some time: the bias, and the products that have landed. Once all have, the engine's number.
 * @param {Layer} layer
 * @param {number[]} cell its channel, row and column
 * @param {Until} until
 */
export function heldBy(layer, [channel, row, col], { step, order, landed }) {
  const all = arrivals(layer, channel, row, col);
  const come = all.filter(({ place, at }) => {
    const when = layer.stepOf(place, order);
    return when < step || (when === step && at < landed);
  });
  const start = layer.spec.scatter?.start?.[channel] ?? 0;
  const products = come.map(({ place, weight }) => [layer.output(place), weight]);
  const sizes = products.reduce((sum, [x, weight]) => sum + Math.abs(x * weight), Math.abs(start));
  const own = products.reduce((sum, [x, weight]) => sum + x * weight, start) + 0;
  const isWhole = come.length === all.length;
  const engine = layer.pixel(channel, row, col).x;
  const differs = isWhole && Math.abs(own - engine) > AGREEMENT * sizes ? { own, result: engine } : null;
  const plain = isWhole ? engine : own;
  const exact = isShort(plain) ? null : exactSum([...products, [start]]);
  const near = exact !== null && Math.abs(exact - plain) <= Number.EPSILON * (all.length + 1) * sizes;
  return { value: near ? exact : plain, count: come.length, all: all.length, isWhole, differs };
}

/**
 * How far a moment has come: where products are taken one by one, each lands at once.
 * @param {Moment} moment
 * @returns {Until}
 */
export function untilOf({ step, order, slices, shown, pair }) {
  const landed = shown.result ? slices.flat().length : pair ? shown.products : 0;
  return { step, order, landed };
}

/**
 * The cells that a step stamps, in the order of its products; none where the padding takes one away.
 * @param {Moment} moment
 */
export const stampedBy = ({ slices }) =>
  slices.flat().map(({ padding, channel, inRow, inCol }) => (padding ? null : [channel, inRow, inCol]));
