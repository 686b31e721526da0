/**
 * Items one after another, blocks in a table.
 *
 * @import { Block, Box, Pair } from "../types.js"
 */
const { ceil, floor, max, min } = Math;

export const GAP = 14;

/**
 * Lay items of [width, height] one after another, in rows no wider than `limit`; upright, in columns.
 * @param {Pair[]} items
 * @param {number} limit
 * @param {boolean} upright
 */
export function flow(items, limit, upright) {
  const spots = [];
  let [along, across, thick, most] = [0, 0, 0, 0];
  for (const [w, h] of items) {
    const [length, width] = upright ? [h, w] : [w, h];
    if (along && along + length > limit + 0.5) [along, across, thick] = [0, across + thick + GAP * 0.6, 0];
    spots.push(upright ? [across, along] : [along, across]);
    along += length + GAP * 0.6;
    most = max(most, along - GAP * 0.6);
    thick = max(thick, width);
  }
  const extent = across + thick;
  return { spots, w: upright ? extent : most, h: upright ? most : extent };
}

/** @typedef {{ blocks: Block[], place: (i: number) => Pair, w: number, h: number }} Table */

/**
 * Lay blocks in a table of `columns`: how large it is, and each block's place in it.
 * @param {Block[]} blocks
 * @param {number} columns
 * @param {number} gap
 * @returns {Table}
 */
export function table(blocks, columns, gap) {
  const w = max(...blocks.map((block) => block.w)) + gap;
  const h = max(...blocks.map((block) => block.h)) + gap;
  const [across, down] = [min(columns, blocks.length), ceil(blocks.length / columns)];
  return {
    blocks,
    place: (i) => [(i % columns) * w, floor(i / columns) * h],
    w: across * w - gap,
    h: down * h - gap,
  };
}

/**
 * The boxes of a table that stands at (dx, dy).
 * @param {Table} table
 * @param {Pair} at
 * @returns {Box[]}
 */
export function boxesOf({ blocks, place }, [dx, dy]) {
  return blocks.flatMap((block, i) =>
    block.boxes.map((box) => ({
      ...box,
      left: box.left + place(i)[0] + dx,
      top: box.top + place(i)[1] + dy,
    })),
  );
}
