/** How much room a stage has, and when that changes. */
const NARROW = 640; // px of width under which one channel is shown at a time
const LINES = 8; // of the equation, at most, beside the picture
const CHROME = 112; // px of height of everything but picture and equation
const AROUND = 34; // px beside the stage on a full screen
const LINE_HEIGHT = 1.5;

/** @import { Equation } from "./equation.js" */

export class Room {
  #root;
  #fit;
  #frame = 0;
  /** @type {[number, number] | null} */
  #fitted = null;
  #equation = /** @type {Equation | null} */ (null);
  #outside = 0;

  /**
   * @param {HTMLElement} root
   * @param {() => void} fit draws the picture anew
   */
  constructor(root, fit) {
    this.#root = root;
    this.#fit = fit;
    globalThis.addEventListener("resize", this.#soon);
    document.addEventListener("fullscreenchange", this.#soon);
    this.#observer.observe(root);
  }

  #soon = () => {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      if (this.#equation && (this.width !== this.#fitted?.[0] || this.height() !== this.#fitted[1]))
        this.#fit();
    });
  };
  #observer = new ResizeObserver(this.#soon);

  leave() {
    cancelAnimationFrame(this.#frame);
    this.#observer.disconnect();
    document.removeEventListener("fullscreenchange", this.#soon);
    globalThis.removeEventListener("resize", this.#soon);
  }

  /**
   * @param {Equation} equation
   * @param {number} outside px of height that the page needs beside the stage
   */
  holds(equation, outside) {
    this.#equation = equation;
    this.#outside = outside;
  }

  fillScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.#root.requestFullscreen?.();
  }

  get width() {
    return this.#root.clientWidth;
  }
  get narrow() {
    return this.width < NARROW;
  }

  /** Height for the drawing: what the window leaves beside controls, equation and status. */
  height() {
    const { innerHeight } = globalThis;
    const equation = this.#equation;
    if (!equation) return 0;
    const lines = Math.min(LINES, equation.layer.depth + (equation.single ? 0 : 1));
    const font = equation.fontFor(this.width, 0.2 * innerHeight, lines);
    this.#root.style.setProperty("--equation", `${font}px`);
    if (this.narrow) return Math.max(340, 0.52 * innerHeight);
    const beside = document.fullscreenElement === this.#root ? AROUND : this.#outside;
    return Math.max(190, innerHeight - CHROME - lines * LINE_HEIGHT * font - beside);
  }

  /** The room as it is now; it counts as filled. */
  fill() {
    const room = { width: this.width, height: this.height(), narrow: this.narrow };
    this.#fitted = [room.width, room.height];
    return room;
  }
}
