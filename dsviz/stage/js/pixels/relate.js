/**
 * A pixel that is pointed at: its name and number, and what belongs to it on the other maps and in the numbers.
 *
 * @import { Pair } from "../types.js"
 * @import { Stage } from "../stage.js"
 * @import { Tile } from "./tile.js"
 */
import { placesFedBy } from "../backwards.js";
import { around, windowOn } from "./geometry.js";

/**
 * Mark what belongs to a pixel, and say it.
 * @param {Stage} stage
 * @param {Tile[]} tiles
 * @param {Tile} tile
 * @param {Pair} at row and column of the pixel
 */
export function relate(stage, tiles, tile, [row, col]) {
  for (const other of tiles) other.mark(null);
  if (tile.kind === "y") markWindow(stage, tiles, tile.index, [row, col]);
  else markFed(stage, tiles, tile.index, [row, col]);
  tile.mark({ row, col, rows: 1, cols: 1 });
  stage.now.status.told = told(stage, tile, [row, col]);
  stage.now.status.showInfo();
}

/**
 * @param {Stage} stage
 * @param {Tile[]} tiles
 * @param {number} filter
 * @param {Pair} place
 */
function markWindow({ now: { layer } }, tiles, filter, [row, col]) {
  const first = layer.firstChannel(filter);
  for (const { kind, index, mark } of tiles.map(bound))
    if (kind === "x" && index >= first && index < first + layer.depth) mark(windowOn(layer, { row, col }));
}

/**
 * @param {Stage} stage
 * @param {Tile[]} tiles
 * @param {number} channel
 * @param {Pair} pixel
 */
function markFed({ now: { layer } }, tiles, channel, [row, col]) {
  const fed = around(placesFedBy(layer, row + layer.origin[0], col + layer.origin[1]));
  const readers = layer.readers(channel);
  for (const { kind, index, mark } of tiles.map(bound))
    if (kind === "y" && readers.includes(index)) mark(fed);
}

/** @param {Tile} tile */
const bound = (tile) => ({ kind: tile.kind, index: tile.index, mark: tile.mark.bind(tile) });

/**
 * @param {Stage} stage
 * @param {Tile} tile
 * @param {Pair} at
 */
function told({ now, picture, run }, { kind, index }, [row, col]) {
  const { layer, numbers } = now;
  const [top, left] = kind === "x" ? layer.origin : [0, 0];
  const grid = picture?.grid(kind, index);
  if (grid) return picture?.relate(grid, [row + top, col + left]) ?? "";
  const step = layer.stepOf({ filter: index, row, col }, run.order);
  const secret = kind === "y" && run.hiding > 0 && !run.revealed.has(step);
  const value =
    kind === "x"
      ? layer.pixel(index, row + top, col + left).x
      : layer.decimalOutput({ filter: index, row, col });
  return `${layer.called(kind)}[${index},${row + top},${col + left}] = ${secret ? "?" : numbers.term(value)}`;
}
