/**
 * On a phone on its side an equation of several lines stands beside the drawing, so that all of it is seen with it.
 *
 * @import { Equation } from "../equation.js"
 */
import { everyStage } from "../rollcall.js";
import { LOW, ROW } from "../room.js";
import { Stage } from "../stage.js";

const LEAST = 560; // px of a stage's width, under which nothing fits beside the drawing
const FONT = 15; // px of the equation under the drawing
const ROWS = 2; // of it that are seen there: low.css
const SHARE = 0.58; // of the width, for the drawing: guide.css

const { layOut } = Stage;

/** @type {typeof layOut} */
Stage.layOut = (layer, current, room) => {
  const stage = everyStage().find((member) => member.stage.now?.layer === layer)?.stage;
  if (!stage) return layOut(layer, current, room);
  const { root, now, guide } = stage;
  const width = room.width * SHARE;
  const beside =
    innerHeight < LOW && room.width >= LEAST && !guide?.drawn && isLong(now.equation, room.width);
  root.classList.toggle("beside", beside);
  if (!beside) return layOut(layer, current, room);
  const tabs = root.querySelector(".tabs")?.clientHeight ?? 0;
  return layOut(layer, current, { ...room, width, height: Math.max(room.height, innerHeight - ROW - tabs) });
};

/**
 * Whether an equation has more rows than are seen under the drawing.
 * @param {Equation} equation
 * @param {number} width
 */
function isLong(equation, width) {
  return equation.rowsAt(FONT, width) > ROWS;
}
