/**
 * How a cell is read out: its map, its place there, its number, and what is special about it.
 *
 * @import { Labels, Mark } from "../types.js"
 */
import { fill } from "./dom.js";

/**
 * @param {Mark} mark
 * @param {Labels} labels
 * @param {{ at: number[], whole: string, name: string }} cell where it is, its text in full, and its class
 */
export function said({ name: map, size }, labels, { at: [r, c], whole, name }) {
  const place = size[0] * size[1] > 1 ? `, ${fill(labels.cell, { r, c })}` : "";
  const text = whole.replace("?", labels.hide).replace("\u2026", "").trim() || labels.uncomputed;
  return `${map}${place}: ${text}${name.includes("pad") ? `, ${labels.pad}` : ""}`;
}
