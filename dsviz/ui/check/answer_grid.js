/**
 * A sheet to write an answer on: one field an output cell, its mark beside it.
 *
 * What is written lives here. The server is told when a cell is left, and answers with marks; it replaces
 * what is written only with another `source`, so that an answer that comes late overwrites nothing.
 */
const SIGNS = { right: "✓", wrong: "✗", open: "·", unread: "?", none: "" };
const SETTLED = 1000; // ms
const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0] };

class Sheet {
  constructor(host) {
    this.root = host.appendChild(document.createElement("div"));
    this.root.className = "sheet";
    this.root.setAttribute("data-testid", "sheet");
  }

  feed(sheet) {
    const same = this.source === sheet.source;
    Object.assign(this, sheet);
    if (!same) this.build(sheet.cells);
    this.places.forEach((place, at) => this.mark(place, at));
    if (sheet.show && sheet.show !== this.shown) this.reveal();
    this.shown = sheet.show;
  }

  /** Scrolls there; once more where what was drawn meanwhile has stopped or undone it. */
  reveal() {
    const scroll = (behavior) => document.querySelector(this.at)?.scrollIntoView({ block: "start", behavior });
    scroll("smooth");
    setTimeout(() => {
      const top = document.querySelector(this.at)?.getBoundingClientRect().top ?? 0;
      if (top < 0 || top > innerHeight / 2) scroll("instant");
    }, SETTLED);
  }

  build(cells) {
    const [maps, rows, columns] = this.shape;
    this.places = [];
    this.root.replaceChildren(...Array.from({ length: maps }, (_, map) => {
      const table = document.createElement("table");
      table.createCaption().textContent = `y[0,${map}]`;
      for (let row = 0; row < rows; row++) {
        const line = table.insertRow();
        for (let column = 0; column < columns; column++) this.places.push(this.place(line.insertCell(), `y[${map},${row},${column}]`, cells[this.places.length]));
      }
      const frame = document.createElement("div");
      frame.className = "map";
      frame.append(table);
      return frame;
    }));
  }

  place(home, name, text) {
    const cell = document.createElement(this.writable ? "input" : "span");
    const sign = document.createElement("span");
    cell.className = "cell";
    sign.className = "mark";
    sign.setAttribute("aria-hidden", "true");
    if (this.writable) {
      Object.assign(cell, { value: text, autocomplete: "off", inputMode: "text", spellcheck: false });
      const at = this.places.length;
      cell.addEventListener("change", () => this.send());
      cell.addEventListener("keydown", (event) => this.key(event, at));
      cell.addEventListener("paste", (event) => this.paste(event, at));
      cell.addEventListener("focus", () => cell.select());
    } else {
      cell.textContent = text;
      cell.setAttribute("role", "img");
    }
    home.append(cell, sign);
    return { home, cell, sign, name };
  }

  mark({ home, cell, sign, name }, at) {
    const mark = this.marks[at];
    home.className = mark + (name === this.looked ? " looked" : "");
    sign.textContent = SIGNS[mark];
    home.title = cell.title = `${name}: ${this.words[mark] ?? ""}`;
    cell.setAttribute("aria-label", [name, this.writable ? "" : cell.textContent, this.words[mark]].filter(Boolean).join(" "));
  }

  send() { this.tell(this.places.map(({ cell }) => cell.value.trim())); }

  /** Up, down and Enter go from cell to cell; Tab does so anyway. */
  key(event, at) {
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    const next = this.places[at + move[0] * this.shape[2]] ?? (event.key === "Enter" ? this.places[at] : null);
    if (next?.cell === event.target) { event.target.blur(); return; }
    next?.cell.focus();
  }

  /** Cells copied from a spreadsheet, or the rows of a list, fill the cells from here on. */
  paste(event, at) {
    const text = event.clipboardData.getData("text").replace(/\][\s,]*\[/g, "\n").replace(/[[\]]/g, "").trim();
    const mark = ["\t", ";", ","].find((each) => text.includes(each)) ?? / +/;
    const rows = text.split(/\s*\n\s*/).map((line) => line.split(mark));
    if (rows.length === 1 && rows[0].length === 1) return;
    event.preventDefault();
    const [, height, width] = this.shape;
    const row = Math.floor(at / width), column = at % width, last = (Math.floor(row / height) + 1) * height;
    rows.forEach((line, down) => line.forEach((text, across) => {
      if (row + down < last && column + across < width) this.places[(row + down) * width + column + across].cell.value = text.trim();
    }));
    this.send();
  }
}

export default function mount({ data: [sheet], parentElement, setTriggerValue }) {
  const grid = (parentElement.dsvizSheet ??= new Sheet(parentElement));
  const tell = (cells) => setTriggerValue("cells", cells);
  grid.tell = tell;
  grid.feed(sheet);
  return () => {
    if (grid.tell !== tell) return; // a later call has it: see the stage's mount
    grid.root.remove();
    delete parentElement.dsvizSheet;
  };
}
