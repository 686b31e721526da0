/**
 * After a change a longer number widens the cells within the room only: drawing and equation stay in one screen.
 *
 * Where that is not enough, a long number is written smaller and, in the last place, with fewer decimals; hover,
 * focus and the equation tell all of it. Only a stage whose numbers can be changed brings this module.
 *
 * @import { Layer } from "../layer.js"
 * @import { Laid } from "../types.js"
 * @import { Room } from "./fit.js"
 * @import { Current } from "./views.js"
 */
import { Numbers } from "../numbers.js";
import { Picture } from "../picture/picture.js";
import { Stage } from "../stage.js";
import { widthsOf } from "./letters.js";
import { views } from "./views.js";

const SHORT = 2; // characters of a number that any layer has room for
const LEGIBLE = 12; // px of a number
const LEAST = 10.5; // px of one that is longer than the others
const EDGE = 3; // px that a cell leaves beside it
const TABS = 40; // px of height of the row of filters to choose from
const SAMPLE = 4000; // numbers of a tensor that are looked at
const { layOut } = Stage;

/**
 * @param {Layer} layer
 * @param {Current} current
 * @param {Room} room
 */
Stage.layOut = (layer, current, room) => {
  const { numbers, scene, space } = room.now ?? {};
  if (numbers) numbers.within = undefined;
  const wide = layOut(layer, current, room);
  if (!numbers || !scene?.changes || room.narrow || fits(wide, room)) return wide;
  if (!fits(layOut(layer, current, { ...room, chars: SHORT }), room)) return wide;
  const width = widthsOf(space);
  for (const each of roomsOf(layer, current, room)) {
    for (let { chars } = room; chars >= SHORT; chars--) {
      const laid = layOut(layer, current, { ...each, chars });
      numbers.within = (text, size = LEAST) => width(text) * size <= laid.cw - EDGE;
      if (fits(laid, each) && keep(numbers, layer)) return laid;
    }
  }
  numbers.within = undefined;
  return wide;
};

/**
 * For all maps, for those of one filter, and for one channel's of it.
 * @param {Layer} layer
 * @param {Current} current
 * @param {Room} room
 */
function roomsOf(layer, current, room) {
  const few = views(layer, current, false).filter((view) => view.stretch === 1 && view.outputs.length === 1);
  const height = room.height - TABS;
  return [room, ...few.map((view) => ({ ...room, height, ways: () => [view] }))];
}

/**
 * @param {Laid} laid
 * @param {Room} room
 */
const fits = ({ h, digits }, { height }) => h <= height && digits >= LEGIBLE;

/**
 * Whether every number that has decimals keeps one.
 * @param {Numbers} numbers
 * @param {Layer} layer
 */
function keep(numbers, { x, w, b, y }) {
  /** @param {number} value */
  const has = (value) => {
    const { text } = numbers.cell(value);
    return numbers.within?.(text) && text.includes(".") === numbers.text(value).includes(".");
  };
  return [x, w, { data: b ?? [] }, y].every(({ data }) => data.slice(0, SAMPLE).every(has));
}

const { cell } = Numbers.prototype;
/**
 * With as many decimals as its cell has room for; never 0 for what is none.
 * @param {number} value
 */
Numbers.prototype.cell = function (value) {
  const all = cell.call(this, value);
  const fewer = new Numbers([], [], []);
  fewer.decimals = this.decimals;
  let written = all;
  while (this.within && !this.within(written.text)) {
    if (!fewer.decimals--) return all;
    written = cell.call(fewer, value);
  }
  return written;
};

const { renumber, show } = Picture.prototype;
Picture.prototype.renumber = function (layer, numbers) {
  numbers.within = this.numbers.within;
  renumber.call(this, layer, numbers);
};

Picture.prototype.show = function (...how) {
  show.call(this, ...how);
  const { within } = this.numbers;
  if (!within) return;
  for (const { front, cell } of this.grids)
    for (const text of front.querySelectorAll("[role=gridcell]")) {
      let size = cell.digits;
      while (size > LEAST && !within(text.textContent ?? "", size)) size = Math.max(LEAST, size - 0.5);
      text.setAttribute("font-size", String(size));
    }
};
