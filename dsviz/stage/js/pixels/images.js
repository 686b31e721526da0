/**
 * The whole maps of a layer as pictures, each made when it is first seen.
 *
 * @import { Layer } from "../layer.js"
 * @import { Range } from "./shades.js"
 */
import { el } from "../picture/dom.js";
import { levelOf, rangeOf, shadesOf } from "./shades.js";

const PADDED = 150; // of 255: how much of its shade a copied number in the padding has

/** @typedef {{ canvas: HTMLCanvasElement, range: Range }} Whole */

export class Images {
  #layer;
  /** @type {Map<string, Whole>} */
  #made = new Map();

  /** @param {Layer} layer */
  constructor(layer) {
    this.#layer = layer;
  }

  /**
   * @param {"x" | "y"} kind
   * @param {number} index
   */
  whole(kind, index) {
    const name = kind + index;
    const made = this.#made.get(name) ?? (kind === "x" ? this.#input(index) : this.#output(index));
    this.#made.set(name, made);
    return made;
  }

  /** @param {number} channel */
  #input(channel) {
    const layer = this.#layer;
    const [rows, cols] = layer.padded;
    const pixels = Array.from({ length: rows * cols }, (_, i) =>
      layer.pixel(channel, Math.floor(i / cols) + layer.origin[0], (i % cols) + layer.origin[1]),
    );
    const range = rangeOf(pixels.filter(({ padding }) => !padding).map(({ x }) => x));
    return drawn("x", [rows, cols], range, (i) => {
      const { x, padding, sourceRow } = pixels[i];
      return { value: x, alpha: padding ? (sourceRow === null ? 0 : PADDED) : 255 };
    });
  }

  /** @param {number} filter */
  #output(filter) {
    const { rows, cols, y } = this.#layer;
    const values = y.data.slice(filter * rows * cols, (filter + 1) * rows * cols);
    return drawn("y", [rows, cols], rangeOf(values), (i) => ({ value: values[i], alpha: 255 }));
  }
}

/**
 * @param {string} kind
 * @param {number[]} size rows and columns
 * @param {Range} range
 * @param {(i: number) => { value: number, alpha: number }} read
 * @returns {Whole}
 */
function drawn(kind, [height, width], range, read) {
  const canvas = el("canvas", { width, height });
  const image = new ImageData(width, height);
  const shades = shadesOf(kind);
  for (let i = 0; i < width * height; i++) {
    const { value, alpha } = read(i);
    image.data.set([...shades[levelOf(value, range)], alpha], 4 * i);
  }
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  return { canvas, range };
}
