/** How padding is drawn. */
import { svg } from "./dom.js";

/** A pattern for one picture, and the fill that uses it. */
export function hatching() {
  const id = `hatch${Math.random().toString(36).slice(2)}`;
  const size = { width: 6, height: 6 };
  const pattern = svg(
    "pattern",
    { id, ...size, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("rect", { class: "hatch-back", ...size }),
    svg("rect", { class: "hatch-line", width: 1.6, height: 6 }),
  );
  return { defs: svg("defs", {}, pattern), url: `url(#${id})` };
}
