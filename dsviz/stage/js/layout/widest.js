/**
 * How many characters the widest number of a layer has, in a cell.
 *
 * @import { Layer } from "../layer.js"
 * @import { Numbers } from "../numbers.js"
 */
const SAMPLE = 4000; // numbers of a tensor that are looked at
const MOST = 14;

/**
 * @param {Layer} layer
 * @param {Numbers} numbers
 */
export function widest(layer, numbers) {
  let chars = numbers.decimals ? numbers.decimals + 3 : 1;
  for (const { data } of [layer.x, layer.w, { data: layer.b ?? [] }, layer.y])
    for (const value of data.slice(0, SAMPLE)) chars = Math.max(chars, numbers.text(value).length);
  return Math.min(chars, MOST);
}
