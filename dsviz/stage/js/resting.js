/**
 * A pointer that rests points at nothing new: where the layout changes under it, a browser says that it has come to
 * another cell, though nobody moved it there.
 */
const POINTED = ".drawing, .equation, .pixels"; // of a stage, what answers to a pointer

/**
 * Keep from a stage what a pointer says that has not moved.
 * @param {HTMLElement} root
 */
export function ignoreResting(root) {
  let [at, held] = ["", false];
  /** @param {PointerEvent} event */
  const come = (event) => {
    const { type, target, screenX, screenY, pointerType } = event;
    const before = at;
    at = `${screenX} ${screenY}`;
    const rests = at === before && pointerType === "mouse";
    if (!(target instanceof Element && target.closest(POINTED))) return;
    if (type === "pointerover") {
      held = rests;
      if (rests) event.stopPropagation();
    } else if (held && !rests) {
      at = ""; // what was kept is said where it moves
      target.dispatchEvent(new PointerEvent("pointerover", event));
    }
  };
  for (const way of /** @type {const} */ (["pointermove", "pointerover"]))
    root.addEventListener(way, come, { capture: true });
}
