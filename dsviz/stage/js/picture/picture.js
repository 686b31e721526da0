/**
 * Everything drawn for one scene at one size. It shows a moment; it does not know how we got there.
 *
 * @import { Layer } from "../layer.js"
 * @import { Numbers } from "../numbers.js"
 * @import { Box, Kind, Labels, Laid, Mark, Moment } from "../types.js"
 * @import { KernelWindow } from "./window.js"
 */
import { lineOf } from "../presenting.js";
import { biasMark } from "./bias.js";
import { fill, svg } from "./dom.js";
import { Grid } from "./grid.js";
import { hatching } from "./hatch.js";
import { inputMark } from "./input.js";
import { kernelMark } from "./kernel.js";
import { outputMark } from "./output.js";
import { showPair } from "./pair.js";
import { productsMark } from "./products.js";
import { sumMark } from "./sum.js";
import { wirePath } from "./wire.js";

const { abs, ceil, max, min, round } = Math;
const NEAR = 64; // steps whose cells are written one by one; beyond, the whole map

/** @type {Record<Kind, (picture: Picture, box: Box) => Mark>} */
const MARKS = { x: inputMark, w: kernelMark, p: productsMark, s: sumMark, b: biasMark, y: outputMark };

export class Picture {
  /** @type {(picture: Picture, grid: Grid) => void} what gives a map its colour: threads.js */
  static thread = () => {};
  /** @type {(picture: Picture, channel: number, moment: Moment) => string} the line to the output */
  static threadPath = () => "";
  layer;
  numbers;
  labels;
  laid;
  /** @type {Moment | null} */
  moment = null;
  /** Whether the last moment moved a view. */
  panned = false;
  hatch; // the fill of padding
  wires = svg("g", { class: "wires" });
  pair = svg("g", { class: "pair" });
  /** @type {Map<number, { pane: KernelWindow, wire: SVGPathElement }>} the window on each channel */
  windows = new Map();
  /** @type {Map<Grid, SVGRectElement>} the frame on each output map */
  frames = new Map();
  svg;
  /** @type {Map<string, Grid>} */
  #grids = new Map();
  #largest;

  /**
   * @param {Layer} layer
   * @param {Numbers} numbers
   * @param {Labels} labels
   * @param {Laid} laid
   * @param {number} zoom how much larger all is drawn
   */
  constructor(layer, numbers, labels, laid, zoom) {
    this.layer = layer;
    this.numbers = numbers;
    this.labels = labels;
    this.laid = laid;
    this.#largest = largestOf(layer);
    const [width, height] = [ceil(laid.w) + 6, ceil(laid.h) + 6];
    const look = `font-size:${laid.lettering}px`;
    const told = { class: "drawing", style: look, role: "group", "aria-label": lineOf(layer, labels) };
    const size = { width: width * zoom, height: height * zoom, viewBox: `-3 -3 ${width} ${height}` };
    this.svg = svg("svg", { ...told, ...size });
    const { defs, url } = hatching();
    this.hatch = url;
    this.svg.append(defs, this.wires);
    for (const box of laid.boxes) this.#draw(box);
    this.svg.append(this.pair);
  }

  /** @param {Box} box */
  #draw(box) {
    const mark = MARKS[box.kind](this, box);
    const [dx, dy] = mark.offset ?? [0, 0];
    const grid = new Grid(mark, this.laid, { left: box.left + dx, top: box.top + dy }, this.labels);
    this.#grids.set(keyOf(mark), grid);
    this.svg.append(grid.node);
    mark.drawn?.(grid, box);
    Picture.thread(this, grid);
  }

  /**
   * The grid of a channel, a filter, or a filter's slice, where it is in view.
   * @param {Kind} kind
   * @param {...number} index
   */
  grid(kind, ...index) {
    return this.#grids.get(kind + index);
  }

  /**
   * The grid here of what another picture's shows.
   * @param {Grid} grid
   */
  counterpart(grid) {
    return this.#grids.get(keyOf(grid.mark));
  }

  /**
   * Other numbers of the same shapes: every grid is written again, nothing moves.
   * @param {Layer} layer
   * @param {Numbers} numbers
   */
  renumber(layer, numbers) {
    this.layer = layer;
    this.numbers = numbers;
    this.#largest = largestOf(layer);
    for (const grid of this.grids) grid.refresh();
  }

  get grids() {
    return [...this.#grids.values()];
  }

  /** @param {number} weight */
  tint(weight) {
    const share = round(12 + 54 * (abs(weight) / this.#largest));
    if (!weight) return "color-mix(in srgb, var(--weight) 6%, var(--paper))";
    return `color-mix(in srgb, var(${weight > 0 ? "--weight" : "--weight-negative"}) ${share}%, var(--paper))`;
  }

  /**
   * Show a moment: a place, its products and sums, and how much of them is to be seen.
   * @param {Moment} moment
   * @param {boolean} changed every cell is to be written again
   * @param {boolean} [still] nothing pans
   */
  show(moment, changed, still = false) {
    const before = this.moment;
    this.moment = moment;
    this.panned = false;
    this.#showOutputs(moment, before, changed, still); // first: a sum's line ends at its output
    for (const channel of this.windows.keys()) this.#showChannel(channel, before, changed, still);
    for (const { node, mark } of this.grids)
      if (mark.kind === "w") node.classList.toggle("idle", mark.filter !== moment.filter);
    showPair(this, moment);
  }

  /**
   * @param {number} channel
   * @param {Moment | null} before
   * @param {boolean} changed
   * @param {boolean} still
   */
  #showChannel(channel, before, changed, still) {
    const { layer, moment } = this;
    const window = this.windows.get(channel);
    if (!window || !moment) return;
    const { pane, wire } = window;
    const slice = channel - moment.first;
    const active = slice >= 0 && slice < layer.depth;
    const [row, col] = layer.corner(moment.row, moment.col);
    pane.grid.node.classList.toggle("idle", !active);
    if (active && !still && pane.grid.show(row, col, layer.reach)) this.panned = true;
    const seen = active && pane.grid.holds(row, col, layer.reach);
    pane.hide(!seen);
    if (active && (changed || this.panned || before?.filter !== moment.filter)) this.#dress(pane, slice);
    if (active) pane.move(row, col);
    const kernel = seen && this.grid("w", moment.filter, slice);
    wire.style.display = kernel ? "" : "none";
    const thread = moment.shown.result ? Picture.threadPath(this, channel, moment) : "";
    if (kernel) wire.setAttribute("d", wirePath(layer, pane.grid, kernel, [row, col]) + thread);
    this.grid("p", channel)?.refresh();
    this.grid("s", channel)?.refresh();
  }

  /**
   * @param {KernelWindow} pane
   * @param {number} slice
   */
  #dress(pane, slice) {
    const { kh, kw } = this.layer;
    const filter = this.moment?.filter ?? 0;
    const weights = Array.from({ length: kh * kw }, (_, i) =>
      this.layer.weight(filter, slice, Math.floor(i / kw), i % kw),
    );
    pane.dress(weights, this.numbers, (weight) => this.tint(weight));
  }

  /**
   * @param {Moment} moment
   * @param {Moment | null} before
   * @param {boolean} changed
   * @param {boolean} still
   */
  #showOutputs(moment, before, changed, still) {
    const near = !changed && before?.order === moment.order && abs(moment.step - before.step) <= NEAR;
    for (const [grid, frame] of this.frames) {
      const active = grid.mark.filter === moment.filter;
      const panned = active && !still && grid.show(moment.row, moment.col);
      this.panned ||= panned;
      frame.style.display = active && grid.holds(moment.row, moment.col) ? "" : "none";
      const [x, y] = grid.corner(moment.row, moment.col);
      if (active) frame.style.transform = `translate(${x}px,${y}px)`;
      if (!near && !panned) grid.refresh();
    }
    if (near) this.#updateBetween(before.step, moment);
  }

  /**
   * @param {number} from
   * @param {Moment} moment
   */
  #updateBetween(from, { step: to, order }) {
    for (let step = min(from, to); step <= max(from, to); step++) {
      const { filter, row, col } = this.layer.place(step, order);
      this.grid("y", filter)?.update(row, col);
    }
  }

  clearMarks() {
    for (const grid of this.grids) grid.marks.replaceChildren();
  }

  /**
   * Mark what belongs to a cell: receptive field, outputs fed, or inputs multiplied; returns a sentence.
   * @param {Grid} grid
   * @param {number[]} at
   */
  relate(grid, [row, col]) {
    this.clearMarks();
    grid.highlight([[row, col]], "self");
    const { text, whole } = grid.mark.read(row, col);
    const values = { cell: grid.name(row, col), v: whole ?? text };
    const found = grid.mark.relate?.(row, col);
    if (found) return fill(this.labels[found.label], { ...values, ...found.values });
    return whole ? fill("{cell} = {v}", values) : "";
  }
}

/**
 * A kernel slice is found by its filter and slice, everything else by its one number.
 * @param {Mark} mark
 */
const keyOf = ({ kind, index }) => kind + index(0, 0).slice(0, kind === "w" ? 2 : 1);

/** @param {Layer} layer */
const largestOf = ({ w }) => Array.from(w.data, abs).reduce((most, size) => max(most, size), 0) || 1;
