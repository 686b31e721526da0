/**
 * The equation of a step as real text, one line a channel; rewritten in place, never rebuilt.
 *
 * "=" stands where the decimals of a line are all shown whole and close; everywhere else "≈".
 *
 * @import { Layer } from "./layer.js"
 * @import { Numbers } from "./numbers.js"
 * @import { Labels, Moment, Tap } from "./types.js"
 */
import { el, fill, put } from "./picture/dom.js";

const { ceil, max, min } = Math;
const WIDE = 0.53; // width of an average character, in font sizes
const MANY = 300; // products, beyond which only their number is written
const SAMPLE = 500; // numbers that tell how long a usual one is
/** @param {boolean} closes */
export const sign = (closes) => (closes ? " = " : " \u2248 ");

/** @typedef {{ x: HTMLElement, w: HTMLElement, node: HTMLElement }} Term */
/** @typedef {{ row: HTMLElement, name: HTMLElement, equals: HTMLElement, value: HTMLElement }} Line */
/** @typedef {Line & { products: HTMLElement, terms: Term[] }} ChannelLine */
/** @typedef {Line & { sums: HTMLElement[], plus: HTMLElement, bias: HTMLElement }} TotalLine */

export class Equation {
  layer;
  numbers;
  node = el("div", { class: "equation", "data-testid": "equation" });
  /** Whether the one channel's line is the result's too. */
  single;
  #labels;
  /** @type {ChannelLine[]} */
  #lines;
  /** @type {TotalLine | null} */
  #total;

  /**
   * @param {Layer} layer
   * @param {Numbers} numbers
   * @param {Labels} labels
   */
  constructor(layer, numbers, labels) {
    this.layer = layer;
    this.numbers = numbers;
    this.#labels = labels;
    this.single = layer.depth === 1 && !layer.b;
    this.#lines = Array.from({ length: layer.depth }, () => this.#channelLine());
    this.#total = this.single ? null : this.#totalLine();
  }

  /**
   * Font size in px at which an average line fills most of the width and all lines stay within the height.
   * @param {number} width
   * @param {number} height
   * @param {number} lines
   * @param {[number, number]} [limits]
   */
  fontFor(width, height, lines, [least, most] = [15, 30]) {
    const [products, total] = this.#lengths();
    const chars = max(products, this.single ? 0 : total);
    return max(least, min(most, width / (WIDE * chars), height / (1.5 * lines)));
  }

  /** How many lines it has: one a channel, and the last. */
  get lines() {
    return this.layer.depth + (this.single ? 0 : 1);
  }

  /**
   * How many rows its lines take at a font size, those that are broken counted.
   * @param {number} font in px
   * @param {number} width
   */
  rowsAt(font, width) {
    const [products, total] = this.#lengths().map((chars) => ceil((1.04 * WIDE * chars * font) / width));
    return this.layer.depth * products + (this.single ? 0 : total);
  }

  /** How many characters an average line of products has, and the last line. */
  #lengths() {
    /** @param {number[] | Float64Array} list */
    const mean = (list) =>
      Array.from(list.slice(0, SAMPLE), (value) => this.numbers.factor(value).length).reduce(
        (a, b) => a + b,
        0,
      ) / min(SAMPLE, list.length);
    const { x, w, y, b, kh, kw, depth } = this.layer;
    const products = 14 + kh * kw * (mean(x.data) + mean(w.data) + 3.9);
    return [products, 14 + (depth + (b ? 2 : 1)) * (mean(y.data) + 3)];
  }

  /**
   * @param {string} row its class
   * @param {string} value the class of what it ends in
   * @returns {Line}
   */
  #line(row, value) {
    return {
      row: this.node.appendChild(el("div", { class: row })),
      name: el("span", { class: "channel" }),
      equals: el("span", { class: "equals" }),
      value: el("span", { class: value }),
    };
  }

  /** @returns {ChannelLine} */
  #channelLine() {
    const line = this.#line("line", this.single ? "y" : "s");
    const products = el("span");
    const { kh, kw, perOutput } = this.layer;
    const terms = Array.from({ length: perOutput > MANY ? 0 : kh * kw }, (_, t) => {
      const [x, w] = [el("span", { class: "x" }), el("span", { class: "w" })];
      const node = el("span", { class: "term" });
      node.append(x, "\u00d7", w);
      if (t) products.append(el("span", { text: " + " }));
      products.append(node);
      return { x, w, node };
    });
    line.row.append(line.name, products, line.equals, line.value);
    return { ...line, products, terms };
  }

  /** @returns {TotalLine} */
  #totalLine() {
    const line = this.#line("line total", "y");
    const sums = Array.from({ length: this.layer.depth }, () => el("span", { class: "s" }));
    const [plus, bias] = [el("span", { text: " + " }), el("span", { class: "b" })];
    line.row.append(line.name, ...sums.flatMap((sum, i) => (i ? [" + ", sum] : [sum])));
    if (this.layer.b) line.row.append(plus, bias);
    line.row.append(line.equals, line.value);
    return { ...line, sums, plus, bias };
  }

  /**
   * @param {Moment} moment
   */
  show(moment) {
    const { shown, slices } = moment;
    this.#lines.forEach((line, i) => {
      this.#showProducts(line, slices[i], moment);
      if (!this.single) this.#showSum(line, i, moment);
    });
    const last = this.#total ?? this.#lines[0];
    put(last.name, `${this.layer.nameOf("y", [moment.filter, moment.row, moment.col])} =\u00a0`);
    if (this.#total) this.#showTotal(this.#total, moment);
    put(last.equals, shown.result && !(this.single && shown.productsHidden) ? sign(moment.closes) : "");
    put(last.value, shown.result ? this.#unless(shown.hidden, this.numbers.term(moment.result)) : "");
  }

  /**
   * @param {boolean} hidden
   * @param {string} text
   */
  #unless(hidden, text) {
    return hidden ? "?" : text;
  }

  /**
   * @param {ChannelLine} line
   * @param {Tap[]} taps
   * @param {Moment} moment
   */
  #showProducts(line, taps, { pair, first, shown: { products, productsHidden } }) {
    const seen = products - (taps[0].channel - first) * taps.length;
    line.terms.forEach((term, t) => {
      const { x, weight, padding } = taps[t];
      put(term.x, this.numbers.factor(x));
      put(term.w, this.numbers.factor(weight));
      const looks = ["term", padding ? "pad" : "", t < seen ? "" : "off", taps[t] === pair ? "here" : ""];
      term.node.className = looks.filter(Boolean).join(" ");
    });
    if (!line.terms.length) put(line.products, fill(this.#labels.many, { n: taps.length }));
    line.products.style.visibility = line.terms.length || seen > 0 ? "" : "hidden";
    line.products.style.display = productsHidden ? "none" : "";
  }

  /**
   * @param {ChannelLine} line
   * @param {number} i
   * @param {Moment} moment
   */
  #showSum(line, i, { first, sums, exact, shown }) {
    const seen = shown.sums > i;
    put(line.name, `${fill(this.#labels.channel, { c: first + i })}\u00a0`);
    put(line.equals, seen && !shown.productsHidden ? sign(exact[i]) : "");
    put(line.value, seen ? this.#unless(shown.sumsHidden, this.numbers.term(sums[i])) : "");
  }

  /**
   * @param {TotalLine} line
   * @param {Moment} moment
   */
  #showTotal(line, { shown, sums, bias }) {
    line.sums.forEach((span, i) => {
      put(span, shown.total ? this.#unless(shown.sumsHidden, this.numbers.factor(sums[i])) : "");
    });
    line.row.style.visibility = shown.total ? "" : "hidden";
    put(line.plus, shown.bias ? " + " : "");
    put(line.bias, shown.bias && this.layer.b ? this.numbers.factor(bias) : "");
  }
}
