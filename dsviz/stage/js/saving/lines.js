/**
 * The lines of an equation as they are seen: each text with its colour and weight, what is hidden left out.
 *
 * @typedef {{ words: string, fill: string, weight: string, opacity: string }} Words
 * @typedef {Words[]} Line
 */
import { plain } from "./inked.js";

const APART = "\u00a0".repeat(6); // between the sums of a scatter, of which some stand beside one another
const MOST = 110; // letters of such a line

/** @param {Line} line */
export const lengthOf = (line) => line.reduce((sum, { words }) => sum + words.length, 0);

/**
 * @param {HTMLElement} equation
 * @returns {Line[]}
 */
export function linesOf(equation) {
  const rows = [...equation.querySelectorAll(".line")];
  if (!equation.classList.contains("scatter")) return rows.map(wordsOf).filter((line) => line.length);
  return rows.flatMap((row) => beside([...row.querySelectorAll(".term")].map(wordsOf)));
}

/**
 * Put short sums beside one another.
 * @param {Line[]} sums
 */
export function beside(sums) {
  /** @type {Line[]} */
  const lines = [];
  for (const sum of sums.filter(({ length }) => length)) {
    const last = lines.at(-1);
    const fits = last && lengthOf(last) + APART.length + lengthOf(sum) <= MOST;
    if (fits) last.push({ ...sum[0], words: APART, opacity: "1" }, ...sum);
    else lines.push([...sum]);
  }
  return lines;
}

/**
 * @param {Element} row
 * @returns {Line}
 */
function wordsOf(row) {
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  /** @type {Line} */
  const line = [];
  while (walker.nextNode()) {
    const { data, parentElement } = /** @type {Text} */ (walker.currentNode);
    const words = data.replaceAll(/\s+/g, " ");
    if (!parentElement?.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (words) line.push({ words, ...lookOf(parentElement) });
  }
  return line.some(({ words }) => words.trim()) ? line : [];
}

/** @param {HTMLElement} node */
function lookOf(node) {
  const { color, fontWeight, opacity } = getComputedStyle(node);
  const around = node.closest(".term");
  const fainter = around && around !== node ? Number(getComputedStyle(around).opacity) : 1;
  return { fill: plain(color), weight: fontWeight, opacity: String(Number(opacity) * fainter) };
}
