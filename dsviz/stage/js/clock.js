/**
 * The browser's time, for a run.
 *
 * @import { Clock } from "./run.js"
 */
const FRAME = 16; // ms; waits no longer are for the next frame

/** @type {Clock} */
export const clock = (wait, act) => {
  if (wait <= FRAME) {
    const frame = requestAnimationFrame(act);
    return () => cancelAnimationFrame(frame);
  }
  const timer = setTimeout(act, wait);
  return () => clearTimeout(timer);
};
