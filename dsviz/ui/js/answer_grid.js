/**
 * A sheet to write an answer on: one field an output cell, its mark beside it.
 *
 * What is written lives here. The server is told when a cell is left, and answers with marks; it replaces
 * what is written only with another `source`, so that an answer that comes late overwrites nothing.
 */
import { pasted } from "./pasted.js";

/** @type {Record<string, string>} */
const SIGNS = { right: "✓", wrong: "✗", open: "·", unread: "?", none: "" };
const SETTLED = 1000; // ms
/** @type {Record<string, number>} rows that a key goes on */
const MOVES = { ArrowUp: -1, ArrowDown: 1, Enter: 1 };

/**
 * @typedef {object} SheetData what dsviz.ui.check.answer_grid sends
 * @property {string} source
 * @property {number[]} shape maps, rows, columns
 * @property {string[]} cells
 * @property {string[]} marks
 * @property {boolean} writable
 * @property {string} looked
 * @property {string} show
 * @property {string} at
 * @property {Record<string, string>} words
 *
 * @typedef {{ home: HTMLElement, cell: HTMLElement, sign: HTMLElement, name: string }} Place
 * @typedef {(cells: string[]) => void} Tell
 */

/** @param {HTMLElement} cell */
const textOf = (cell) => (cell instanceof HTMLInputElement ? cell.value : (cell.textContent ?? ""));

class Sheet {
  root = document.createElement("div");
  /** @type {Tell | null} */
  tell = null;
  /** @type {SheetData | null} */
  #sheet = null;
  /** @type {Place[]} */
  #places = [];

  /** @param {HTMLElement} host */
  constructor(host) {
    this.root.className = "sheet";
    this.root.setAttribute("data-testid", "sheet");
    host.append(this.root);
  }

  /** @param {SheetData} sheet */
  feed(sheet) {
    const before = this.#sheet;
    this.#sheet = sheet;
    if (before?.source !== sheet.source) this.#build(sheet);
    this.#places.forEach((place, at) => {
      this.#mark(sheet, place, sheet.marks[at]);
    });
    if (sheet.show && sheet.show !== before?.show) this.#reveal(sheet.at);
  }

  /**
   * Scrolls there, and leads the keyboard's focus there from the button that was pressed; once more where what was
   * drawn meanwhile has stopped or undone it.
   * @param {string} selector
   */
  #reveal(selector) {
    const found = () => document.querySelector(selector);
    const left = [document.activeElement, document.body];
    const enter = () => {
      const title = found()?.querySelector("h2");
      if (!title || !left.includes(document.activeElement)) return; // the reader is elsewhere
      title.tabIndex = -1;
      title.focus({ preventScroll: true });
    };
    enter();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    found()?.scrollIntoView({ block: "start", behavior: still ? "instant" : "smooth" });
    setTimeout(() => {
      const top = found()?.getBoundingClientRect().top ?? 0;
      if (top < 0 || top > innerHeight / 2) found()?.scrollIntoView({ block: "start", behavior: "instant" });
      enter();
    }, SETTLED);
  }

  /** @param {SheetData} sheet */
  #build(sheet) {
    const [maps, rows, columns] = sheet.shape;
    this.#places = [];
    const frames = Array.from({ length: maps }, (_, map) => {
      const table = document.createElement("table");
      table.createCaption().textContent = `y[${map}]`;
      for (let row = 0; row < rows; row++) {
        const line = table.insertRow();
        for (let column = 0; column < columns; column++)
          this.#addPlace(sheet, line.insertCell(), `y[${map},${row},${column}]`);
      }
      const frame = document.createElement("div");
      frame.className = "map";
      frame.append(table);
      return frame;
    });
    this.root.replaceChildren(...frames);
  }

  /**
   * @param {SheetData} sheet
   * @param {HTMLElement} home
   * @param {string} name
   */
  #addPlace({ writable, cells }, home, name) {
    const at = this.#places.length;
    const cell = writable ? this.#field(cells[at], at) : document.createElement("span");
    const sign = document.createElement("span");
    cell.className = "cell";
    sign.className = "mark";
    sign.setAttribute("aria-hidden", "true");
    if (!writable) {
      cell.textContent = cells[at];
      cell.setAttribute("role", "img");
    }
    home.append(cell, sign);
    this.#places.push({ home, cell, sign, name });
  }

  /**
   * @param {string} text
   * @param {number} at
   */
  #field(text, at) {
    const field = document.createElement("input");
    field.value = text;
    field.autocomplete = "off";
    field.inputMode = "text";
    field.spellcheck = false;
    field.addEventListener("change", () => this.#send());
    field.addEventListener("keydown", (event) => this.#key(event, at));
    field.addEventListener("paste", (event) => this.#paste(event, at));
    field.addEventListener("focus", () => field.select());
    return field;
  }

  /**
   * @param {SheetData} sheet
   * @param {Place} place
   * @param {string} mark
   */
  #mark({ looked, words, writable }, { home, cell, sign, name }, mark) {
    home.className = mark + (name === looked ? " looked" : "");
    sign.textContent = SIGNS[mark];
    home.title = cell.title = `${name}: ${words[mark] ?? ""}`;
    const said = [name, writable ? "" : textOf(cell), words[mark]];
    cell.setAttribute("aria-label", said.filter(Boolean).join(" "));
  }

  #send() {
    this.tell?.(this.#places.map(({ cell }) => textOf(cell).trim()));
  }

  /** How many cells a row has. */
  get #width() {
    return this.#sheet?.shape[2] ?? 1;
  }

  /**
   * Up, down and Enter go from cell to cell; Tab does so anyway.
   * @param {KeyboardEvent} event
   * @param {number} at
   */
  #key(event, at) {
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    const { cell } = this.#places[at + move * this.#width] ?? this.#places[at];
    // In the last row it is left and entered again: what was typed is taken, and the focus stays.
    this.#places[at].cell.blur();
    cell.focus();
  }

  /**
   * Cells copied from a spreadsheet, or the rows of a list, fill the cells of this map from here on.
   * @param {ClipboardEvent} event
   * @param {number} at
   */
  #paste(event, at) {
    const rows = pasted(event.clipboardData?.getData("text") ?? "");
    if (rows.length === 1 && rows[0].length === 1) return;
    event.preventDefault();
    const [width, height] = [this.#width, this.#sheet?.shape[1] ?? 1];
    const [row, column] = [Math.floor(at / width), at % width];
    const end = (Math.floor(row / height) + 1) * height;
    rows.slice(0, end - row).forEach((line, down) => {
      line.slice(0, width - column).forEach((text, across) => {
        const { cell } = this.#places[(row + down) * width + column + across];
        if (cell instanceof HTMLInputElement) cell.value = text.trim();
      });
    });
    this.#send();
  }
}

/**
 * @typedef {object} Mounting what Streamlit mounts with
 * @property {[SheetData]} data
 * @property {HTMLElement & { dsvizSheet?: Sheet }} parentElement
 * @property {(name: string, value: unknown) => void} setTriggerValue
 */

/** @param {Mounting} mounting */
export default function mount({ data: [sheet], parentElement, setTriggerValue }) {
  parentElement.dsvizSheet ??= new Sheet(parentElement);
  const grid = parentElement.dsvizSheet;
  /** @type {Tell} */
  const tell = (cells) => setTriggerValue("cells", cells);
  grid.tell = tell;
  grid.feed(sheet);
  return () => {
    if (grid.tell !== tell) return; // a later call has it: see the stage's mount
    grid.root.remove();
    delete parentElement.dsvizSheet;
  };
}
