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
 * The tensor between two layers keeps its own name before that of its layer's side.
 * @param {Pick<Mark, "kind" | "called" | "key" | "name" | "told">} mark
 * @returns {string[]}
 */
export function named({ kind, called = kind, key, name, told: [size] = [] }) {
  if (!size) return [];
  return [called === kind ? `${name}, ${size}` : `${key} (${name}), ${size}`];
}

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
