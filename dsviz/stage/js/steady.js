/**
 * Keeps the card of a guide where it is: the picture's place is as high as the highest that stood there. On a
 * full screen the equation beside it is seen whole: its letters are smaller where a line is broken.
 *
 * @import { Stage } from "./stage.js"
 */

const LEAST = 14; // px of the equation's letters

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
    fit(now.equation.node, isOpen && room.isFull);
  }
}

/**
 * How many letters a line has was reckoned from those of all steps.
 * @param {HTMLElement} node
 * @param {boolean} isFull
 */
function fit(node, isFull) {
  node.style.fontSize = "";
  if (!isFull) return;
  let font = Number.parseFloat(getComputedStyle(node).fontSize);
  while (node.scrollHeight > node.clientHeight + 1 && font > LEAST) node.style.fontSize = `${--font}px`;
}
