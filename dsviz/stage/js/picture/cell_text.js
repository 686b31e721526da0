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
export function cellText({ name: map, size }, labels, { at: [r, c], whole, name }) {
  const m = size[0] * size[1] > 1 ? fill(labels.cell, { m: map, r, c }).replaceAll("-", "\u2212") : map;
  const text = whole.replace("?", labels.hide).replace("\u2026", labels.uncomputed).trim() || labels.empty;
  return fill(labels.says, { m, v: name.includes("pad") ? fill(labels.pad, { v: text }) : text });
}
