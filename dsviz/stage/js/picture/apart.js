/**
 * The lines from the sums of several channels to one output, a little beside each other, so that each is seen.
 *
 * A page that has room for it brings this module.
 *
 * @import { Pair } from "../types.js"
 */
import { Picture } from "./picture.js";

const APART = 3; // px from one line to the next
const MOST = 6; // px that all of them take

/**
 * The corners of a line along the axes.
 * @param {string} path
 */
function cornersOf(path) {
  /** @type {Pair} */
  let at = [0, 0];
  return [...path.matchAll(/([MLHVh])([^MLHVh]+)/g)].map(([, letter, text]) => {
    const [first, second] = text.split(/[ ,]/).map(Number);
    const [x, y] = at;
    at = { V: /** @type {Pair} */ ([x, first]), H: [first, y], h: [x + first, y] }[letter] ?? [first, second];
    return at;
  });
}

/**
 * A line moved aside, its ends still on the sum and on the output.
 * @param {string} path
 * @param {number} by px to the right and down
 */
export function aside(path, by) {
  const corners = cornersOf(path);
  const last = corners.length - 1;
  if (last < 2 || !by) return path;
  const moved = corners.map(([x, y]) => [x + by, y + by]);
  // An end keeps to the side that it lies on: it moves along that side only.
  for (const [end, next] of [
    [0, 1],
    [last, last - 1],
  ]) {
    const along = corners[end][0] === corners[next][0] ? 1 : 0;
    moved[end][along] = corners[end][along];
  }
  return `M${moved.join("L")}`;
}

/**
 * How far the line of one of so many channels is moved.
 * @param {number} at
 * @param {number} count
 */
export const shift = (at, count) =>
  count > 1 ? Math.min(APART, MOST / (count - 1)) * ((count - 1) / 2 - at) : 0;

const { threadPath } = Picture;

Picture.threadPath = (picture, channel, moment) => {
  const path = threadPath(picture, channel, moment);
  const { layer } = picture;
  return path && aside(path, shift(channel - layer.firstChannel(moment.filter), layer.depth));
};
