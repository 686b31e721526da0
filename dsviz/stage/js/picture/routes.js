/**
 * The line from a sum to its output goes round every map: one that ran behind an idle channel would seem to be of it.
 *
 * Where no way is free, there is none. A page that has room for it brings this module.
 *
 * @import { Pair } from "../types.js"
 * @import { Grid } from "./grid.js"
 */
import { NAME } from "../layout/blocks.js";
import { GAP } from "../layout/flow.js";
import { Picture } from "./picture.js";

const { abs, max, min } = Math;
const BESIDE = 4; // px from a map, where the usual way runs into one
const MOST = 7; // bends

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Rect */

/**
 * What a map takes of the picture, its name included.
 * @param {Grid} grid
 * @returns {Rect}
 */
export function rectOf({ box, cell, mark }) {
  const [dx, dy] = mark.offset ?? [0, 0];
  const [rows, cols] = mark.view;
  return {
    left: box.left - dx,
    top: box.top - dy,
    right: box.left + max(cols * cell.cw, dx ? 0 : NAME * cell.lettering),
    bottom: box.top + cell.headroom + rows * cell.s,
  };
}

/**
 * How far a line along an axis, 0 level, 1 upright, goes from a point to either side before it runs into a map.
 * @param {Pair} at
 * @param {number} axis
 * @param {Rect[]} rects
 * @returns {Pair}
 */
export function reach([x, y], axis, rects) {
  let [low, high] = [-Infinity, Infinity];
  for (const { left, top, right, bottom } of rects) {
    const [from, to, is] = axis ? [top, bottom, left < x && x < right] : [left, right, top < y && y < bottom];
    const at = axis ? y : x;
    if (!is) continue;
    if (to <= at) low = max(low, to);
    else if (from >= at) high = min(high, from);
    else return [at, at];
  }
  return [low, high];
}

/** @typedef {{ points: Pair[], cost: number, axis: number }} Way that goes on along an axis, 0 level, 1 upright */

/**
 * Where lines may run, along either axis: beside maps, and to the output.
 * @param {Rect[]} rects
 * @param {Pair} to
 */
function lanesOf(rects, [x, y]) {
  const aside = rects.flatMap(({ left, right }) => [left - BESIDE, right + BESIDE]);
  const along = rects.flatMap(({ top, bottom }) => [top - BESIDE, bottom + BESIDE]);
  return [new Set([x - GAP / 2, ...aside]), new Set([y, ...along])];
}

/**
 * The free way with the fewest bends from a sum, down or aside, along gaps between maps, to the left of an output.
 * @param {Rect} sum
 * @param {Pair} to
 * @param {Rect[]} rects all maps
 * @returns {Pair[] | null}
 */
export function route(sum, to, rects) {
  const lanes = lanesOf(rects, to);
  /** @type {Way[]} */
  let ways = [
    { points: [[(sum.left + sum.right) / 2, sum.bottom]], cost: 0, axis: 1 },
    { points: [[sum.right, sum.bottom - BESIDE]], cost: 0, axis: 0 },
  ];
  const [open] = reach(to, 0, rects);
  /** @type {Set<string>} lines that a way has gone along */
  const been = new Set();
  for (let bends = 0; bends < MOST && ways.length; bends++) {
    ways = ways
      .flatMap((way) => onward(way, lanes[way.axis], { rects, been }))
      .sort((one, other) => whole(one, to) - whole(other, to));
    const end = ways.find(({ points: [[x, y]] }) => y === to[1] && open <= x && x < to[0]);
    if (end) return [to, ...end.points].reverse();
  }
  return null;
}

/**
 * How long a way is at least, once it is at its end.
 * @param {Way} way
 * @param {Pair} to
 */
const whole = ({ points: [[x, y]], cost }, to) => cost + abs(to[0] - x) + abs(to[1] - y);

/**
 * A way, on along its axis to every lane that it reaches.
 * @param {Way} way its last point first
 * @param {Set<number>} lanes
 * @param {{ rects: Rect[], been: Set<string> }} known
 * @returns {Way[]}
 */
function onward({ points, cost, axis }, lanes, { rects, been }) {
  const [at] = points;
  const [low, high] = reach(at, axis, rects);
  const line = `${axis},${at[1 - axis]},${low}`;
  if (been.has(line)) return [];
  been.add(line);
  const found = [];
  for (const lane of lanes) {
    if (lane < low || lane > high || lane === at[axis]) continue;
    /** @type {Pair} */
    const next = axis ? [at[0], lane] : [lane, at[1]];
    found.push({ points: [next, ...points], cost: cost + abs(lane - at[axis]), axis: 1 - axis });
  }
  return found;
}

/** @type {WeakMap<Picture, Map<string, string>>} by the usual way, the one that is taken */
const known = new WeakMap();
const { threadPath } = Picture;

Picture.threadPath = (picture, channel, moment) => {
  const usual = threadPath(picture, channel, moment);
  const sum = picture.grid("s", channel);
  if (!usual || !sum) return usual;
  const ways = known.get(picture) ?? new Map();
  known.set(picture, ways);
  const path = ways.get(usual) ?? freed(usual, sum, picture.grids.map(rectOf));
  ways.set(usual, path);
  return path;
};

/**
 * The usual way, or another one where that runs into a map.
 * @param {string} usual
 * @param {Grid} sum
 * @param {Rect[]} rects
 */
export function freed(usual, sum, rects) {
  const [x, y, gap, left, end] = (usual.match(/[-\d.e]+/g) ?? []).map(Number);
  /** @type {Pair} */
  const to = [left + GAP / 2, end];
  const way = [[x, y], [x, gap], [left, gap], [left, end], to];
  if (isFree(/** @type {Pair[]} */ (way), rects)) return usual;
  const from = { ...rectOf(sum), right: sum.box.left + sum.cell.cw };
  const found = route(from, to, rects);
  return found ? `M${found.join("L")}` : "";
}

/**
 * @param {Pair[]} way
 * @param {Rect[]} rects
 */
function isFree(way, rects) {
  return way.slice(1).every(([x, y], i) => {
    const axis = x === way[i][0] ? 1 : 0;
    const [low, high] = reach(way[i], axis, rects);
    const at = axis ? y : x;
    return low <= at && at <= high;
  });
}
