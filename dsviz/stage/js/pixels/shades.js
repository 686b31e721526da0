/**
 * The shades of a map: dark, through the hue of its role, to light; with negative numbers the hue itself is 0.
 */
const { abs, max, round } = Math;
const LEVELS = 256;
/** As in stage.css: input blue, output green. @type {Record<string, number[]>} */
const HUES = { x: [0, 114, 178], y: [0, 158, 115] };
const DARK = 0.06; // share of the hue that the darkest shade has
const LIGHT = 0.97; // how far the lightest is from the hue to white

/** @typedef {[number, number]} Range the numbers that are darkest and lightest */

/**
 * What is darkest and lightest: the least and the largest number of the map; the same on both sides of 0
 * where some are negative.
 * @param {Iterable<number>} values
 * @returns {Range}
 */
export function rangeOf(values) {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const most = max(abs(low), abs(high));
  return low < 0 ? [-most, most] : [low, high];
}

/**
 * Which of the shades a number has.
 * @param {number} value
 * @param {Range} range
 */
export function levelOf(value, [low, high]) {
  return high > low ? round(((value - low) / (high - low)) * (LEVELS - 1)) : LEVELS / 2;
}

/**
 * The shades of a role, dark to light, each as red, green and blue.
 * @param {string} kind
 * @returns {number[][]}
 */
export function shadesOf(kind) {
  return Array.from({ length: LEVELS }, (_, level) => {
    const share = (2 * level) / (LEVELS - 1) - 1;
    return HUES[kind].map((part) =>
      round(share < 0 ? part * (1 + share * (1 - DARK)) : part + (255 - part) * share * LIGHT),
    );
  });
}
