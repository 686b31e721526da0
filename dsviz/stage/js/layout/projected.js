/**
 * The picture on a full screen, for the last row of a class: its numbers are at least 3 % of the height where that
 * can be had.
 *
 * @import { Layer } from "../layer.js"
 * @import { Laid } from "../types.js"
 * @import { Current } from "./views.js"
 * @import { Room } from "./fit.js"
 */
import { cells, fit, layOut } from "./fit.js";
import { viewOf } from "./views.js";

const { ceil, max, min } = Math;
const EVEN = 16; // px of a name on a full screen, where a number has less
export const MUCH = 1.1; // how much larger the numbers have to be for it
const TALL = 0.9; // of a cell's height, a number on a full screen that would else not be read from the last row
const GLYPH = 0.66; // of a number's size, the height of its digits
const LIFT = 0.34; // of a cell, how far down a number stands over a weight that is as large
const UNDER = 3.5; // px under and over that weight
const FAR = 0.95; // of what the last row reads, numbers for which one filter of a single group is shown
const TABS = 9; // px around the row in which a map is chosen, where not all are shown

/**
 * On a full screen: where the last row could not read all groups, the one that works is shown.
 * @param {Layer} layer
 * @param {Current} current
 * @param {Room} room
 */
export function projected(layer, current, room) {
  const whole = grown(layer, balanced(layer, current, room), room);
  const first = layer.firstChannel(current.filter);
  const filters = layer.readers(first);
  const { digits = 0 } = room;
  if (whole.digits >= (layer.spec.groups < 2 ? FAR : 1) * digits) return whole;
  const channels = Array.from({ length: layer.depth }, (_, i) => first + i);
  const cap = max(...layer.padded, layer.rows, layer.cols);
  const [group, one] = [filters, [current.filter]].map((shown) => {
    const ways = () => [viewOf(layer, channels, shown, { cap, legible: 0, stretch: 1 })];
    const less = { ...room, height: room.height - TABS, ways };
    return grown(layer, balanced(layer, current, less), less);
  });
  const found = group.digits >= digits ? group : one;
  return found.digits > MUCH * whole.digits ? found : whole;
}

/**
 * On a full screen: numbers fill more of their cells, and these the width, where the last row could not read them.
 * @param {Layer} layer
 * @param {Laid} laid
 * @param {Room} room
 * @returns {Laid}
 */
export function grown(layer, laid, room) {
  const { width, height, digits = 0 } = room;
  const letters = 0.72 * room.chars - 0.5; // of a number, in widths of its letters' height
  let best = { ...laid, digits: max(laid.digits, min(digits, TALL * laid.s, laid.cw / letters)) };
  for (let s = laid.s; s > laid.s - 3; s--) {
    const cell = cells({ ...room, lettering: laid.lettering })(s);
    const most = min(digits, TALL * s);
    for (let cw = ceil(most * letters); cw > cell.cw && best.digits < min(most, cw / letters); cw--) {
      const found = fit(layer, laid.view, { ...cell, cw, times: 0 }, width, height);
      if (found) best = { ...found, digits: min(most, cw / letters) };
    }
  }
  const times = min(digits, (best.s * (1 - LIFT) - UNDER - (GLYPH * best.digits) / 2) / GLYPH);
  return best.times && best.times < times ? { ...best, times, lift: LIFT } : best;
}

/**
 * On a full screen: where large names leave small numbers only, both are of a middle size.
 * @param {Layer} layer
 * @param {Current} current
 * @param {Room} room
 */
function balanced(layer, current, room) {
  const found = layOut(layer, current, room);
  if (found.digits >= EVEN) return found;
  const other = layOut(layer, current, { ...room, lettering: EVEN });
  return other.digits > MUCH * found.digits ? other : found;
}
