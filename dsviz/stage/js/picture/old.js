/**
 * The number that stood in a cell before a change, beside the new one: 0→4. Where a cell has no room for it, a
 * dot in its corner marks it; who points at it is told: was.js.
 *
 * Only a stage whose numbers can be changed brings this module.
 *
 * @import { Cell } from "./grid.js"
 */
import { svg } from "./dom.js";
import { Grid } from "./grid.js";

const LEAST = 12; // px of an old number
const LETTER = 0.72; // of a number's size, the width of a character
const DOT = 4; // px from a corner to the middle of a dot
const LINE = 0.8; // of a number's size, its height

/**
 * What a cell said, where it says something else now; else nothing.
 * @param {Grid} grid
 * @param {Cell} cell
 */
export const was = ({ before }, { shown: { id, text } }) => {
  const old = before?.get(id) ?? "";
  return text && old !== text && ![old, text].includes("?") ? old : "";
};

/**
 * Beside the new number, over it, or under it, where the weight stands that multiplies it.
 * @param {Grid} grid
 * @param {Cell} cell
 */
Grid.compared = (grid, cell) => {
  const { s, cw, times, headroom, digits } = grid.cell;
  const { text, i, j } = cell;
  const [left, top] = [j * cw, headroom + i * s];
  const old = was(grid, cell);
  const size = times || LEAST;
  const own = Number(text.getAttribute("font-size") ?? digits);
  const long = old ? LETTER * size * (old.length + 1.5) : 0; // with the arrow
  const room = s - (grid.mark.kind === "x" ? times : 0);
  const [high, middle] = [LINE * size, s * grid.lift];
  const isBeside = long + LETTER * own * cell.shown.text.length + 4 <= cw;
  const isOver = !isBeside && long <= cw && high + LINE * own + 3 <= room;
  text.setAttribute("x", String(left + (isBeside ? cw + long : cw) / 2));
  text.setAttribute("y", String(top + (old && isOver ? (room + high) / 2 : middle)));
  cell.old?.remove();
  if (!old) return;
  let [x, y, said] = [long / 2, isOver ? size / 2 + 2 : middle, `${old}→`];
  if (!isBeside && !isOver) {
    const isUnder = room < s && LETTER * size * (old.length + 2.5) + 4 <= cw;
    [x, y, said] = isUnder ? [(LETTER / 2) * size * old.length + 2, s - high / 2, old] : [DOT, DOT, "•"];
  }
  const looks = { class: "old", "font-size": size, "aria-hidden": "true" };
  cell.old = svg("text", { x: left + x, y: top + y, text: said, ...looks });
  grid.front.append(cell.old);
};
