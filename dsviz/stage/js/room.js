/** How much room a stage has, and when that changes. */
const NARROW = 640; // px of width under which one channel is shown at a time
export const LOW = 480; // px of height under which a screen is a phone's on its side
const LOW_ROWS = 2; // of the equation there, as low.css has it
export const ROW = 74; // px of height there of the row of controls, and what is around it and the tabs
const LINES = 8; // of the equation, at most, beside the picture
const CHROME = 112; // px of height of everything but picture and equation
const LINE_HEIGHT = 1.5;
const BESIDE = 0.52; // share of the width that a guide leaves the equation
const BESIDE_LARGE = 0.6; // the same where the stage is the whole screen, and a line of it is longer
const WORDS = ".space, .words, .equation, .spoken, dialog"; // whose height is reckoned, or lies over the rest
const LONGEST = 1.25; // how much longer than an average line of the equation one may be
const CELL = 64; // px of a cell at most where the stage is the whole screen, before it is enlarged
const LAST_ROW = 22; // px of a name and a number there, which is 3 % of the height of a screen of 16 to 9
const PROJECTED_WIDTH = 1920; // px of a projected screen, which is given:
const PROJECTED_HEIGHT = 1080;
const ZOOM = 1.5; // of the picture
const FONT = 32; // px of the equation
const ROWS = 5; // of the equation, at most

/** @import { Equation } from "./equation.js" */

export class Room {
  #root;
  #fit;
  #frame = 0;
  /** @type {[number, number] | null} */
  #fitted = null;
  #equation = /** @type {Equation | null} */ (null);
  #outside = 0;
  #beside = () => 0;

  /**
   * @param {HTMLElement} root
   * @param {() => void} fit draws the picture anew
   */
  constructor(root, fit) {
    this.#root = root;
    this.#fit = fit;
    addEventListener("resize", this.soon);
    document.addEventListener("fullscreenchange", this.#filled);
    this.#observer.observe(root);
  }

  /** Whether a page shows nothing but stages. */
  only = false;

  /** @param {boolean} only */
  shows(only) {
    this.only = only;
    this.#root.classList.toggle("only", only);
    this.#filled();
  }

  #filled = () => {
    this.#root.classList.toggle("full", this.isFull);
    this.soon();
  };

  /** Draw anew, where the room has changed. */
  soon = () => {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      if (this.#equation && (this.width !== this.#fitted?.[0] || this.height() !== this.#fitted[1]))
        this.#fit();
    });
  };
  #observer = new ResizeObserver(this.soon);

  leave() {
    cancelAnimationFrame(this.#frame);
    this.#observer.disconnect();
    document.removeEventListener("fullscreenchange", this.#filled);
    removeEventListener("resize", this.soon);
  }

  /**
   * @param {Equation} equation
   * @param {number} outside px of height that the page needs beside the stage
   * @param {() => number} beside px of height of what stands beside the equation
   */
  holds(equation, outside, beside) {
    this.#beside = beside;
    this.#equation = equation;
    this.#outside = outside;
  }

  fillScreen() {
    if (this.onScreen) document.exitFullscreen();
    else this.#root.requestFullscreen?.().catch(String); // a browser may refuse
    this.#root.focus({ preventScroll: true }); // Space is the stage's, not the button's
  }

  /** Whether the stage fills the screen: from outside a shadow tree the document names its host only. */
  get onScreen() {
    return this.#root.matches(":fullscreen");
  }
  /** Whether there is nothing but the stage to be seen. */
  get isFull() {
    return this.only || this.onScreen;
  }

  /** The size of this screen, as a share of one at 1920 x 1080. */
  get #share() {
    return Math.min(innerWidth / PROJECTED_WIDTH, innerHeight / PROJECTED_HEIGHT);
  }
  /** How much larger everything of the picture is drawn. */
  get zoom() {
    return this.isFull ? Math.max(1, ZOOM * this.#share) : 1;
  }

  get width() {
    const { paddingLeft, paddingRight } = getComputedStyle(this.#root);
    return this.#root.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
  }
  /** Whether a phone lies on its side. */
  get #low() {
    return innerHeight < LOW;
  }
  get narrow() {
    return this.width < NARROW || this.#low;
  }

  /** Height for the drawing: what the window leaves beside controls, equation and status. */
  height() {
    const equation = this.#equation;
    if (!equation) return 0;
    if (this.isFull && !this.narrow) return this.#wholeHeight(equation);
    const lines = this.#low ? LOW_ROWS : Math.min(LINES, equation.lines);
    const other = this.narrow ? 0 : this.#beside();
    const font = equation.fontFor(this.width * (other ? BESIDE : 1), 0.2 * innerHeight, lines);
    this.#root.style.setProperty("--equation", `${font}px`);
    const text = Math.max(lines * LINE_HEIGHT * font, other);
    const tabs = this.#root.querySelector(".tabs")?.clientHeight ?? 0;
    if (this.#low) return Math.max(150, innerHeight - ROW - text - tabs);
    if (this.narrow) return Math.max(340, 0.52 * innerHeight);
    return Math.max(190, innerHeight - CHROME - text - this.#outside);
  }

  /**
   * Height for the drawing where the stage has the window for itself: what all else leaves, as it stands.
   * @param {Equation} equation
   */
  #wholeHeight(equation) {
    const least = Math.max(15, FONT * this.#share);
    const other = this.#beside();
    const width = this.width * (other ? BESIDE_LARGE : 1);
    const font = equation.fontFor(width / LONGEST, 0.25 * innerHeight, equation.lines, [least, 1.4 * least]);
    const lines = Math.min(ROWS, equation.rowsAt(font, width));
    this.#root.style.setProperty("--equation", `${font}px`);
    this.#root.style.setProperty("--rows", String(lines));
    const others = [...this.#root.children].filter((node) => !node.matches(WORDS));
    const around = others.reduce((sum, node) => sum + node.getBoundingClientRect().height, 0);
    const text = Math.max(lines * LINE_HEIGHT * font, other);
    return Math.max(190, innerHeight - around - text - this.#margins());
  }

  #margins() {
    const { paddingTop, paddingBottom, rowGap } = getComputedStyle(this.#root);
    const seen = this.#root.querySelectorAll(":scope > :not(.spoken)").length;
    const gaps = seen * (Number.parseFloat(rowGap) || 0);
    return Number.parseFloat(paddingTop) + Number.parseFloat(paddingBottom) + gaps + 8;
  }

  /** The room as it is now; it counts as filled. */
  fill() {
    const { width, zoom, narrow } = this;
    const height = this.height();
    this.#fitted = [width, height];
    const large = this.isFull
      ? { most: CELL, ...(narrow ? {} : { lettering: LAST_ROW, digits: LAST_ROW }) }
      : {};
    return { width: width / zoom, height: height / zoom, narrow, ...large };
  }
}
