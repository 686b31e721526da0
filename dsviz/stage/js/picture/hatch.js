/** How padding is drawn. */
import { svg } from "./dom.js";

/** @param {string} id */
export function hatching(id) {
  const size = { width: 6, height: 6 };
  const pattern = svg(
    "pattern",
    { id, ...size, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("rect", { class: "hatch-back", ...size }),
    svg("rect", { class: "hatch-line", width: 1.6, height: 6 }),
  );
  return svg("defs", {}, pattern);
}
