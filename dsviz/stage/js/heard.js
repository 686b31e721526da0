/**
 * A cell is told as the equation calls it, "x[0,1,2] = 3"; the ear would hear that letter by letter, and is given its
 * name in words: "Input channel 0, row 1, column 2 = 3".
 *
 * A page of one's own whose numbers stay as they are does without; the app's component brings this module.
 */
import { cellText } from "./picture/cell_text.js";
import { targetOf } from "./picture/targets.js";
import { everyStage } from "./rollcall.js";
import { Status } from "./status.js";

const CELL = /\b[a-z]+\[[\d,-]+\]/g;

const { say } = Status.prototype;

Status.prototype.say = function (text) {
  const space = everyStage().find(({ stage }) => stage.now?.status === this)?.stage.now.space;
  const labels = { ...this.labels, says: "{m}" }; // without the number
  /** @param {string} name */
  const worded = (name) => {
    const found = targetOf(space?.querySelector(`[data-cell="${name}"]`) ?? null);
    if (!found) return name;
    const { grid, cell } = found;
    return cellText(grid.mark, labels, { at: grid.coordinates(cell), whole: "", name: "" });
  };
  say.call(this, text.replace(CELL, worded));
};
