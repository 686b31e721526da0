/**
 * The picture beside a guide's card: all cards of one example have one layout, a phone shows every channel that
 * the cards speak of, and what the card and the equation leave of the window is the picture's.
 *
 * @import { Layer } from "../layer.js"
 * @import { Laid, View } from "../types.js"
 * @import { Now } from "../now.js"
 * @import { Current } from "./views.js"
 * @import { Room } from "./fit.js"
 */
import { Equation } from "../equation.js";
import { kin } from "../lending.js";
import { Numbers } from "../numbers.js";
import { everyStage } from "../rollcall.js";
import { LOW, ROW } from "../room.js";
import { Stage } from "../stage.js";
import { cells, fit } from "./fit.js";
import { grown, MUCH, projected } from "./projected.js";
import { viewOf } from "./views.js";
import { widest } from "./widest.js";

const { max, min } = Math;
const BAR = 60; // px of the page's own bar
const APART = 20; // px between picture, card and equation
const ROWS = 8; // of the equation beside the picture
const BESIDE = 0.52; // share of the width that a card leaves the equation
const LINE_HEIGHT = 1.5;
const CLOSE_LINES = 1.35; // on a phone, as guide.css has it
const AIM = 30; // px of a cell, for which the page may be scrolled
const ENOUGH = 27; // px of one, for which it is not
const TOP = 26; // px over the controls of such a page, and between them, picture and card
const LEAST = 13; // px of a cell on a phone, under which it shows one channel
const LEGIBLE = 9; // px of a number there
const READ = 12; // px of one that is read with ease: for it the maps are shown around the window
const CLOSE = 3; // cells a side of a map of which little more than the window is seen
const CROPS = [6, 5, 4, CLOSE]; // of such a map
const GAIN = 1; // px by which its numbers are larger then; half of it for the last
const EDGE = 6; // px of a picture around what is laid out
const LOWEST = 230; // px of a picture's room on a phone

/** @typedef {{ layer: Layer, several: boolean, stands: boolean, height: number }} Shown a layer of a guide: lending.js */

const { layOut } = Stage;

/** @type {typeof layOut} */
Stage.layOut = (layer, current, room) => {
  const stage = everyStage().find((member) => member.stage.now?.layer === layer)?.stage;
  const shown = stage?.guide?.drawn;
  if (!stage || room.ways || !shown) return grown(layer, layOut(layer, current, room), room);
  const { several } = shown.find((each) => each.stands) ?? shown[0];
  return alike(layer, shown, current, room, stage, several && !current.alone);
};

/**
 * A layer in the layout that all those of its guide have which differ in how many channels a filter reads only.
 * @param {Layer} layer
 * @param {Shown[]} shown by the guide
 * @param {Current} current
 * @param {Room} room
 * @param {Stage} stage
 * @param {boolean} several whether a phone is to show all channels
 */
function alike(layer, shown, current, room, stage, several) {
  const layers = shown.map((each) => each.layer);
  const alike = kin(layers, layer);
  if (!alike.length) return layOut(layer, current, room);
  const like = alike.reduce((most, each) => (each.depth > most.depth ? each : most));
  const others = alike.filter((each) => each.depth !== layer.depth);
  const left = !room.narrow
    ? 0
    : min(...shown.filter(({ layer }) => alike.includes(layer)).map((each) => upright(each, room, stage)));
  const chars = max(room.chars, ...others.map((each) => widest(each, Numbers.of(each))));
  const own = { ...room, chars, left };
  const found = without(layer, larger(like, current, own, stage, several));
  if (!stage.room.isFull || room.narrow || found.digits >= (room.digits ?? 0)) return found;
  // A class that could not read the one layout sees each layer in its own, where that is larger.
  const alone = larger(layer, current, room, stage, several);
  return alone.digits > MUCH * found.digits ? alone : found;
}

/**
 * px of height of the highest picture of a guide, so that the card under it stays where it is.
 * @param {Stage} stage
 */
export function highest(stage) {
  const shown = stage.guide?.drawn;
  if (!shown) return 0;
  const { width, narrow } = stage.room;
  const height = stage.room.height();
  const current = stage.now.maps.current();
  const heights = shown.map(({ layer, several }) => {
    const room = { width: width - 8, height, narrow, chars: widest(layer, Numbers.of(layer)) };
    return alike(layer, shown, current, room, stage, several && !current.alone).h;
  });
  return Math.ceil(max(0, ...heights)) + EDGE;
}

/** px of the letters of a step's sum. @param {Now} now */
const fontOf = ({ equation }) => Number.parseFloat(getComputedStyle(equation.node).fontSize);

/**
 * How many rows a layer's sums take.
 * @param {Layer} layer
 * @param {Now} now
 * @param {number} width
 */
const rowsOf = (layer, now, width) =>
  new Equation(layer, Numbers.of(layer), now.labels).rowsAt(fontOf(now), width);

/**
 * px of height that a phone's window leaves a layer's picture beside its cards and its sum.
 * @param {Shown} shown
 * @param {Room} room
 * @param {Stage} stage
 */
function upright({ layer, height }, { width }, { root, now }) {
  const rows = rowsOf(layer, now, width);
  const tabs = root.querySelector(".tabs")?.clientHeight ?? 0;
  const around = BAR + now.controls.node.offsetHeight + tabs + APART;
  return innerHeight - around - height - rows * CLOSE_LINES * fontOf(now);
}

/**
 * As large as the window allows beside the card and the equation of the layer that has most to say.
 * @param {Layer} layer
 * @param {Current} current
 * @param {Room & { left?: number }} room with what a phone's window leaves the picture
 * @param {Stage} stage
 * @param {boolean} several whether a phone is to show all channels
 * @returns {Laid}
 */
function larger(layer, current, { left = 0, ...room }, { root, now, guide, room: { isFull } }, several) {
  if (isFull && !room.narrow) return projected(layer, current, room);
  const tabs = root.querySelector(".tabs")?.clientHeight ?? 0;
  // On a phone on its side card and equation stand beside all of it.
  const beside = max(room.height, innerHeight - ROW - tabs);
  if (innerHeight < LOW) return layOut(layer, current, { ...room, height: beside });
  if (isFull || (room.narrow && room.width > innerHeight)) return layOut(layer, current, room);
  if (room.narrow) {
    const height = max(LOWEST, left);
    const found = several ? together(layer, current, { ...room, height }) : null;
    return found ?? layOut(layer, current, { ...room, height: min(room.height, height) });
  }
  const rows = min(ROWS, rowsOf(layer, now, room.width * BESIDE));
  const text = rows * LINE_HEIGHT * fontOf(now);
  const card = guide?.height ?? 0;
  const found = layOut(layer, current, room);
  const height = innerHeight - TOP - now.controls.node.offsetHeight - max(card, text);
  if (found.s >= ENOUGH || height <= room.height) return found;
  const more = layOut(layer, current, { ...room, height, most: AIM });
  return more.s > found.s ? more : found;
}

/**
 * Every channel, with the kernel of the one filter whose turn it is; null where that is too small to be read.
 * @param {Layer} layer
 * @param {Current} current
 * @param {Room} room
 */
function together(layer, { filter }, room) {
  const channels = Array.from({ length: layer.channels }, (_, i) => i);
  const longest = max(...layer.padded, layer.rows, layer.cols);
  /** @type {Laid | null} */
  let best = null;
  for (const cap of [longest, ...CROPS.filter((each) => each < longest)]) {
    const view = viewOf(layer, channels, [filter], { cap, legible: LEGIBLE, stretch: 1 });
    for (let s = AIM; s >= LEAST; s--) {
      const found = fit(layer, view, cells(room)(s), room.width, room.height);
      if (!found) continue;
      const gain = cap > CLOSE ? GAIN : GAIN / 2;
      if (found.digits >= max(LEGIBLE, (best?.digits ?? 0) + gain)) best = found;
      break;
    }
    if (best && best.digits >= READ) break;
  }
  return best;
}

/**
 * A layout with no more kernels than a layer has.
 * @param {Layer} layer
 * @param {Laid} laid
 * @returns {Laid}
 */
function without(layer, laid) {
  const { view } = laid;
  /** @type {View["filters"]} */
  const filters = (channel) => layer.readers(channel).filter((filter) => view.outputs.includes(filter));
  const boxes = laid.boxes.filter(
    ({ kind, channel, filter }) => kind !== "w" || filters(Number(channel)).includes(Number(filter)),
  );
  return { ...laid, boxes, view: { ...view, filters } };
}
