/**
 * Maps named in full, "Input channel 0, 5×5, padding 1": over each where there is room, else at a pointer's rest.
 *
 * A page of one's own does without; the app's component brings this module.
 *
 * @import { Mark } from "../types.js"
 */
import { svg } from "./dom.js";
import { Grid } from "./grid.js";
import { Picture } from "./picture.js";

/**
 * @param {Pick<Mark, "name" | "told">} mark
 * @returns {string[]}
 */
export const named = ({ name, told: [size] = [] }) => (size ? [`${name}, ${size}`] : []);

const thread = Picture.thread;

Grid.named = named;
Picture.thread = (picture, grid) => {
  thread(picture, grid);
  const [full] = named(grid.mark);
  const title = grid.node.querySelector(".name");
  if (!full || !title) return;
  grid.node.setAttribute("aria-label", full);
  const held = svg("g", {}, svg("title", { text: full }));
  title.replaceWith(held);
  held.append(title);
};
