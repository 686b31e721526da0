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
  const { layer, status } = stage.now;
  const { kind, index } = tile;
  const [top, left] = layer.origin;
  const area =
    kind === "y" ? windowOn(layer, { row, col }) : around(placesFedBy(layer, row + top, col + left));
  for (const other of tiles) {
    const [channel, filter] = kind === "y" ? [other.index, index] : [index, other.index];
    const belongs = other.kind !== kind && layer.readers(channel).includes(filter);
    other.lay("pointed", belongs ? area : null);
  }
  tile.lay("pointed", { row, col, rows: 1, cols: 1 });
  status.told = told(stage, tile, [row, col]);
  status.showInfo();
}

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
  const place = { filter: index, row, col };
  const hidden =
    kind === "x"
      ? typeof layer.relay?.veil(place) === "string"
      : run.hiding > 0 && !run.revealed.has(layer.stepOf(place, run.order));
  const value = kind === "y" ? layer.decimalOutput(place) : layer.pixel(index, row + top, col + left).x;
  return `${layer.called(kind)}[${index},${row + top},${col + left}] = ${hidden ? "?" : numbers.term(value)}`;
}
