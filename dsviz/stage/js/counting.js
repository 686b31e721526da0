/**
 * The multiplications of a run, on real pixels and on padding.
 *
 * @import { Layer } from "./layer.js"
 * @import { Order } from "./types.js"
 */
import { filtersFirst } from "./orders.js";

const { floor } = Math;

export class Counting {
  #layer;
  #real;

  /** @param {Layer} layer */
  constructor(layer) {
    this.#layer = layer;
    this.#real = realProducts(layer);
  }

  /**
   * Multiplications done once a step is finished.
   * @param {number} step
   * @param {Order} order
   */
  upTo(step, order) {
    const { filters, perOutput } = this.#layer;
    const real = this.#real;
    const [done, places] = [step + 1, real.length - 1];
    const run = filtersFirst(order) ? places : filters;
    const [full, rest] = [floor(done / run), done % run];
    const counted = filtersFirst(order)
      ? full * real[places] + real[rest]
      : filters * real[full] + (rest && rest * (real[full + 1] - real[full]));
    return { real: counted, padding: done * perOutput - counted };
  }
}

/**
 * At i: the products on real pixels in the first i places of one filter.
 * @param {Layer} layer
 */
function realProducts(layer) {
  const inside = [0, 1].map((axis) =>
    layer.windows(axis).map((window) => window.filter((at) => layer.owns(axis, at)).length),
  );
  const places = layer.rows * layer.cols;
  const counted = new Float64Array(places + 1);
  for (let i = 0; i < places; i++)
    counted[i + 1] = counted[i] + layer.depth * inside[0][floor(i / layer.cols)] * inside[1][i % layer.cols];
  return counted;
}
