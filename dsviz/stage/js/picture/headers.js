/**
 * Row and column headers of every map, for those who go through it with their screen reader's keys for tables.
 *
 * With these keys a screen reader says a cell's number without its name, and before it the headers that are
 * new. They stand behind the cells that they head: so the places that it counts by itself are those of the
 * numbers, and where a map is cropped it is told which of them are there.
 *
 * A page of one's own does without; the app's component brings this module.
 *
 * @import { Labels } from "../types.js"
 */
import { fill, put, svg } from "./dom.js";
import { Grid } from "./grid.js";
import { Picture } from "./picture.js";

const UNSEEN = { opacity: 0, "pointer-events": "none" };

/** @type {WeakMap<Grid, () => void>} what writes a map's headers again */
const written = new WeakMap();

/**
 * Give a map its headers; the function that is returned writes them where it has panned to.
 * @param {Grid} grid
 * @param {Labels} labels
 */
function head(grid, labels) {
  const {
    view: [rows, cols],
    origin: [top, left],
  } = grid.mark;
  const table = /** @type {SVGGElement} */ (grid.node.querySelector("[role=grid]"));
  const lines = [...table.querySelectorAll("[role=row]")];
  const tops = Array.from({ length: cols }, () => svg("text", { role: "columnheader", ...UNSEEN }));
  const sides = Array.from({ length: rows }, () => svg("text", { role: "rowheader", ...UNSEEN }));
  for (const [i, line] of lines.entries()) line.append(sides[i]);
  table.append(svg("g", { role: "row" }, ...tops));
  return () => {
    const [row, col] = grid.coordinates({ i: 0, j: 0 });
    for (const [i, line] of lines.entries()) {
      put(sides[i], said(labels.row_header, { r: row + i }));
      line.setAttribute("aria-rowindex", String(row - top + i + 1));
      number(line.querySelectorAll("[role=gridcell]"), col - left);
    }
    for (const [j, above] of tops.entries()) put(above, said(labels.column_header, { c: col + j }));
    number(tops, col - left);
  };
}

/**
 * @param {string} label
 * @param {Record<string, number>} values
 */
const said = (label, values) => fill(label, values).replace("-", "\u2212");

/**
 * Say of the cells of a line in which columns they are; a screen reader counts from 1.
 * @param {Iterable<Element>} cells
 * @param {number} first
 */
function number(cells, first) {
  for (const [j, cell] of [...cells].entries()) cell.setAttribute("aria-colindex", String(first + j + 1));
}

const { thread } = Picture;
const { refresh } = Grid.prototype;

Grid.prototype.refresh = function () {
  refresh.call(this);
  written.get(this)?.();
};

Picture.thread = (picture, grid) => {
  thread(picture, grid);
  const [rows, cols] = grid.mark.size;
  if (rows * cols === 1) return;
  const write = head(grid, picture.labels);
  written.set(grid, write);
  write();
};
