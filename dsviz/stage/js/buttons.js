/** Buttons, with a picture or with words. @import { Labels } from "./types.js" */
import { el, svg } from "./picture/dom.js";

/** @type {Record<string, string>} */
const ICONS = {
  first: "M5 4h2v12H5zM17 4v12l-9-6z",
  previous: "M14 4v12l-9-6z",
  play: "M6 3v14l11-7z",
  pause: "M5 4h3.5v12H5zM11.5 4H15v12h-3.5z",
  next: "M6 4l9 6-9 6z",
  last: "M13 4h2v12h-2zM3 4l9 6-9 6z",
  full: "M3 3h5v2H5v3H3zM12 3h5v5h-2V5h-3zM3 12h2v3h3v2H3zM15 12h2v5h-5v-2h3z",
};

/**
 * @param {Labels} labels
 * @param {string} name of the label and the icon
 * @param {() => void} action
 * @param {string} [look] its class
 */
export function iconButton(labels, name, action, look) {
  const words = { "aria-label": labels[name], title: labels[name] };
  const node = el("button", { type: "button", ...words, class: look });
  node.append(svg("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, svg("path", { d: ICONS[name] })));
  node.onclick = action;
  return node;
}

/**
 * Make an icon button another one.
 * @param {HTMLButtonElement} node
 * @param {Labels} labels
 * @param {string} name
 */
export function rename(node, labels, name) {
  if (node.title === labels[name]) return;
  node.ariaLabel = node.title = labels[name];
  node.querySelector("path")?.setAttribute("d", ICONS[name]);
}

/**
 * A button with words; one that is on or off where `isOn` says which.
 * @param {string} text
 * @param {() => void} action
 * @param {boolean} [isOn]
 */
export function textButton(text, action, isOn) {
  const node = el("button", { type: "button", class: "text", text, "aria-pressed": isOn?.toString() });
  node.onclick = action;
  return node;
}

/**
 * A box to tick, its words beside it.
 * @param {string} text
 * @param {boolean} isOn
 * @param {(on: boolean) => void} act
 */
export function checkBox(text, isOn, act) {
  const box = el("input", { type: "checkbox", checked: isOn });
  box.onchange = () => act(box.checked);
  return el("label", { class: "choice" }, box, new Text(text));
}

/**
 * @param {HTMLElement} node
 * @param {boolean} isOn
 */
export const press = (node, isOn) => {
  node.ariaPressed = String(isOn);
};
