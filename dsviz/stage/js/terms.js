/**
 * The terms of the equation as handles: point at one, and its cells are marked; point at a cell, and its terms are.
 *
 * @import { Target } from "./picture/grid.js"
 * @import { Stage } from "./stage.js"
 * @import { Tap } from "./types.js"
 */

import { ignoreResting } from "./resting.js";

const LIT = "lit";

export class Terms {
  #stage;

  /** @param {Stage} stage */
  constructor(stage) {
    this.#stage = stage;
    ignoreResting(stage.root);
  }

  /** @param {HTMLElement} node the equation */
  listen(node) {
    node.addEventListener("pointerover", ({ target }) => this.#point(target));
    node.addEventListener("pointerleave", () => this.#stage.pointing.relate(null));
  }

  get #lines() {
    return [...this.#stage.now.equation.node.querySelectorAll(".line")];
  }

  /**
   * Mark the cells of the term that is pointed at.
   * @param {EventTarget | null} target
   */
  #point(target) {
    const { picture, moment, now } = this.#stage;
    const found = target instanceof Element ? target.closest(".term, .s, .b, .y") : null;
    if (!found || !picture) return;
    picture.clearMarks();
    this.#unlight();
    found.classList.add(LIT);
    const line = found.closest(".line");
    const slice = line ? this.#lines.indexOf(line) : -1;
    const all = [...(line?.querySelectorAll(`.${found.classList[0]}`) ?? [])].indexOf(found);
    if (found.matches(".term")) return this.#mark([moment.slices[slice][all]], moment.first);
    if (found.matches(".b")) return picture.grid("b", moment.filter)?.highlight([[0, 0]]);
    if (found.matches(".y")) {
      this.#mark(moment.slices.flat(), moment.first);
      return picture.grid("y", moment.filter)?.highlight([[moment.row, moment.col]], "self");
    }
    const of = line?.matches(".total") ? all : slice;
    this.#mark(moment.slices[of], moment.first);
    picture.grid("s", now.layer.firstChannel(moment.filter) + of)?.highlight([[0, 0]], "self");
  }

  /**
   * Mark what some products are made of, and the products.
   * @param {Tap[]} taps
   * @param {number} first channel that the filter reads
   */
  #mark(taps, first) {
    const { picture, moment } = this.#stage;
    for (const { channel, inRow, inCol, kernelRow, kernelCol } of taps) {
      picture?.grid("x", channel)?.highlight([[inRow, inCol]]);
      picture?.grid("w", moment.filter, channel - first)?.highlight([[kernelRow, kernelCol]]);
      picture?.grid("p", channel)?.highlight([[kernelRow, kernelCol]]);
    }
  }

  #unlight() {
    for (const each of this.#stage.now.equation.node.querySelectorAll(`.${LIT}`)) each.classList.remove(LIT);
  }

  /**
   * Light the terms of the cell that is pointed at.
   * @param {Target | null} target
   */
  pointed(target) {
    this.#unlight();
    if (!target) return;
    const { kind, channel = 0, filter } = target.grid.mark;
    const [row, col] = target.grid.coordinates(target.cell);
    const { moment } = this.#stage;
    const line = this.#lines[channel - moment.first];
    const last = this.#lines.at(-1);
    if (kind === "s") this.#light(line, ".s", 0);
    if (kind === "b" && filter === moment.filter) this.#light(last, ".b", 0);
    if (kind === "y" && filter === moment.filter && row === moment.row && col === moment.col)
      this.#light(last, ".y", 0);
    if (kind === "w" && filter !== moment.filter) return;
    moment.slices[channel - moment.first]?.forEach((tap, t) => {
      const isIt = kind === "x" ? tap.inRow === row && tap.inCol === col : this.#isTap(kind, tap, [row, col]);
      if (isIt) this.#light(line, ".term", t);
    });
  }

  /**
   * @param {string} kind
   * @param {Tap} tap
   * @param {number[]} at
   */
  #isTap(kind, { kernelRow, kernelCol }, [row, col]) {
    return (kind === "w" || kind === "p") && kernelRow === row && kernelCol === col;
  }

  /**
   * @param {Element | undefined} line
   * @param {string} what
   * @param {number} at
   */
  #light(line, what, at) {
    line?.querySelectorAll(what)[at]?.classList.add(LIT);
  }
}
