/**
 * Taps on a stage without controls, of a finger, which has no keys: on its right half a step on, on its left one back.
 *
 * @import { Stage } from "./stage.js"
 */
const OWN = "button, a, input, select, dialog, .guide"; // what is tapped for itself

/**
 * Hear them from now on.
 * @param {Stage} stage
 */
export function hearTaps(stage) {
  const { root, presenting, run } = stage;
  /** @param {MouseEvent} event */
  const tap = (event) => {
    const { target, clientX } = event;
    const isMouse = event instanceof PointerEvent && event.pointerType === "mouse";
    if (!presenting.bare || isMouse || !(target instanceof Element) || target.closest(OWN)) return;
    event.stopPropagation(); // it pins no cell
    const { left, width } = root.getBoundingClientRect();
    const isOn = clientX >= left + width / 2;
    if (!stage.guide?.takes(isOn ? "PageDown" : "PageUp")) run.lead.move(isOn ? 1 : -1);
  };
  root.addEventListener("click", tap, true);
}
