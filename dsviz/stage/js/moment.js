/**
 * What every place shows now: a pure function of a layer and of where its run stands.
 *
 * @import { Layer } from "./layer.js"
 * @import { CellState, Moment, Part, Place, RunState, Shown, Tap } from "./types.js"
 */
import { exactSum, isShort } from "./decimal.js";

/** Products that add up to the engine's number to this share of their sizes agree with it. */
const AGREEMENT = 1e-9;

/**
 * The parts of a step, in the order a hand calculation takes them.
 * @param {Layer} layer
 * @param {boolean} [byProduct] whether the products come one by one, each channel's before its sum
 * @returns {Part[]}
 */
export function partsOf(layer, byProduct = false) {
  const each = byProduct ? layer.kh * layer.kw : 0;
  const sums = Array.from({ length: layer.depth }, (_, slice) => [
    ...Array.from({ length: each }, (_, tap) => ({ name: "product", slice, tap })),
    { name: "sum", slice },
  ]);
  return [
    { name: "window" },
    ...(byProduct ? [] : [{ name: "products" }]),
    ...sums.flat(),
    ...(layer.depth > 1 ? [{ name: "total" }] : []),
    ...(layer.b ? [{ name: "bias" }] : []),
    { name: "result" },
  ];
}

/**
 * @param {Layer} layer
 * @param {Part[]} parts
 * @param {RunState} run
 * @returns {Moment}
 */
export function momentOf(layer, parts, run) {
  const place = layer.place(run.step, run.order);
  const slices = layer.taps(place);
  const bias = layer.bias(place.filter);
  const { slice = 0, tap } = parts[run.part];
  return {
    ...place,
    step: run.step,
    order: run.order,
    first: layer.firstChannel(place.filter),
    slices,
    pair: tap === undefined ? null : slices[slice][tap],
    bias,
    ...sumsOf(layer, place, slices, bias),
    shown: shownOf(layer, parts, run),
    stateOf: (at) => stateOf(layer.stepOf(at, run.order), run, parts.length - 1),
  };
}

/**
 * The sums of a step, each as the decimal it stands for where there is one, and which lines close.
 * @param {Layer} layer
 * @param {Place} place
 * @param {Tap[][]} slices
 * @param {number} bias
 */
function sumsOf(layer, place, slices, bias) {
  const added = slices.map((taps) => taps.reduce((sum, tap) => sum + tap.product, 0));
  const decimals = slices.map((taps) => exactSum(taps.map((tap) => [tap.x, tap.weight])));
  const exact = decimals.map((sum) => sum !== null);
  const sums = decimals.map((sum, i) => sum ?? added[i]);
  const [engine, result] = [layer.output(place), layer.decimalOutput(place)];
  const total = exact.every(Boolean) ? exactSum([...sums.map((sum) => [sum]), [bias]]) : null;
  const own = added.reduce((sum, value) => sum + value, bias);
  const differs = Math.abs(own - engine) > AGREEMENT * layer.scale(place, slices.flat());
  const closes = total !== null && total === result && isShort(result);
  return { sums, exact, result, closes, differs: differs ? { own, result: engine } : null };
}

/**
 * @param {Layer} layer
 * @param {Part[]} parts
 * @param {RunState} run
 * @returns {Shown}
 */
function shownOf(layer, parts, { part, step, hiding, revealed }) {
  const level = revealed.has(step) ? 0 : hiding;
  const names = parts.slice(0, part + 1).map(({ name }) => name);
  const result = names.includes("result");
  const bias = names.includes("bias") || result;
  const apart = parts[1].name === "product";
  return {
    products: apart
      ? names.filter((name) => name === "product").length
      : names.includes("products")
        ? layer.perOutput
        : 0,
    sums: names.filter((name) => name === "sum").length,
    total: names.includes("total") || bias,
    bias,
    result,
    hidden: level > 0,
    // What is no more than the result would tell it.
    sumsHidden: level > (layer.depth > 1 || layer.b ? 1 : 0),
    totalHidden: level > (layer.b ? 1 : 0),
    productsHidden: level > (layer.perOutput > 1 || layer.b ? 2 : 0),
  };
}

/**
 * @param {number} at the step of the cell
 * @param {RunState} run
 * @param {number} lastPart
 * @returns {CellState}
 */
function stateOf(at, run, lastPart) {
  if (run.hiding && !run.revealed.has(at)) return "secret";
  // Where results are hidden, one that was asked for stays, wherever the run goes.
  const isDone = at === run.step ? run.part === lastPart : run.hiding || at < run.step;
  return isDone ? "done" : "open";
}
