/**
 * What a stage shows, told to who asks the document for it: the files of a page are made of that.
 * That one is another script, so none of the names told is one that build.mjs shortens.
 *
 * @import { Stage } from "./stage.js"
 * @import { Scene } from "./types.js"
 *
 * @typedef {{ still: boolean, seen: object[] }} Asked whether what plays is to stop, and where the answers go
 */
const CALL = "dsviz-seen";

/**
 * Answer from now on; returns what ends it.
 * @param {Stage} stage
 */
export function tellSeen(stage) {
  /** @param {Event} event */
  const answer = (event) => {
    const { still, seen } = /** @type {CustomEvent<Asked>} */ (event).detail;
    if (still && stage.run.lead.plays) stage.run.lead.toggle();
    seen.push(seenOn(stage));
  };
  document.addEventListener(CALL, answer);
  return () => document.removeEventListener(CALL, answer);
}

/** @param {Stage} stage */
function seenOn({ run, now }) {
  const { name, slice = 0, tap: product = null } = run.parts[run.part];
  return {
    param: now.scene.param,
    layer: lentOf(now.scene),
    step: run.waits ? -1 : run.step,
    order: run.order,
    part: name,
    slice,
    product,
    apart: run.byProduct,
    hiding: run.hiding,
    shown: run.hiding ? [...run.revealed] : [],
  };
}

/**
 * The guide and the layer that it lends the stage, such as "standard.standard"; "" where the page's own stands there.
 * @param {Scene} scene
 */
function lentOf({ id, guides = [] }) {
  const lent = guides.flatMap((guide) =>
    Object.entries(guide.scenes)
      .filter(([, scene]) => scene.id === id)
      .map(([name]) => `${guide.id}.${name}`),
  );
  return lent[0] ?? "";
}
