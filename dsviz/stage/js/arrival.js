/**
 * Cause before effect: the window moves first; what it makes is seen when it has arrived.
 *
 * @import { Run } from "./run.js"
 * @import { Moment } from "./types.js"
 */
import { SPEEDS } from "./pose.js";

const SLOW = 400; // ms a step from which the window glides
const GLIDE = 240; // ms

export class Arrival {
  #root;
  #timer = 0;
  #calm = matchMedia("(prefers-reduced-motion: reduce)");

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
  }

  /**
   * Begin the way from one moment to the next: a glide along a row, else a clean jump.
   * @param {Moment | null} before
   * @param {Moment} moment
   * @param {Run} run
   */
  begin(before, moment, { plays, speed }) {
    const slow = !plays || SPEEDS[speed] >= SLOW;
    const along = before?.row === moment.row && Math.abs(before.col - moment.col) === 1;
    const glides = slow && along && !this.#calm.matches;
    if (before && !glides && before.row === moment.row && before.col === moment.col) return;
    this.#root.style.setProperty("--glide", `${glides ? GLIDE : 0}ms`);
    this.#root.classList.toggle("arriving", glides);
    clearTimeout(this.#timer);
    if (glides) this.#timer = setTimeout(() => this.#root.classList.remove("arriving"), GLIDE);
  }

  leave() {
    clearTimeout(this.#timer);
  }
}
