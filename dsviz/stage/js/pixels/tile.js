/**
 * One whole map: a pixel a number, the window or the newest number framed, and what part of it is in numbers.
 *
 * @import { Pair } from "../types.js"
 * @import { Area } from "./geometry.js"
 * @import { Whole } from "./images.js"
 */
import { el, put } from "../picture/dom.js";

const LEAST = 5; // px of a frame

/** @type {WeakMap<EventTarget, Tile>} */
const tiles = new WeakMap();

/**
 * The map that an element belongs to.
 * @param {EventTarget | null} node
 */
export const tileOf = (node) => (node && tiles.get(node)) || null;

export class Tile {
  kind;
  index = -1;
  canvas = el("canvas", { role: "img" });
  /** @type {Pair} rows and columns */
  size = [0, 0];
  node;
  #name = el("span", { class: "name" });
  #range = el("span", { class: "range" });
  #crop = frame("crop");
  #frame = frame("frame glide");
  #mark = frame("mark");
  #scale = 1;
  /** @type {Whole | null} */
  #whole = null;
  #painted = "";

  /** @param {"x" | "y"} kind */
  constructor(kind) {
    this.kind = kind;
    const map = el("div", { class: "map" }, this.canvas, this.#crop, this.#frame, this.#mark);
    this.node = el("figure", { class: kind }, el("figcaption", {}, this.#name, this.#range), map);
    tiles.set(this.canvas, this);
  }

  /**
   * Show this map from now on.
   * @param {number} index
   * @param {Whole} whole
   * @param {{ name: string, range: string, alt: string }} words
   */
  holds(index, whole, { name, range, alt }) {
    this.index = index;
    this.#whole = whole;
    const { width, height } = whole.canvas;
    this.size = [height, width];
    Object.assign(this.canvas, { width, height, ariaLabel: alt });
    this.#painted = "";
    put(this.#name, name);
    put(this.#range, range);
    if (this.kind === "x") this.#draw(height * width);
  }

  /** @param {number} scale px a pixel */
  resize(scale) {
    this.#scale = scale;
    const [height, width] = this.size.map((cells) => `${cells * scale}px`);
    Object.assign(this.canvas.style, { width, height });
    this.canvas.classList.toggle("small", scale < 1);
    this.node.style.width = width;
  }

  /** @param {boolean} isIdle */
  dim(isIdle) {
    this.node.classList.toggle("idle", isIdle);
  }

  /**
   * Draw the first numbers of the map, row by row, and some others.
   * @param {number} count
   * @param {Pair[]} [others]
   */
  paint(count, others = []) {
    const painted = `${count} ${others.join(" ")}`;
    if (painted === this.#painted) return;
    this.#painted = painted;
    this.canvas.getContext("2d")?.clearRect(0, 0, this.size[1], this.size[0]);
    this.#draw(count);
    for (const [row, col] of others) this.#copy(row, col, 1, 1);
  }

  /** @param {number} count */
  #draw(count) {
    const cols = this.size[1];
    const [full, rest] = [Math.floor(count / cols), count % cols];
    this.#copy(0, 0, full, cols);
    this.#copy(full, 0, 1, rest);
  }

  /**
   * @param {number} row
   * @param {number} col
   * @param {number} rows
   * @param {number} cols
   */
  #copy(row, col, rows, cols) {
    if (!this.#whole || !rows || !cols) return;
    this.canvas.getContext("2d")?.drawImage(this.#whole.canvas, col, row, cols, rows, col, row, cols, rows);
  }

  /** @param {Area | null} area the window, or the newest number */
  move(area) {
    this.#lay(this.#frame, area);
  }

  /** @param {Area | null} area whose numbers are seen */
  crop(area) {
    this.#lay(this.#crop, area);
  }

  /** @param {Area | null} area that belongs to what is pointed at */
  mark(area) {
    this.#lay(this.#mark, area);
  }

  /**
   * @param {HTMLElement} node
   * @param {Area | null} area
   */
  #lay({ style }, area) {
    const text = area ? this.#placed(area) : "display:none";
    if (style.cssText !== text) style.cssText = text;
  }

  /**
   * A frame is never smaller than can be seen; then its middle is the area's.
   * @param {Area} area
   */
  #placed({ row, col, rows, cols }) {
    const scale = this.#scale;
    const [height, width] = [rows, cols].map((cells) => Math.max(LEAST, cells * scale));
    const [x, y] = [(col + cols / 2) * scale - width / 2, (row + rows / 2) * scale - height / 2];
    return `width: ${width}px; height: ${height}px; transform: translate(${x}px, ${y}px);`;
  }
}

/** @param {string} look */
const frame = (look) => el("i", { class: look, style: "display:none" });
