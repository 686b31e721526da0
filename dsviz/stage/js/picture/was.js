/**
 * Who points at a cell is told what stood in it before a change, where a drawing may have no room for it.
 *
 * @import { Grid } from "./grid.js"
 */
import { fill } from "./dom.js";
import { was } from "./old.js";
import { Picture } from "./picture.js";

const { relate } = Picture.prototype;
/**
 * @param {Grid} grid
 * @param {number[]} at
 */
Picture.prototype.relate = function (grid, at) {
  const m = relate.call(this, grid, at);
  const cell = grid.cellAt(at[0], at[1]);
  const v = cell && was(grid, cell);
  return m && v ? fill(this.labels.was, { m, v }) : m;
};
