/**
 * The words under the equation: where the run stands, what was multiplied, what is pointed at, what was checked.
 *
 * @import { Layer } from "./layer.js"
 * @import { Numbers } from "./numbers.js"
 * @import { Check, Labels, Moment, Part } from "./types.js"
 */
import { Counting } from "./counting.js";
import { exactSum } from "./decimal.js";
import { small } from "./numbers.js";
import { el, fill, put } from "./picture/dom.js";

export class Status {
  nodes;
  /** What came of a link or a typed number, until the reader moves on. */
  notice = "";
  /** What is said about the cell that is pointed at. */
  told = "";
  /** What can be done here. */
  hint;
  layer;
  numbers;
  #labels;
  #counting;
  #wrong = "";
  #where = el("span", { class: "where" });
  #counter = el("span", { class: "counter", "data-testid": "counter" });
  #badges = el("span", { class: "badges", "data-testid": "badge" });
  #info = el("div", { class: "info" });
  #foot = el("div", { class: "foot" }, this.#info);

  /**
   * @param {Layer} layer
   * @param {Numbers} numbers
   * @param {Labels} labels
   */
  constructor(layer, numbers, labels) {
    this.layer = layer;
    this.numbers = numbers;
    this.hint = labels.hint;
    this.#labels = labels;
    this.#counting = new Counting(layer);
    this.nodes = [el("div", { class: "status" }, this.#where, this.#counter), this.#foot];
  }

  /**
   * Put what belongs beside the hint between it and the badges.
   * @param {HTMLElement} tools
   */
  holds(tools) {
    this.#foot.append(tools, this.#badges);
  }

  /**
   * @param {Moment} moment
   * @param {string} where the place in words
   * @param {Part | null} part which part of the step is shown, where it is taken in parts
   */
  show(moment, where, part) {
    put(this.#where, part ? `${where} \u00b7 ${this.#partText(moment, part)}` : where);
    put(this.#counter, this.#countText(moment));
    this.#wrong = moment.differs ? fill(this.#labels.differs, moment.differs) : "";
    this.showInfo();
  }

  /**
   * @param {Moment} moment
   * @param {Part} part
   */
  #partText({ first, sums, shown }, { name, slice = 0, tap = 0 }) {
    const total = exactSum(sums.map((sum) => [sum])) ?? sums.reduce((all, sum) => all + sum, 0);
    const v = shown.totalHidden ? "?" : this.numbers.term(total);
    return fill(this.#labels[`part_${name}`], {
      c: first + slice,
      v,
      i: tap + 1,
      n: this.layer.kh * this.layer.kw,
    });
  }

  /** @param {Moment} moment */
  #countText({ step, order, slices, shown }) {
    const { depth, kh, kw, filters, rows, cols, steps, perOutput } = this.layer;
    const isWhole = shown.products === perOutput;
    let { real, padding } = this.#counting.upTo(isWhole ? step : step - 1, order);
    for (const tap of isWhole ? [] : slices.flat().slice(0, shown.products))
      if (tap.padding) padding++;
      else real++;
    const factors = [...(depth > 1 ? [depth] : []), kh, kw].join("\u00d7");
    return fill(this.#labels.count, {
      real,
      padding,
      done: real + padding,
      all: steps * perOutput,
      formula: `${factors} \u00d7 ${filters}\u00d7${rows}\u00d7${cols}`,
    });
  }

  /** One line under the numbers: what is wrong, else what is pointed at, else what can be done. */
  showInfo() {
    const problem = this.#wrong || this.notice;
    this.#info.classList.toggle("warn", Boolean(problem));
    put(this.#info, problem || this.told || this.hint);
  }

  /** @param {Check} check */
  showBadges({ engine, disagreement, tolerance, printed, document }) {
    const labels = this.#labels;
    const agrees = disagreement !== null && disagreement <= tolerance;
    const badges = [
      engine === "torch"
        ? badge(agrees, fill(labels.engines, { d: small(disagreement) }))
        : badge(null, labels.waiting),
    ];
    if (printed !== null) {
      const words = printed === 0 ? labels.printed : labels.not_printed;
      badges.push(badge(printed === 0, fill(words, { doc: document, d: small(printed) })));
    }
    this.#badges.replaceChildren(...badges);
  }
}

/**
 * @param {boolean | null} good null where nobody knows yet
 * @param {string} text
 */
function badge(good, text) {
  const [look, sign] = good === null ? ["waiting", "\u2026"] : good ? ["good", "\u2713"] : ["bad", "\u26a0"];
  return el("span", { class: `badge ${look}`, text: `${sign} ${text}` });
}
