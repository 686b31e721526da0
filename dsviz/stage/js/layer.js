/**
 * One layer and its tensors, read by index: the same rule as dsviz/conv/trace.py.
 *
 * @import { Relay } from "./relay.js"
 * @import { Kind, Order, Pair, Pixel, Place, Scene, Tap } from "./types.js"
 */
import { sourceIndex } from "./border.js";
import { exactSum, isShort } from "./decimal.js";
import { placeOf, stepOf } from "./orders.js";
import { unpacked } from "./tensor.js";

const { abs, floor } = Math;

export class Layer {
  /** @type {Relay | null} what computes the input meanwhile */
  relay = null;
  /** @type {Map<number, number>} outputs as the decimals they stand for, by index */
  #decimals = new Map();

  /** @param {Pick<Scene, "x" | "w" | "y" | "b" | "spec" | "middle" | "copies">} scene */
  constructor({ x, w, y, b, spec, middle, copies }) {
    this.x = unpacked(x);
    this.w = unpacked(w);
    this.y = unpacked(y);
    this.b = b ? unpacked(b).data : null;
    this.spec = spec;
    this.middle = middle;
    this.copies = copies;
    const [channels, height, width] = x.shape;
    this.channels = channels;
    /** @type {Pair} */
    this.size = [height, width];
    const [filters, depth, kh, kw] = w.shape;
    const [, rows, cols] = y.shape;
    this.filters = filters;
    this.depth = depth;
    this.kh = kh;
    this.kw = kw;
    this.rows = rows;
    this.cols = cols;
    this.steps = filters * rows * cols;
    this.perOutput = depth * kh * kw;
    /** @type {Pair} rows and columns that a window spans */
    this.reach = [(kh - 1) * spec.dilation[0] + 1, (kw - 1) * spec.dilation[1] + 1];
    const [[top, bottom], [left, right]] = spec.padding;
    /** @type {Pair} where the padded input begins, counted from the unpadded corner */
    this.origin = [-top, -left];
    /** @type {Pair} the padded input's rows and columns */
    this.padded = [height + top + bottom, width + left + right];
    /** @type {Place} */
    this.extents = { filter: filters, row: rows, col: cols };
  }

  /**
   * How a tensor is called: z where it lies between this layer and another.
   * @param {Kind} kind
   * @returns {string}
   */
  called(kind) {
    return kind === this.middle ? "z" : kind;
  }

  /**
   * The name of a number, such as y[0,1,2].
   * @param {Kind} kind
   * @param {number[]} index
   */
  nameOf(kind, index) {
    return `${this.called(kind)}[${index}]`;
  }

  /**
   * Whether a row (axis 0) or column (axis 1) of the padded input is one of its own.
   * @param {number} axis
   * @param {number} at
   */
  owns(axis, at) {
    return at >= 0 && at < this.size[axis];
  }

  /**
   * The input row (axis 0) or column (axis 1) that one row or column of a window lies on.
   * @param {number} axis
   * @param {number} at of the output
   * @param {number} tap of the kernel
   */
  reads(axis, at, tap) {
    return this.origin[axis] + at * this.spec.stride[axis] + tap * this.spec.dilation[axis];
  }

  /**
   * For each output row or column: those its window reads.
   * @param {number} axis
   */
  windows(axis) {
    const [taps, out] = axis ? [this.kw, this.cols] : [this.kh, this.rows];
    return Array.from({ length: out }, (_, at) =>
      Array.from({ length: taps }, (_, tap) => this.reads(axis, at, tap)),
    );
  }

  /**
   * The input row or column that one of the padded input copies; -1 for a zero.
   * @param {number} axis
   * @param {number} at
   */
  source(axis, at) {
    return sourceIndex(at, this.size[axis], this.spec.padding_mode);
  }

  /**
   * @param {number} step
   * @param {Order} order
   */
  place(step, order) {
    return placeOf(step, order, this.extents);
  }

  /**
   * @param {Place} place
   * @param {Order} order
   */
  stepOf(place, order) {
    return stepOf(place, order, this.extents);
  }

  /** @param {number} filter */
  firstChannel(filter) {
    return floor(filter / (this.filters / this.spec.groups)) * this.depth;
  }

  /** @param {number} channel */
  readers(channel) {
    const each = this.filters / this.spec.groups;
    const first = floor(channel / this.depth) * each;
    return Array.from({ length: each }, (_, i) => first + i);
  }

  /**
   * Where the window of an output place begins.
   * @param {number} row
   * @param {number} col
   * @returns {Pair}
   */
  corner(row, col) {
    return [this.reads(0, row, 0), this.reads(1, col, 0)];
  }

  /**
   * The number at a coordinate counted from the unpadded corner, and where it comes from.
   * @param {number} channel
   * @param {number} row
   * @param {number} col
   * @returns {Pixel}
   */
  pixel(channel, row, col) {
    const [height, width] = this.size;
    const [sourceRow, sourceCol] = [this.source(0, row), this.source(1, col)];
    const zero = sourceRow < 0 || sourceCol < 0;
    const padding = !(this.owns(0, row) && this.owns(1, col));
    const x = zero ? 0 : this.x.data[(channel * height + sourceRow) * width + sourceCol];
    return { x, padding, sourceRow: zero ? null : sourceRow, sourceCol: zero ? null : sourceCol };
  }

  /**
   * @param {number} filter
   * @param {number} slice
   * @param {number} u
   * @param {number} v
   */
  weight(filter, slice, u, v) {
    return this.w.data[((filter * this.depth + slice) * this.kh + u) * this.kw + v];
  }

  /** @param {number} filter */
  bias(filter) {
    return this.b ? this.b[filter] : 0;
  }

  /**
   * The engine's number.
   * @param {Place} place
   */
  output({ filter, row, col }) {
    return this.y.data[(filter * this.rows + row) * this.cols + col];
  }

  /**
   * The engine's number without the noise of float64, where decimals give the same: 0.3, not 0.30000000000000004.
   * @param {Place} place
   */
  decimalOutput(place) {
    const value = this.output(place);
    if (isShort(value)) return value;
    const at = this.stepOf(place, "filter");
    const known = this.#decimals.get(at);
    if (known !== undefined) return known;
    const taps = this.taps(place).flat();
    const exact = exactSum([...taps.map((tap) => [tap.x, tap.weight]), [this.bias(place.filter)]]);
    const found = exact !== null && abs(exact - value) <= this.rounding(place, taps) ? exact : value;
    this.#decimals.set(at, found);
    return found;
  }

  /**
   * How far apart two right float64 sums of these products can be.
   * @param {Place} place
   * @param {Tap[]} taps
   */
  rounding(place, taps) {
    return Number.EPSILON * (this.perOutput + 1) * this.scale(place, taps);
  }

  /**
   * What the sizes of all products and the bias add up to.
   * @param {Place} place
   * @param {Tap[]} taps
   */
  scale({ filter }, taps) {
    return taps.reduce((sum, tap) => sum + abs(tap.product), abs(this.bias(filter)));
  }

  /**
   * The products of one output, in the order of dsviz.trace: a list for each channel, by kernel row and column.
   * @param {Place} place
   * @returns {Tap[][]}
   */
  taps({ filter, row, col }) {
    const first = this.firstChannel(filter);
    return Array.from({ length: this.depth }, (_, slice) => {
      const taps = [];
      for (let u = 0; u < this.kh; u++) {
        for (let v = 0; v < this.kw; v++) {
          const [inRow, inCol] = [this.reads(0, row, u), this.reads(1, col, v)];
          const pixel = this.pixel(first + slice, inRow, inCol);
          const weight = this.weight(filter, slice, u, v);
          const where = { channel: first + slice, inRow, inCol, kernelRow: u, kernelCol: v };
          taps.push({ ...where, weight, product: pixel.x * weight + 0, ...pixel });
        }
      }
      return taps;
    });
  }
}
