/**
 * A window on a map of numbers: it holds only the cells in view, and pans.
 *
 * @import { Box, CellSize, Labels, Mark, Pair } from "../types.js"
 */

import { cellText } from "./cell_text.js";
import { put, svg } from "./dom.js";
import { targets } from "./targets.js";

const LETTER = 0.533; // of a title's size, the width of an average letter

/** @typedef {{ rect: SVGRectElement, text: SVGTextElement, i: number, j: number, shown: Record<string, string>, old?: SVGElement }} Cell */
/** @typedef {{ grid: Grid, cell: Cell }} Target what a pointer or the focus is on */

export class Grid {
  /** @type {(mark: Mark, room: number) => string[]} longer titles than a key and a size, in a room of so many times their size: titles.js */
  static named = () => [];
  /** @type {(grid: Grid, cell: Cell) => void} the old number beside the new: old.js */
  static compared = () => {};
  mark;
  cell;
  box;
  node;
  marks = svg("g", { class: "marks" });
  under = svg("g");
  #labels;
  #back = svg("g");
  front;
  #title;
  /** @type {Cell[]} */
  #cells = [];
  /** @type {Map<string, string> | null} what cells said before a number was changed */
  before = null;
  /** @type {Pair} the first row and column in view */
  #at;

  /**
   * @param {Mark} mark
   * @param {CellSize} cell
   * @param {Pick<Box, "left" | "top">} box
   * @param {Labels} labels
   */
  constructor(mark, cell, box, labels) {
    this.#labels = labels;
    this.mark = mark;
    this.cell = { ...cell, cw: mark.cw ?? cell.cw };
    this.#title = svg("text", { class: "name", x: 0, y: cell.headroom - 7, "aria-hidden": "true" });
    this.box = box;
    this.#at = [...mark.origin];
    const [[rows, cols], size] = [mark.view, mark.size];
    const told = { "aria-label": mark.name, "aria-rowcount": size[0], "aria-colcount": size[1] };
    this.front = svg("g", { class: "numbers", "font-size": cell.digits, role: "grid", ...told });
    const place = { class: `grid ${mark.kind}`, transform: `translate(${box.left},${box.top})` };
    this.node = svg("g", place, this.#title, this.#back, this.under, this.front, this.marks);
    for (let i = 0; i < rows; i++) {
      const row = this.front.appendChild(svg("g", { role: "row" }));
      for (let j = 0; j < cols; j++) this.#addCell(row, i, j);
    }
    this.refresh();
  }

  /**
   * @param {SVGGElement} line the row it stands in
   * @param {number} i
   * @param {number} j
   */
  #addCell(line, i, j) {
    const { s, cw, headroom } = this.cell;
    const [x, y] = [j * cw, headroom + i * s];
    const rect = svg("rect", { x, y, width: cw, height: s });
    const text = svg("text", {
      x: x + cw / 2,
      y: y + s * this.lift,
      role: "gridcell",
      tabindex: i || j ? -1 : 0,
    });
    this.#back.append(rect);
    line.append(text);
    const cell = { rect, text, i, j, shown: {} };
    for (const node of [rect, text]) targets.set(node, { grid: this, cell });
    this.#cells.push(cell);
  }

  /** How far down in its cell a number stands: higher where a weight stands under it. */
  get lift() {
    return this.mark.kind === "x" && this.cell.times ? (this.cell.lift ?? 0.42) : 0.5;
  }

  get cropped() {
    const { view, size } = this.mark;
    return view[0] < size[0] || view[1] < size[1];
  }

  /** @param {Pick<Cell, "i" | "j">} cell */
  coordinates(cell) {
    return [this.#at[0] + cell.i, this.#at[1] + cell.j];
  }

  /**
   * @param {number} row
   * @param {number} col
   */
  cellAt(row, col) {
    const [i, j] = [row - this.#at[0], col - this.#at[1]];
    const [rows, cols] = this.mark.view;
    return i >= 0 && j >= 0 && i < rows && j < cols ? this.#cells[i * cols + j] : null;
  }

  /**
   * Where a cell begins, in px.
   * @param {number} row
   * @param {number} col
   */
  corner(row, col) {
    return [(col - this.#at[1]) * this.cell.cw, this.cell.headroom + (row - this.#at[0]) * this.cell.s];
  }

  /**
   * How a cell is called, such as x[0,1,2].
   * @param {number} row
   * @param {number} col
   */
  name(row, col) {
    return `${this.mark.called ?? this.mark.kind}[${this.mark.index(row, col)}]`;
  }

  /** Write the numbers of the cells in view. */
  refresh() {
    for (const cell of this.#cells) this.#write(cell);
    const [r, c] = this.#at;
    const { key, view, told = [] } = this.mark;
    const room = view[1] * this.cell.cw;
    const names = this.cropped
      ? [`${key} [${r}:${r + view[0]}, ${c}:${c + view[1]}]`]
      : [...Grid.named(this.mark, room / this.cell.lettering), ...told.map((size) => `${key}  ${size}`), key];
    put(
      this.#title,
      names.find((name) => LETTER * this.cell.lettering * name.length <= room) ?? names[names.length - 1],
    );
  }

  /** @param {Cell} cell */
  #write(cell) {
    const [row, col] = this.coordinates(cell);
    const id = this.name(row, col);
    const { text, whole = text, class: name = "", fill: colour = "" } = this.mark.read(row, col);
    const was = cell.shown;
    cell.shown = { id, text, whole, name, colour };
    if (text !== was.text) cell.text.textContent = text;
    if (name !== (was.name ?? ""))
      for (const node of [cell.rect, cell.text]) node.setAttribute("class", name);
    if (colour !== (was.colour ?? "")) cell.rect.style.fill = colour;
    if (id !== was.id) cell.text.dataset.cell = id;
    if (id !== was.id || whole !== was.whole || name !== was.name)
      cell.text.ariaLabel = cellText(this.mark, this.#labels, { at: [row, col], whole, name });
    if (this.before || cell.old) Grid.compared(this, cell);
  }

  /** @param {Map<string, string>} texts */
  texts(texts) {
    for (const { shown } of this.#cells) texts.set(shown.id, shown.text);
  }

  /** @param {Map<string, string> | null} texts */
  compare(texts) {
    this.before = texts;
    for (const cell of this.#cells) Grid.compared(this, cell);
  }

  /**
   * @param {number} row
   * @param {number} col
   */
  update(row, col) {
    const cell = this.cellAt(row, col);
    if (cell) this.#write(cell);
  }

  /**
   * Pan so that the span of cells is in view, with a margin ahead; true if anything moved.
   * @param {number} row
   * @param {number} col
   * @param {Pair} [span]
   */
  show(row, col, span = [1, 1]) {
    const wanted = [row, col].map((from, axis) => this.#panned(axis, from, span[axis]));
    if (wanted[0] === this.#at[0] && wanted[1] === this.#at[1]) return false;
    this.#at = wanted;
    this.refresh();
    return true;
  }

  /**
   * Whether the span of cells is in view.
   * @param {number} row
   * @param {number} col
   * @param {Pair} [span]
   */
  holds(row, col, span = [1, 1]) {
    return Boolean(this.cellAt(row, col) && this.cellAt(row + span[0] - 1, col + span[1] - 1));
  }

  /**
   * @param {number} axis
   * @param {number} from
   * @param {number} span
   */
  #panned(axis, from, span) {
    const [at, view, low] = [this.#at[axis], this.mark.view[axis], this.mark.origin[axis]];
    if (from >= at && from + span <= at + view) return at;
    const middle = from - Math.floor((view - span) / 3);
    return Math.max(low, Math.min(middle, low + this.mark.size[axis] - view));
  }

  /**
   * Mark cells that belong to another one.
   * @param {Pair[]} cells
   * @param {string} [extra]
   */
  highlight(cells, extra = "") {
    const { s, cw } = this.cell;
    for (const [row, col] of cells) {
      if (!this.cellAt(row, col)) continue;
      const [x, y] = this.corner(row, col);
      const inside = { x: x + 2, y: y + 2, width: cw - 4, height: s - 4, rx: 2 };
      this.marks.append(svg("rect", { class: extra, ...inside }));
    }
  }
}
