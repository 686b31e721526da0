/**
 * The number that stood in a cell before a change, struck out beside the new one.
 *
 * Only a stage whose numbers can be changed brings this module.
 *
 * @import { Cell } from "./grid.js"
 */
import { svg } from "./dom.js";
import { Grid } from "./grid.js";

const LIFTED = 0.36; // how far down a number stands over its old one

/**
 * @param {Grid} grid
 * @param {Cell} cell
 */
Grid.compared = ({ before: texts, cell: { s, cw, times, headroom }, front, lift }, cell) => {
  const { id, text } = cell.shown;
  const before = texts?.get(id) ?? "";
  cell.old?.remove();
  cell.old = undefined;
  const differs = before && text && before !== text && ![before, text].includes("?");
  const top = headroom + cell.i * s;
  cell.text.setAttribute("y", String(top + s * (differs ? LIFTED : lift)));
  if (!differs) return;
  const at = { x: cell.j * cw + 2, y: top + s - 2, "font-size": times || 12 };
  cell.old = front.appendChild(svg("text", { class: "old", ...at, text: before, "aria-hidden": "true" }));
};
