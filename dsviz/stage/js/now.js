/**
 * What stands on a stage for one scene, and whether another scene's numbers fit into it.
 *
 * @import { Controls } from "./controls.js"
 * @import { Equation } from "./equation.js"
 * @import { OneMap } from "./one_map.js"
 * @import { Status } from "./status.js"
 * @import { Run } from "./run.js"
 * @import { Stage } from "./stage.js"
 * @import { Labels, Moment, Part, Scene } from "./types.js"
 */
import { Layer } from "./layer.js";
import { widest } from "./layout/widest.js";
import { Numbers } from "./numbers.js";
import { el, fill } from "./picture/dom.js";

/**
 * @typedef {object} Now what stands on the stage for one scene
 * @property {Scene} scene
 * @property {Labels} labels
 * @property {Layer} layer
 * @property {Numbers} numbers
 * @property {Part[]} parts
 * @property {Equation} equation
 * @property {HTMLElement} words the equation, and the guide's card where there is one
 * @property {Status} status
 * @property {Controls} controls
 * @property {OneMap} maps
 * @property {HTMLElement} space where the picture is
 */

/** @param {Scene} scene */
export function read(scene) {
  const layer = new Layer(scene);
  return { layer, numbers: Numbers.of(layer) };
}

/**
 * Put what stands for a scene into the stage.
 * @param {Stage} stage
 */
export function assemble({ root, now, presenting, editing, pointing, room, guide }) {
  const { scene, labels, layer, equation, words, status, controls, maps, space } = now;
  const title = scene.title || labels.stage;
  root.ariaLabel = title;
  root.dataset.steps = String(layer.steps);
  status.holds(presenting.build(labels, layer, scene.title));
  const heading = el("h2", { class: "spoken", text: title });
  root.replaceChildren(heading, presenting.headline, controls.node, maps.node, space, words, ...status.nodes);
  editing?.show();
  status.showBadges(scene.check);
  pointing.listen(space);
  room.holds(equation, scene.outside, () => guide?.height ?? 0);
}

/**
 * Put other numbers in the place of those that stand; false where they need another layout.
 * @param {Now} now
 * @param {Scene} scene
 */
export function renumber(now, scene) {
  const { layer, numbers } = read(scene);
  const fits = sameFrame(scene, now.scene) && numbers.decimals === now.numbers.decimals;
  if (!fits || widest(layer, numbers) !== widest(now.layer, now.numbers)) return false;
  now.scene = scene;
  for (const part of [now, now.equation, now.status]) {
    part.layer = layer;
    part.numbers = numbers;
  }
  return true;
}

/**
 * Whether two scenes differ in nothing but numbers.
 * @param {Scene} one
 * @param {Scene} other
 */
function sameFrame(one, other) {
  /** @param {Scene} scene */
  const frame = ({ x, w, y, b, spec, labels, title, locked, param, outside }) =>
    JSON.stringify([x.shape, w.shape, y.shape, b?.shape, spec, labels, title, locked, param, outside]);
  return frame(one) === frame(other);
}

/**
 * Say a moment in the equation, in words and at the controls.
 * @param {Now} now
 * @param {Moment} moment
 * @param {Run} run
 */
export function showWords({ equation, status, controls, labels }, moment, run) {
  const { filter: o, row: r, col: c } = moment;
  const where = fill(labels.at, { o, r, c, name: status.layer.nameOf("y", [o, r, c]) });
  equation.show(moment);
  if (!run.plays) status.announce(moment, run, where);
  status.show(moment, where, run.inParts ? run.parts[run.part] : null);
  controls.show(moment, where);
}

/**
 * What stands under the picture of a stage that knows no guide.
 * @param {HTMLElement} words
 * @returns {{ words: HTMLElement, buttons: HTMLElement[] }}
 */
export const unguided = (words) => ({ words, buttons: [] });
