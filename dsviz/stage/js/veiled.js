/**
 * What a layer reads of another one's hidden results is hidden with all that would tell it: products and sums.
 *
 * @import { Layer } from "./layer.js"
 * @import { Moment } from "./types.js"
 */
import { Equation } from "./equation.js";
import { Picture } from "./picture/picture.js";
import { Status } from "./status.js";

/**
 * Whether a step reads a number that is hidden.
 * @param {Layer} layer
 * @param {Moment} moment
 */
const isVeiled = ({ relay }, { slices }) =>
  relay !== null &&
  slices.some((taps) =>
    taps.some(({ channel: filter, inRow: row, inCol: col, padding }) => {
      return !padding && relay.veil({ filter, row, col }) === "?";
    }),
  );

/**
 * A moment as it may be shown.
 * @param {Layer} layer
 * @param {Moment} moment
 * @returns {Moment}
 */
function veiled(layer, moment) {
  if (!isVeiled(layer, moment)) return moment;
  const hidden = { productsHidden: true, sumsHidden: true, totalHidden: true };
  return { ...moment, shown: { ...moment.shown, ...hidden } };
}

const { show } = Picture.prototype;
Picture.prototype.show = function (moment, ...how) {
  show.call(this, veiled(this.layer, moment), ...how);
};

const { show: write } = Equation.prototype;
Equation.prototype.show = function (moment) {
  write.call(this, veiled(this.layer, moment));
};

const { announce } = Status.prototype;
Status.prototype.announce = function (moment, ...how) {
  const told = veiled(this.layer, moment);
  announce.call(this, told === moment ? moment : { ...told, pair: null }, ...how);
};
