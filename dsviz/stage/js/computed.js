/**
 * A layer computed here, in the browser: for pages without a server, where a reader changes numbers.
 *
 * The same index rule as dsviz/conv/trace.py, and plain sums of float64. What comes of it is never called torch's.
 *
 * @import { Scene, Tensor } from "./types.js"
 */
import { Layer } from "./layer.js";
import { unpacked } from "./tensor.js";

const KINDS = /** @type {const} */ (["x", "w", "b"]);
const LARGEST = 1e9;
const MOST = 400; // changes in one link: dsviz/examples/changes.py
const BETWEEN = "~";
const PLACE = /^([xwb])((?:_\d{1,6})+)_([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)$/i;

/** @typedef {{ kind: "x" | "w" | "b", at: number[], value: number }} Put one number put in the place of another */

/**
 * Every output of a layer, in the order of its tensor.
 * @param {Layer} layer
 */
export function outputs(layer) {
  const found = new Float64Array(layer.steps);
  const [rows, cols] = [0, 1].map((axis) => sources(layer, axis));
  let at = 0;
  for (let filter = 0; filter < layer.filters; filter++)
    for (let row = 0; row < layer.rows; row++)
      for (let col = 0; col < layer.cols; col++) found[at++] = output(layer, filter, rows[row], cols[col]);
  return found;
}

/**
 * For each output row or column: the input ones that its window reads, -1 for a zero.
 * @param {Layer} layer
 * @param {number} axis
 */
const sources = (layer, axis) =>
  layer.windows(axis).map((window) => window.map((at) => layer.source(axis, at)));

/**
 * One output: each channel's products added up, then these sums and the bias.
 * @param {Layer} layer
 * @param {number} filter
 * @param {number[]} rows that its window reads
 * @param {number[]} cols
 */
function output(layer, filter, rows, cols) {
  const [height, width] = layer.size;
  const first = layer.firstChannel(filter);
  let total = 0;
  for (let slice = 0; slice < layer.depth; slice++) {
    let sum = 0;
    for (let u = 0; u < layer.kh; u++)
      for (let v = 0; v < layer.kw; v++)
        if (rows[u] >= 0 && cols[v] >= 0)
          sum +=
            layer.x.data[((first + slice) * height + rows[u]) * width + cols[v]] *
            layer.weight(filter, slice, u, v);
    total += sum;
  }
  return total + layer.bias(filter);
}

/**
 * Read the changes of a link; null where they are none.
 * @param {string} text as dsviz/examples/changes.py writes it
 * @returns {Put[] | null}
 */
export function changesOf(text) {
  const parts = text.split(BETWEEN).filter(Boolean);
  const read = parts.map((part) => {
    const [, kind = "", places = "", value = ""] = PLACE.exec(part) ?? [];
    return {
      kind: /** @type {Put["kind"]} */ (kind),
      at: places.split("_").slice(1).map(Number),
      value: Number(value),
    };
  });
  const fits = read.every(({ kind, value }) => kind && Math.abs(value) <= LARGEST);
  return fits && parts.length <= MOST ? read : null;
}

/**
 * A scene with other numbers, computed here; null where the changes do not fit it.
 * @param {Scene} scene as it came
 * @param {Put[]} list
 * @param {Tensor} [input] in the place of x
 * @returns {Scene | null}
 */
export function changed(scene, list, input) {
  if (list.length === 0 && !input) return scene;
  /** @type {Record<string, Tensor>} */
  const tensors = {};
  for (const kind of KINDS) {
    const packed = scene[kind];
    if (packed) tensors[kind] = copied(unpacked(packed));
  }
  if (input) tensors.x = copied(input);
  for (const { kind, at, value } of list) {
    const place = placeIn(tensors[kind]?.shape, at);
    if (place === null || scene.locked?.includes(kind)) return null;
    tensors[kind].data[place] = value;
  }
  return computed({ ...scene, ...tensors });
}

/** @param {Tensor} tensor */
const copied = ({ shape, data }) => ({ shape, data: [...data] });

/**
 * Where a place stands in a tensor; null outside it.
 * @param {number[] | undefined} shape
 * @param {number[]} at
 */
function placeIn(shape, at) {
  if (!shape || shape.length !== at.length || at.some((index, axis) => index >= shape[axis])) return null;
  return at.reduce((place, index, axis) => place * shape[axis] + index, 0);
}

/**
 * A scene whose outputs are computed here.
 * @param {Scene} scene its y counts for its shape only
 * @returns {Scene}
 */
export function computed(scene) {
  const y = { shape: scene.y.shape, data: [...outputs(new Layer(scene))] };
  const check = { engine: "here", document: "", disagreement: null, tolerance: 0, printed: null };
  return { ...scene, y, check };
}
