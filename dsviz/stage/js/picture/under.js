/**
 * A cell under the window is said to be selected: where the window lies is else seen only.
 *
 * A page of one's own does without; the app's component brings this module.
 *
 * @import { Pair } from "../types.js"
 */
import { Grid } from "./grid.js";
import { Picture } from "./picture.js";

/** @type {WeakMap<Grid, { places: Pair[], texts: Element[] }>} where a map's window lies, and the cells said to be under it */
const told = new WeakMap();

/**
 * @param {Grid} grid
 * @param {Pair[]} places
 */
function tell(grid, places) {
  for (const text of told.get(grid)?.texts ?? []) text.removeAttribute("aria-selected");
  const texts = places.flatMap(([row, col]) => grid.cellAt(row, col)?.text ?? []);
  for (const text of texts) text.setAttribute("aria-selected", "true");
  grid.front.setAttribute("aria-multiselectable", "true");
  told.set(grid, { places, texts });
}

const { show } = Picture.prototype;
const { refresh } = Grid.prototype;

Picture.prototype.show = function (moment, ...how) {
  show.call(this, moment, ...how);
  const waits = this.layer.relay?.second.waits;
  for (const [channel, { pane }] of this.windows) {
    const taps = (!waits && moment.slices[channel - moment.first]) || [];
    tell(
      pane.grid,
      taps.map(({ inRow, inCol }) => [inRow, inCol]),
    );
  }
};

Grid.prototype.refresh = function () {
  refresh.call(this);
  const last = told.get(this);
  if (last) tell(this, last.places); // it may have panned
};
