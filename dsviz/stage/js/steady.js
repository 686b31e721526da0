/**
 * Keeps the card of a guide where it is: the picture's place is as high as the highest that stood there.
 *
 * @import { Stage } from "./stage.js"
 */

export class Steady {
  /** px of the highest picture so far. */
  #highest = 0;
  #width = 0;

  /**
   * @param {Stage} stage
   * @param {boolean} isOpen whether there is a card
   */
  keep({ picture, now, room }, isOpen) {
    if (!isOpen || room.width !== this.#width) this.#highest = 0;
    this.#width = room.width;
    this.#highest = isOpen ? Math.max(this.#highest, Number(picture?.svg.getAttribute("height"))) : 0;
    // A picture drawn before the card stood had more room than there is beside it.
    const kept = Math.min(this.#highest, room.height());
    now.space.style.minHeight = isOpen && !room.isFull ? `${kept}px` : "";
  }
}
