/**
 * A cell of the picture by its tensor and index.
 *
 * @import { Picture } from "../picture/picture.js"
 * @import { Pinned } from "../pointing.js"
 */

/**
 * Find a cell; its map pans to it. Null where the picture does not show that map.
 * @param {Picture} picture
 * @param {[string, ...number[]] | []} place such as ["y", 0, 1, 2]
 * @returns {Pinned | null}
 */
export function findCell(picture, [kind, ...index]) {
  const [row, col] = kind === "b" ? [0, 0] : index.slice(-2);
  for (const grid of picture.grids) {
    if (grid.mark.kind !== kind || String(grid.mark.index(row, col)) !== String(index)) continue;
    grid.show(row, col);
    const cell = grid.cellAt(row, col);
    return cell && { grid, cell, at: [row, col], id: cell.shown.id };
  }
  return null;
}
