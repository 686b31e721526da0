/**
 * A click on the page's own ground, its words and what lies between them, asks for nothing: the keys stay with the
 * guide that is open, whose card says so. Any other page without one scrolls by them again.
 *
 * @import { Stage } from "./stage.js"
 */
import { everyStage } from "./rollcall.js";

const ASKED =
  "a, button, input, textarea, select, label, summary, iframe, [contenteditable], [role]:not([role=main], [role=presentation]), .dsviz-stage";

/** @type {Stage[]} those with an open guide to which the keys went before the event */
let led = [];

/** @param {Event} event */
const isGround = (event) =>
  !event.composedPath().some((node) => node instanceof Element && node.matches(ASKED));

for (const way of ["pointerdown", "focusin"]) {
  const before = () => {
    const stages = everyStage().map(({ stage }) => stage);
    led = stages.filter(({ used, guide }) => used && typeof guide?.inLink === "string");
  };
  addEventListener(way, before, { capture: true });
  // The document, where the stages hear who was used last, comes before the window.
  addEventListener(way, (event) => {
    if (led.length && isGround(event)) for (const stage of led) stage.used = true;
  });
}
