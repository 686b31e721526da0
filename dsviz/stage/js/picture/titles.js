/**
 * Maps named in full, "x[0] input channel 0, 5×5, padding 1": over each where there is room, else at a
 * pointer's rest. Over all of them stands the name by which the equation calls them.
 *
 * A page of one's own does without; the app's component brings this module.
 *
 * @import { Mark } from "../types.js"
 */
import { fill, put, svg } from "./dom.js";
import { Grid } from "./grid.js";
import { Picture } from "./picture.js";

const LETTER = 0.533; // of a title's size, the width of an average letter
const SIGN = 0.4; // the same of a figure, a bracket or a colon
const BESIDE = 12; // px between two maps, at least
const GAP = 6; // px of it that a name may take
const FOOT = 0.3; // of it, how far a letter goes below its line
const OVER = 4.5; // px over the cells, where a channel's colour lies and a light round the map
const FEW = 6; // columns of a map on a phone that are no place for the rows and columns in brackets
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/g;

/**
 * How many columns a text takes: a Chinese letter is as wide as two of ours.
 * @param {string} text
 */
export const columns = (text) => text.replace(WIDE, "  ").length;

/** @param {string} name */
const comma = (name) => (columns(name) > name.length ? "\uff0c" : ", ");

/**
 * A map as it is said aloud: in words; by the name of the tensor between two layers, where those do not say it.
 * @param {Pick<Mark, "kind" | "called" | "key" | "name" | "told">} mark
 */
export function spoken({ kind, called = kind, key, name, told: [size] = [] }) {
  return `${called === kind || name.includes(key) ? name : `${key} (${name})`}${comma(name)}${size}`;
}

/**
 * @param {Pick<Mark, "kind" | "key" | "name" | "told">} mark
 * @param {number} [room] as a multiple of a letter's size; none where the name is wider
 * @returns {string[]}
 */
export function named({ key, name, told: [size] = [] }, room = Infinity) {
  if (!size) return [];
  const clause = comma(name);
  // A name with the key in it says what it is of: "dy[0] of y[0]" needs no second one.
  const words = name.includes(key) ? name : `${key} ${name[0].toLowerCase()}${name.slice(1)}`;
  const full = `${words}${clause}${size}`;
  // Room for the longest number, that maps of one kind have titles of one kind; and a blank before the next.
  const most = columns(full.replace(/(?<![\d×])\d(?=[\] ,\uff0c])/g, "00")) + 1;
  return LETTER * most <= room ? [full] : [];
}

const thread = Picture.thread;
const { refresh } = Grid.prototype;

/** @type {WeakMap<Grid, string>} what a small part of a map is called beside a guide, whose readers know no slices */
const parts = new WeakMap();

/** Where a map stands close to another one its name does without the rows and columns that are seen of it. */
Grid.prototype.refresh = function () {
  refresh.call(this);
  const { key, view, kind } = this.mark;
  const title = this.node.querySelector(".name");
  const length = SIGN * this.cell.lettering * (title?.textContent?.length ?? 0);
  if (title && this.cropped && length > view[1] * this.cell.cw + BESIDE) put(title, key);
  const part = parts.get(this);
  // Beside an input there is a gap before its kernels.
  const room = view[1] * this.cell.cw + (kind === "x" ? GAP : 0);
  if (title && part) put(title, LETTER * this.cell.lettering * columns(part) <= room ? part : key);
};

Grid.named = named;
Picture.thread = (picture, grid) => {
  thread(picture, grid);
  // No line is seen through a map.
  const [[rows, cols], { headroom, lettering, cw, s }] = [grid.mark.view, grid.cell];
  const back = { y: headroom, width: cols * cw, height: rows * s };
  grid.node.prepend(svg("rect", { ...back, style: "fill:var(--paper);stroke:none;opacity:1" }));
  if (picture.labels.part_of && grid.cropped && cols <= FEW) {
    parts.set(grid, fill(picture.labels.part_of, { map: grid.mark.key }));
    grid.refresh();
  }
  const [full] = named(grid.mark);
  const title = grid.node.querySelector(".name");
  title?.setAttribute("y", String(headroom - OVER - FOOT * lettering));
  if (!full || !title) return;
  grid.node.querySelector("[role=grid]")?.setAttribute("aria-label", spoken(grid.mark));
  const held = svg("g", {}, svg("title", { text: full }));
  title.replaceWith(held);
  held.append(title);
};
