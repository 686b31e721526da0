/**
 * The row of controls: it moves the run, and shows where that stands.
 *
 * @import { Layer } from "./layer.js"
 * @import { Run } from "./run.js"
 * @import { Labels, Moment, Order } from "./types.js"
 */
import { iconButton, press, rename, textButton } from "./buttons.js";
import { stretch } from "./orders.js";
import { el, fill, put } from "./picture/dom.js";
import { LEVELS, leapOf, SPEEDS } from "./pose.js";

const TICKS = 128; // on the scrubber, at most

export class Controls {
  node;
  #run;
  #labels;
  #play;
  #scrubber;
  #ticks = el("div", { class: "ticks", "aria-hidden": "true" });
  #count = el("span", { class: "count" });
  #pace;
  #orders;
  #parts;
  #hide;
  #reveal;
  #full;

  /**
   * @param {Run} run
   * @param {Labels} labels
   * @param {{ more: HTMLElement[], full: () => void }} extra other buttons, and what fills the screen
   */
  constructor(run, labels, { more, full }) {
    this.#run = run;
    this.#labels = labels;
    this.#play = iconButton(labels, "play", () => run.toggle(), "main");
    this.#scrubber = range(labels.scrubber, 0, (step) => run.goTo(step));
    this.#pace = range(labels.speed, SPEEDS.length - 1, (speed) => run.setSpeed(speed));
    this.#orders = this.#orderChoice();
    this.#parts = this.#finenessChoice();
    this.#hide = this.#levelChoice();
    this.#reveal = textButton(labels.reveal, () => this.reveal());
    this.#reveal.classList.add("reveal");
    this.#full = iconButton(labels, "full", full);
    this.node = el(
      "div",
      { class: "controls" },
      this.#moves(),
      el("div", { class: "scrub" }, this.#scrubber, this.#ticks),
      this.#count,
      el("label", { class: "pace" }, el("span", { text: labels.speed }), this.#pace),
      this.#orders,
      this.#parts,
      this.#hide,
      this.#reveal,
      ...more,
      this.#full,
      this.#others(),
    );
  }

  /** On a phone the controls take one row; the others come below it. */
  #others() {
    const node = textButton("\u22ef", () => {
      node.ariaExpanded = String(this.node.classList.toggle("open"));
    });
    node.ariaExpanded = "false";
    node.ariaLabel = node.title = this.#labels.others;
    node.classList.add("others");
    return node;
  }

  #moves() {
    const [run, labels] = [this.#run, this.#labels];
    return el(
      "div",
      { class: "moves" },
      iconButton(labels, "first", () => run.goTo(0)),
      iconButton(labels, "previous", () => run.move(-1)),
      this.#play,
      iconButton(labels, "next", () => run.move(1)),
      iconButton(labels, "last", () => run.goTo(run.end)),
    );
  }

  #orderChoice() {
    const { order, by_filter, by_place } = this.#labels;
    /** @param {string} value */
    const act = (value) => this.#run.setOrder(/** @type {Order} */ (value));
    return choice(order, { filter: by_filter, place: by_place }, act);
  }

  #finenessChoice() {
    const { parts_of, whole_steps, parts, by_product } = this.#labels;
    const act = (/** @type {string} */ value) => this.#run.setParts(Number(value));
    return choice(parts_of, { 0: whole_steps, 1: parts, 2: by_product }, act);
  }

  #levelChoice() {
    const texts = LEVELS.map((level, i) => [i, this.#labels[`hide_${level}`]]);
    return choice(this.#labels.hide, Object.fromEntries(texts), (level) =>
      this.#run.setHiding(Number(level)),
    );
  }

  reveal() {
    this.#run.reveal();
    this.node.parentElement?.focus({ preventScroll: true }); // the button is gone; the keys go on
  }

  /**
   * Ticks where the slowest count of an order moves on.
   * @param {Layer} layer
   */
  showTicks(layer) {
    const run = this.#run;
    const every = stretch(run.order, layer.extents);
    const marks = [];
    for (let at = 0; at < layer.steps && marks.length < TICKS; at += every)
      marks.push(el("i", { style: `left:${(100 * run.stepOf(at)) / (run.end || 1)}%` }));
    this.#ticks.replaceChildren(...marks);
  }

  /**
   * @param {Moment} moment
   * @param {string} where the place in words
   */
  show(moment, where) {
    const run = this.#run;
    const count = fill(this.#labels.step_of, { i: run.at + 1, n: run.end + 1 });
    put(this.#count, count);
    this.#scrubber.max = String(run.end);
    this.#scrubber.value = String(run.at);
    this.#scrubber.ariaValueText = count + this.#labels.comma + where;
    this.#pace.ariaValueText = fill(this.#labels.pace, {
      s: Number((SPEEDS[run.speed] / 1000 / leapOf(run)).toPrecision(2)),
    });
    this.#orders.value = run.order;
    rename(this.#play, this.#labels, run.plays ? "pause" : "play");
    this.#parts.value = String(run.fineness);
    this.#hide.value = String(run.hiding);
    this.#pace.value = String(run.speed);
    this.#reveal.hidden = !moment.shown.hidden;
    press(this.#full, !!this.node.closest(":fullscreen"));
  }
}

/**
 * @param {string} name
 * @param {Record<string, string>} options value -> text
 * @param {(value: string) => void} act
 */
function choice(name, options, act) {
  const made = Object.entries(options).map(([value, text]) => el("option", { value, text }));
  const node = el("select", { "aria-label": name[0].toUpperCase() + name.slice(1) }, ...made);
  node.onchange = () => act(node.value);
  return node;
}

/**
 * @param {string} name
 * @param {number} max
 * @param {(value: number) => void} act
 */
function range(name, max, act) {
  const node = el("input", { type: "range", min: 0, max, step: 1, "aria-label": name });
  node.oninput = () => act(Number(node.value));
  return node;
}
