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
  #paper = this.canvas.getContext("2d");
  /** @type {Pair} rows and columns */
  size = [0, 0];
  node;
  #name = el("span", { class: "name" });
  #range = el("span", { class: "range" });
  #frames = { crop: frame("crop"), frame: frame("frame glide"), pointed: frame("mark") };
  #scale = 1;
  /** @type {Whole | null} */
  #whole = null;
  #painted = "";

  /** @param {"x" | "y"} kind */
  constructor(kind) {
    this.kind = kind;
    const map = el("div", { class: "map" }, this.canvas, ...Object.values(this.#frames));
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

  /**
   * Draw the first numbers of the map, row by row, and some others.
   * @param {number} count
   * @param {Pair[]} [others]
   */
  paint(count, others = []) {
    const painted = `${count} ${others.join(" ")}`;
    if (painted === this.#painted) return;
    this.#painted = painted;
    this.#paper?.clearRect(0, 0, this.size[1], this.size[0]);
    this.#draw(count);
    for (const [row, col] of others) this.#copy(row, col, 1, 1);
  }

  /** @param {number} count */
  #draw(count) {
    const cols = this.size[1];
    const full = Math.floor(count / cols);
    this.#copy(0, 0, full, cols);
    this.#copy(full, 0, 1, count % cols);
  }

  /**
   * @param {number} row
   * @param {number} col
   * @param {number} rows
   * @param {number} cols
   */
  #copy(row, col, rows, cols) {
    if (this.#whole && rows && cols)
      this.#paper?.drawImage(this.#whole.canvas, col, row, cols, rows, col, row, cols, rows);
  }

  /**
   * Lay a frame around an area, or take it away. It is never too small to be seen; then its middle is the area's.
   * @param {"crop" | "frame" | "pointed"} name what is seen in numbers; the window or newest number; what is pointed at
   * @param {Area | null} area
   */
  lay(name, area) {
    const { style } = this.#frames[name];
    style.display = area ? "" : "none";
    if (!area) return;
    const scale = this.#scale;
    const [width, height] = [area.cols, area.rows].map((cells) => Math.max(LEAST, cells * scale));
    const [x, y] = [(area.col + area.cols / 2) * scale, (area.row + area.rows / 2) * scale];
    style.width = `${width}px`;
    style.height = `${height}px`;
    style.transform = `translate(${x - width / 2}px,${y - height / 2}px)`;
  }
}

/** @param {string} look */
const frame = (look) => el("i", { class: look, style: "display:none" });
