/**
 * The words under the equation: where the run stands, what was multiplied, what is pointed at, what was checked.
 *
 * @import { Layer } from "./layer.js"
 * @import { Numbers } from "./numbers.js"
 * @import { Run } from "./run.js"
 * @import { Check, Labels, Moment, Part } from "./types.js"
 */
import { Counting } from "./counting.js";
import { exactSum, isShort, productOf } from "./decimal.js";
import { sign } from "./equation.js";
import { small } from "./numbers.js";
import { el, fill, put } from "./picture/dom.js";
import { LEVELS } from "./pose.js";

/** The id of the line that says what is wrong, for the field it is about. */
export const INFO = "dsviz-info";

export class Status {
  nodes;
  /** What came of a link or a typed number, until the reader moves on. */
  notice = "";
  /** What is said about the cell that is pointed at. */
  told = "";
  /** What can be done here, by fingers or by keys. */
  usual;
  hint;
  layer;
  numbers;
  labels;
  #counting;
  #wrong = "";
  #where = el("span", { class: "where" });
  #counter = el("span", { class: "counter", "data-testid": "counter" });
  #badges = el("span", { class: "badges", "data-testid": "badge" });
  #info = el("div", { class: "info", id: INFO });
  #foot = el("div", { class: "foot" }, this.#info);
  #spoken = el("div", { class: "spoken", role: "status" });
  #sentence = "";
  #at = 0;
  #hiding = 0;
  #fineness = 0;
  #waits = false;
  /** Who has checked the numbers, and what came of it. */
  verdict = "";

  /**
   * @param {Layer} layer
   * @param {Numbers} numbers
   * @param {Labels} labels
   */
  constructor(layer, numbers, labels) {
    this.layer = layer;
    this.numbers = numbers;
    this.usual = matchMedia("(pointer: coarse)").matches ? labels.touch : labels.hint;
    this.hint = this.usual;
    this.labels = labels;
    this.#counting = new Counting(layer);
    this.nodes = [el("div", { class: "status" }, this.#where, this.#counter), this.#foot, this.#spoken];
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
    this.#wrong = moment.differs ? fill(this.labels.differs, moment.differs) : "";
    this.showInfo();
  }

  /**
   * Tell who cannot see it: one short sentence, in the page's only live region.
   * @param {string} text
   * @param {boolean} [_isAfter] whether it is told after what is just being spoken: told_after.js
   */
  say(text, _isAfter) {
    put(this.#spoken, text);
  }

  /**
   * Say what is new: the step, the part of it, what is hidden from now on, and how steps are taken.
   * @param {Moment} moment
   * @param {Run} run
   * @param {string} where the place in words
   */
  announce(moment, run, where) {
    const labels = this.labels;
    /** @type {Part} */
    const part = run.inParts ? run.parts[run.part] : { name: "result" };
    const count = fill(labels.step_of, { i: run.at + 1, n: run.end + 1 });
    const what = run.inParts ? this.#partText(moment, part) : this.layer.called("y");
    const news = [what + this.#valueOf(moment, part)];
    if (!run.inParts || !run.part || run.at !== this.#at)
      news.unshift(fill(labels.says, { m: count, v: where }));
    if (run.hiding !== this.#hiding) news.unshift(labels[`hide_${LEVELS[run.hiding]}`]);
    if (run.fineness !== this.#fineness)
      news.unshift([labels.whole_steps, labels.parts, labels.by_product][run.fineness]);
    this.#at = run.at;
    this.#hiding = run.hiding;
    this.#fineness = run.fineness;
    // A question mark is heard as nothing.
    const sentence = news.reduce((m, v) => fill(labels.also, { m, v })).replaceAll("?", labels.hide);
    // A change that is drawn twice is said once, with all that it changed.
    if (this.#sentence.endsWith(sentence)) return;
    this.say(sentence);
    this.#sentence = sentence;
  }

  /**
   * The number that a part comes to, as it is shown: about, where that is not all of it.
   * @param {Moment} moment
   * @param {Part} part
   */
  #valueOf({ pair, sums, bias, result, shown }, { name, slice = 0 }) {
    const { numbers } = this;
    if (name === "product" && pair) {
      const factors = ` = ${numbers.factor(pair.x)} \u00d7 ${numbers.factor(pair.weight)}`;
      return shown.productsHidden ? factors : factors + this.is(productOf(pair));
    }
    if (name === "sum") return this.is(sums[slice], shown.sumsHidden);
    if (name === "bias") return this.is(bias);
    if (name === "result") return this.is(result, shown.hidden);
    return "";
  }

  /**
   * @param {number} value
   * @param {boolean} [hidden]
   */
  is(value, hidden) {
    return hidden ? " = ?" : sign(isShort(value)) + this.numbers.term(value);
  }

  /**
   * @param {Moment} moment
   * @param {Part} part
   */
  #partText({ first, sums, shown }, { name, slice = 0, tap = 0 }) {
    const total = exactSum(sums.map((sum) => [sum])) ?? sums.reduce((all, sum) => all + sum, 0);
    const v = shown.totalHidden ? "?" : this.numbers.term(total);
    return fill(this.labels[`part_${name}`], {
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
    return fill(this.labels.count, {
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
    if (problem) this.say(problem);
    put(this.#info, problem || this.told || this.hint);
  }

  /** @param {Check} check */
  showBadges({ engine, disagreement, tolerance, printed, document }) {
    const labels = this.labels;
    const agrees = disagreement !== null && disagreement <= tolerance;
    const checked = fill(labels.engines, { d: small(disagreement) });
    const waits = engine !== "torch";
    if (this.#waits && !waits) this.say(checked, true);
    this.#waits = waits;
    this.verdict = waits ? labels.waiting : checked;
    const badges = [badge(waits ? null : agrees, this.verdict)];
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
  const [look, sign] = good === null ? ["waiting", ""] : good ? ["good", "\u2713 "] : ["bad", "\u26a0 "];
  return el("span", { class: `badge ${look}`, text: sign + text });
}
