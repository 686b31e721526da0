/**
 * What is pointed at or in focus: the cells that belong to it are marked, and a sentence says how many.
 *
 * @import { Pair } from "./types.js"
 * @import { Target } from "./picture/grid.js"
 * @import { Stage } from "./stage.js"
 */
import { targetOf } from "./picture/targets.js";

/** @typedef {Target & { at?: Pair, id?: string }} Pinned `at` and `id` of the cell, wherever the view pans */

export class Pointing {
  #stage;
  /** @type {Pinned | null} what stays marked */
  pinned = null;
  /** @type {Pinned | null} */
  #related = null;

  /** @param {Stage} stage */
  constructor(stage) {
    this.#stage = stage;
  }

  /** @param {HTMLElement} space */
  listen(space) {
    /** @param {Event} event */
    const come = ({ target, type }) => {
      const found = targetOf(target);
      if (found) this.relate(found);
      if (type === "focusin") this.#stage.now.status.say(this.#stage.now.status.told);
    };
    const leave = () => this.relate(this.pinned);
    space.addEventListener("pointerover", come);
    space.addEventListener("focusin", come);
    space.addEventListener("pointerleave", leave);
    space.addEventListener("focusout", leave);
    space.addEventListener("click", ({ target }) => this.pin(targetOf(target)));
  }

  /** @param {Pinned | null} target */
  relate(target) {
    const { picture, now } = this.#stage;
    const { status, space } = now;
    this.#related = target;
    status.told = "";
    space.title = "";
    if (!picture) return;
    if (target) {
      status.told = picture.relate(target.grid, target.at ?? target.grid.coordinates(target.cell));
      const { text, whole } = target.cell.shown;
      if (whole !== text) space.title = whole;
    } else picture.clearMarks();
    this.#stage.guide?.pointed(target);
    status.showInfo();
  }

  /** What is said and marked, once more: its numbers or the view have changed. */
  again() {
    if (this.#related) this.relate(this.#related);
  }

  /**
   * A click pins what hovering shows; a click on an output also goes to its step.
   * @param {Target | null} target none where nothing is to be pinned any more
   */
  pin(target) {
    const { editing, now, run } = this.#stage;
    const { status, labels, layer } = now;
    if (target && editing?.takes(target)) return editing.open(target);
    const at = target?.grid.coordinates(target.cell);
    const id = target?.cell.shown.id;
    const before = this.pinned;
    this.pinned = target && before?.id !== id ? { ...target, at, id } : null;
    if (at && target?.grid.mark.kind === "y") {
      const [filter, row, col] = target.grid.mark.index(at[0], at[1]);
      run.go(layer.stepOf({ filter, row, col }, run.order));
    } else if (this.pinned) status.say(status.told + labels.kept);
    if (before && !this.pinned) status.say(before.id + labels.loosed);
    this.relate(this.pinned);
    target?.cell.text.focus({ preventScroll: true });
  }

  /** Another picture: what was pinned is looked for in it. */
  follow() {
    const grid = this.pinned && this.#stage.picture?.counterpart(this.pinned.grid);
    this.pinned = grid && this.pinned ? { ...this.pinned, grid } : null;
    this.relate(this.pinned);
  }

  /** Another scene. */
  forget() {
    this.pinned = this.#related = null;
  }
  /** Another picture is being drawn. */
  leave() {
    this.#related = null;
  }
}
