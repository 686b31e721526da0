/**
 * The documents' own arrangement: a row for each input channel, its kernels in columns, the outputs in the last one.
 *
 * It is taken wherever its numbers are legible, so that two pictures of one example look alike. A page of one
 * channel and one filter does without; all others bring this module.
 *
 * @import { Layer } from "../layer.js"
 * @import { Block, Box, CellSize, Laid, View } from "../types.js"
 * @import { Room } from "./fit.js"
 */
import { Stage } from "../stage.js";
import { itemsOf, outputOf, put } from "./blocks.js";
import { cells } from "./fit.js";
import { boxesOf, GAP, table } from "./flow.js";
import { views } from "./views.js";

const MOST = 46; // px of height of a cell
const LEGIBLE = 16; // px of a number under which another arrangement shows more

/**
 * The largest that a room holds, or null: for filters that read one channel each, and for windows of one place.
 * @param {Layer} layer
 * @param {View} view
 * @param {Room} room
 */
export function columns(layer, view, room) {
  const { width, height, narrow, ways, most = MOST, digits = LEGIBLE } = room;
  const usual = ways || narrow || layer.depth === 1 || layer.spec.groups > 1 || layer.kh * layer.kw === 1;
  if (usual || view.channels.length < layer.channels) return null;
  const cell = cells(room);
  for (let s = most; cell(s).digits >= digits; s--) {
    const found = stood(layer, view, cell(s));
    if (found.w <= width && found.h <= height) return found;
  }
  return null;
}

/**
 * @param {Layer} layer
 * @param {View} view
 * @param {CellSize} cell
 * @returns {Laid}
 */
function stood(layer, view, cell) {
  const rows = view.channels.map((channel) => rowOf(layer, channel, view, cell));
  const left = table(rows, 1, 1.6 * GAP);
  const outputs = view.outputs.map((filter) => outputOf(layer, filter, view, cell));
  const right = table(outputs, 1, GAP);
  const at = left.w + 2.4 * GAP;
  const boxes = [...boxesOf(left, [0, 0]), ...boxesOf(right, [at, 0])];
  return { ...cell, view, boxes, w: at + right.w, h: Math.max(left.h, right.h) };
}

/**
 * One input channel, and beside it its kernel slices, its products and its sum.
 * @param {Layer} layer
 * @param {number} channel
 * @param {View} view
 * @param {CellSize} cell
 * @returns {Block}
 */
function rowOf(layer, channel, view, cell) {
  const [{ at }, slices, work] = itemsOf(layer, channel, view, cell);
  /** @type {Box[]} */
  const boxes = [{ kind: "x", channel, left: 0, top: 0 }];
  const beside = put(boxes, [...slices, ...work], 0, true, [at[0] + GAP, 0]);
  return { boxes, w: at[0] + GAP + beside.w, h: Math.max(at[1], beside.h) };
}

const { layOut } = Stage;
Stage.layOut = (layer, current, room) =>
  columns(layer, views(layer, current, room.narrow)[0], room) ?? layOut(layer, current, room);
