/**
 * What the cells said before a number was changed, beside what they say now.
 *
 * @import { Picture } from "./picture.js"
 */

/**
 * What every cell in view says, by its name.
 * @param {Picture} picture
 */
export function textsOf(picture) {
  /** @type {Map<string, string>} */
  const texts = new Map();
  for (const grid of picture.grids) grid.texts(texts);
  return texts;
}

/**
 * Show in every cell what it said, where it says something else now.
 * @param {Picture} picture
 * @param {Map<string, string> | null} texts
 */
export function compare(picture, texts) {
  for (const grid of picture.grids) grid.compare(texts);
}
