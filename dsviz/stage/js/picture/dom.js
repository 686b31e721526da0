/** Elements, and the words of a scene. @import { Labels, Scene } from "../types.js" */

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Record<string, string | number | boolean | null | undefined>} Attributes */

/**
 * @param {Element} node
 * @param {Attributes} attributes
 */
function dress(node, attributes) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "text") node.textContent = String(value);
    else if (value !== null && value !== undefined && value !== false)
      node.setAttribute(key, value === true ? "" : String(value));
  }
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Attributes} [attributes]
 * @param {...Node} children
 */
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  dress(node, attributes);
  node.append(...children);
  return node;
}

/**
 * @template {keyof SVGElementTagNameMap} Name
 * @param {Name} name
 * @param {Attributes} [attributes]
 * @param {...Node} children
 */
export function svg(name, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, name);
  dress(node, attributes);
  node.append(...children);
  return node;
}

/**
 * Write a text where it is another one.
 * @param {Element} node
 * @param {string} text
 */
export function put(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * Put other nodes into one; what had the focus keeps it: the cell of the same name, else what stands in its place.
 * @param {HTMLElement} node
 * @param {() => void} act
 */
export function keepFocus(node, act) {
  const { activeElement: held } = /** @type {Document | ShadowRoot} */ (node.getRootNode());
  if (!held || !node.contains(held)) return act();
  const at = [...node.children].indexOf(held);
  const { cell } = /** @type {HTMLElement} */ (held).dataset;
  act();
  const next = node.querySelector(`[data-cell="${cell}"]`) ?? node.children[at] ?? node.parentElement;
  /** @type {HTMLElement} */ (next).focus({ preventScroll: true });
}

/**
 * The words of a scene: an object, or on the way from a server one short text, "play=Play|pause=Pause".
 * @param {Scene} scene
 * @returns {Labels}
 */
export function labelsOf({ labels }) {
  if (typeof labels !== "string") return labels;
  return Object.fromEntries(labels.split("|").map((entry) => entry.split(/=(.*)/)));
}

/**
 * @param {string} template
 * @param {Record<string, string | number>} values
 */
export const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
