/**
 * Which cell an element belongs to.
 *
 * @import { Target } from "./grid.js"
 */

/** @type {WeakMap<EventTarget, Target>} */
export const targets = new WeakMap();

/**
 * The cell that an element belongs to.
 * @param {EventTarget | null} node
 */
export const targetOf = (node) => (node && targets.get(node)) || null;
