/**
 * Lights on the picture: the maps and cells that words name, and the names of what is pointed at.
 *
 * @import { Layer } from "./layer.js"
 * @import { Grid } from "./picture/grid.js"
 * @import { Target } from "./picture/grid.js"
 * @import { Moment, Place, RunState, Tap } from "./types.js"
 */
import { Maps } from "./maps.js";
import { momentOf } from "./moment.js";
import { svg } from "./picture/dom.js";
import { Stage } from "./stage.js";

const AROUND = 2; // px between a map and its light
const ALL = "all"; // in the place of a number: every map of the kind

/**
 * Light what some names stand for, and nothing else.
 * @param {Stage} stage
 * @param {string[]} names such as "x.1", "w.0.1", "window"
 */
export function light({ picture, now, run }, names) {
  picture?.svg.querySelector(".lights")?.remove();
  if (!picture || !names.length) return;
  const group = svg("g", { class: "lights", "data-lit": names.join(" ") });
  const place = picture.moment ?? run.place;
  const taps = now.layer.taps(place).flat();
  for (const grid of picture.grids) {
    const { kind, channel, filter } = grid.mark;
    if (
      names.some((name) => isMap(name, grid, { filter: place.filter, channels: taps.map((t) => t.channel) }))
    )
      group.append(frame(grid));
    if (kind === "x" && names.includes("window"))
      for (const tap of taps) if (tap.channel === channel) group.append(cell(grid, tap.inRow, tap.inCol));
    if (kind === "x" && names.includes("pad"))
      for (const tap of taps)
        if (tap.channel === channel && tap.padding) group.append(cell(grid, tap.inRow, tap.inCol));
    if (kind === "y" && filter === place.filter && names.includes("place"))
      group.append(cell(grid, place.row, place.col));
    if (names.includes("middle") && kind === "x")
      for (const tap of taps.filter(isMiddle(now.layer)))
        if (tap.channel === channel) group.append(cell(grid, tap.inRow, tap.inCol));
    if (names.includes("readers") && kind === "y" && filter === place.filter)
      for (const [row, col] of readersOf(now.layer, taps)) group.append(cell(grid, row, col));
  }
  picture.svg.append(group);
}

/**
 * Draw the map that a word names, where another is in view; returns what is to be lit.
 * @param {Stage} stage
 * @param {string | null} name none where nothing is pointed at any more
 * @param {() => void} [arrive] take a walk to its end, which would bring the map of its next step instead
 */
export function bring(stage, name, arrive) {
  const { maps } = stage.now;
  if (maps instanceof Maps) {
    const isLost = maps.bring(name);
    if (maps.isNamed && stage.run.lead.plays) {
      arrive?.();
      maps.bring(name);
    }
    if (isLost || maps.lost) stage.posed();
  }
  return name ? [name] : null;
}

/**
 * Where the run would stand, at the same place, for the one filter in view that a word brought: no picture mixes
 * the numbers of two filters.
 * @param {Stage} stage
 * @returns {RunState}
 */
function seenOf({ now: { layer, maps }, run, picture }) {
  const { filter } = maps.current();
  const { place, order, part, hiding, revealed } = run;
  if (!picture || picture.frames.size === layer.filters || filter === place.filter) return run;
  return { step: layer.stepOf({ ...place, filter }, order), order, part, hiding, revealed };
}

const { moment } = Object.getOwnPropertyDescriptors(
  class extends Stage {
    /** @returns {Moment} */
    get moment() {
      return momentOf(this.now.layer, this.run.parts, seenOf(this));
    }
  }.prototype,
);
Object.defineProperties(Stage.prototype, { moment });

/** Whether a product is the one in the middle of the window. @param {Layer} layer */
const isMiddle =
  ({ kh, kw }) =>
  (/** @type {Tap} */ { kernelRow, kernelCol }) =>
    kernelRow === Math.floor(kh / 2) && kernelCol === Math.floor(kw / 2);

/**
 * The outputs of a filter whose windows hold the pixel in the middle of this one.
 * @param {Layer} layer
 * @param {Tap[]} taps
 * @returns {[number, number][]}
 */
function readersOf(layer, taps) {
  const { inRow, inCol } = taps.filter(isMiddle(layer))[0];
  const [rows, cols] = [inRow, inCol].map((at, axis) =>
    layer.windows(axis).flatMap((window, i) => (window.includes(at) ? [i] : [])),
  );
  return rows.flatMap((row) => cols.map((col) => /** @type {[number, number]} */ ([row, col])));
}

/**
 * @param {Layer} layer
 * @param {Place} place
 * @param {number[]} at
 */
const reads = (layer, place, [row, col]) =>
  readersOf(layer, layer.taps(place).flat()).some(([r, c]) => r === row && c === col);

/**
 * Whether a name means this map: by its numbers, or without any as one that the step uses.
 * @param {string} name
 * @param {Grid} grid
 * @param {{ filter: number, channels: number[] }} used
 */
function isMap(name, { mark }, used) {
  const [kind, ...numbers] = name.split(".");
  if (kind !== mark.kind) return false;
  if (numbers[0] === ALL) return true;
  const index = mark.index(0, 0);
  if (numbers.length) return numbers.every((number, i) => index[i] === Number(number));
  if (kind === "y") return true;
  return mark.filter === undefined ? used.channels.includes(index[0]) : mark.filter === used.filter;
}

/** @param {Grid} grid */
function frame({ box, cell: { s, cw, headroom }, mark: { view } }) {
  return around(box.left, box.top + headroom, view[1] * cw, view[0] * s);
}

/**
 * @param {Grid} grid
 * @param {number} row
 * @param {number} col
 */
function cell(grid, row, col) {
  if (!grid.cellAt(row, col)) return svg("g");
  const [x, y] = grid.corner(row, col);
  return around(grid.box.left + x, grid.box.top + y, grid.cell.cw, grid.cell.s, 0);
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {number} [by]
 */
function around(x, y, width, height, by = AROUND) {
  const size = { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by, rx: 3 };
  return svg("g", {}, svg("rect", { class: "glow", ...size }), svg("rect", { class: "line", ...size }));
}

/**
 * The names that a cell answers to.
 * @param {Target} target
 * @param {Stage} stage
 */
export function namesOf({ grid, cell: at }, { now, moment: place }) {
  const { mark } = grid;
  const [row, col] = grid.coordinates(at);
  const index = mark.index(row, col);
  const numbers = mark.kind === "w" ? index.slice(0, 2) : index.slice(0, 1);
  const names = [mark.kind, ...numbers.map((_, i) => [mark.kind, ...numbers.slice(0, i + 1)].join("."))];
  const taps = mark.kind === "x" ? now.layer.taps(place).flat() : [];
  const under = taps.find((tap) => tap.channel === mark.channel && tap.inRow === row && tap.inCol === col);
  if (under) names.push("window");
  if (under?.padding) names.push("pad");
  if (under && isMiddle(now.layer)(under)) names.push("middle");
  if (mark.kind === "y" && mark.filter === place.filter && row === place.row && col === place.col)
    names.push("place");
  if (mark.kind === "y" && mark.filter === place.filter && reads(now.layer, place, [row, col]))
    names.push("readers");
  return names;
}
