/**
 * Keeps the card of a guide where it is: the picture's place is as high as the highest of the guide's, on a phone
 * as the highest that stood there. On a full screen the equation beside it is seen whole: its letters are smaller where a line is broken.
 *
 * The card's letters there are as large as the picture allows.
 */
import { highest } from "./layout/guided.js";
import { widest } from "./layout/widest.js";
import { Stage } from "./stage.js";

const BAR = 80; // px of the page's own bar, and between picture and card
const LEAST = 14; // px of the equation's letters
const LAST_ROW = 0.0306; // of a screen's height, letters of the card: 22 px of 720
const READ = 0.026; // of it, letters of a card that are read from the back
const LEAST_READ = 20; // px of those
const NUMBERS = 0.0306; // of it, the picture's numbers, for which the card's letters are smaller
const ENOUGH = 0.026; // of it, numbers for which they are not smaller than what is read from the back
const FEWER = 0.9; // share of the largest numbers, where those are smaller than that

export class Steady {
  /** px of the highest picture so far. */
  #highest = 0;
  /** The room and the window that it was drawn for. */
  #drawn = "";
  /** The screen that the card's letters were made for, and the card. */
  #screen = "";
  #card = /** @type {Element | null} */ (null);

  /** On a phone a picture drawn before the card stood was another one: it does not count. */
  begin() {
    this.#drawn = "";
  }

  /**
   * @param {Stage} stage
   * @param {boolean} isOpen whether there is a card
   */
  keep(stage, isOpen) {
    const { now, room } = stage;
    const screen = isOpen && room.isFull ? `${innerWidth} ${innerHeight}` : "";
    const card = now.words.querySelector(".guide");
    if (card instanceof HTMLElement && (screen !== this.#screen || card !== this.#card))
      letter(stage, card, screen !== "");
    this.#screen = screen;
    this.#card = card;
    this.#measure(stage, isOpen && !room.isFull);
    now.space.style.minHeight = isOpen && !room.isFull ? `${this.#kept(stage)}px` : "";
    fit(now.equation.node, isOpen && room.isFull);
    if (screen) room.soon(); // the buttons of maps come and go with the picture, and take its room
  }

  /** @param {Stage} stage */
  #kept({ room, now }) {
    const most = room.narrow ? room.height() : Number.POSITIVE_INFINITY;
    return Math.min(this.#highest, most, innerHeight - BAR - now.words.offsetHeight);
  }

  /**
   * A closed guide measures nothing.
   * @param {Stage} stage
   * @param {boolean} isDrawn whether a card stands under the picture
   */
  #measure(stage, isDrawn) {
    const { picture, room, guide } = stage;
    const narrow = isDrawn && room.narrow;
    const drawn = isDrawn
      ? `${room.width} ${innerHeight} ${guide?.height} ${guide?.inLink?.split(".")[0]}`
      : "";
    const stands = narrow ? Number(picture?.svg.getAttribute("height")) : 0;
    if (drawn && drawn === this.#drawn) this.#highest = Math.max(this.#highest, stands);
    else this.#highest = drawn && !narrow ? highest(stage) : 0;
    this.#drawn = drawn;
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

/**
 * The largest letters of the card that leave the picture's numbers their size, or as large as they would be.
 * @param {Stage} stage
 * @param {HTMLElement} card
 * @param {boolean} isFull
 */
function letter({ now, room }, card, isFull) {
  const usual = () => card.style.removeProperty("font-size");
  usual();
  if (!isFull || room.narrow) return;
  const chars = widest(now.layer, now.numbers);
  const digits = () => {
    const whole = room.fill();
    const laid = Stage.layOut(now.layer, now.maps.current(), { ...whole, width: whole.width - 8, chars });
    return laid.digits * room.zoom;
  };
  const least = Number.parseFloat(getComputedStyle(card).fontSize);
  const most = digits();
  const read = Math.max(LEAST_READ, READ * innerHeight);
  /** @param {number} font */
  const leaves = (font) => {
    card.style.fontSize = `${font}px`;
    const [share, part] = font === read ? [ENOUGH, FEWER] : [NUMBERS, 1];
    return digits() >= Math.min(part * most, share * innerHeight);
  };
  let font = LAST_ROW * innerHeight;
  while (font > least && !leaves(font)) font = font > read ? Math.max(read, font - 1) : font - 1;
  if (font <= least) usual();
  // What was tried last counts as drawn, but the picture of another room stands.
  const { fontSize } = card.style;
  Object.assign(card.style, { fontSize: "1px", minHeight: "0" });
  room.fill();
  Object.assign(card.style, { fontSize, minHeight: "" });
  room.soon();
}
