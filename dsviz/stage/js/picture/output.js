/**
 * The output map of one filter, as far as the run has come.
 *
 * @import { Box, Mark, Place, Relation } from "../types.js"
 * @import { Grid } from "./grid.js"
 * @import { Picture } from "./picture.js"
 */
import { fill, svg } from "./dom.js";

/**
 * @param {Picture} picture
 * @param {Box} box
 */
export function outputMark(picture, { filter = 0 }) {
  const { rows, cols } = picture.layer;
  /** @type {Mark} */
  const mark = {
    kind: "y",
    filter,
    called: picture.layer.called("y"),
    key: `${picture.layer.called("y")}[${filter}]`,
    name: fill(picture.labels.output, { o: filter }),
    size: [rows, cols],
    told: [`${rows}×${cols}`],
    origin: [0, 0],
    view: [picture.laid.view.outRows, picture.laid.view.outCols],
    index: (row, col) => [filter, row, col],
    read: (row, col) => {
      const place = { filter, row, col };
      const state = picture.moment?.stateOf(place);
      if (state === "secret") return { text: "?", class: state };
      // A space, which a pointer and the keyboard's frame find.
      if (state !== "done") return { text: "\u00a0", whole: "…", class: state };
      const now = picture.moment && isAt(picture.moment, place) ? `${state} now` : state;
      return { ...picture.numbers.cell(picture.layer.decimalOutput(place)), class: now };
    },
    relate: (row, col) => highlightWindow(picture, { filter, row, col }),
    drawn: (grid) => addFrame(picture, grid),
  };
  return mark;
}

/**
 * @param {Picture} picture
 * @param {Grid} grid
 */
function addFrame({ frames, laid: { cw, s } }, grid) {
  frames.set(grid, grid.node.appendChild(svg("rect", { class: "frame glide", width: cw, height: s })));
}

/**
 * @param {Place} one
 * @param {Place} other
 */
const isAt = (one, other) => one.filter === other.filter && one.row === other.row && one.col === other.col;

/**
 * Mark what an output reads: its window on each channel, and the slices of its filter.
 * @param {Picture} picture
 * @param {Place} place
 * @returns {Relation}
 */
function highlightWindow(picture, place) {
  const slices = picture.layer.taps(place);
  slices.forEach((taps, slice) => {
    const kernel = picture.grid("w", place.filter, slice);
    picture.grid("x", taps[0].channel)?.highlight(taps.map((tap) => [tap.inRow, tap.inCol]));
    kernel?.highlight(taps.map((tap) => [tap.kernelRow, tap.kernelCol]));
  });
  return { label: "reads", values: { n: picture.layer.perOutput } };
}
