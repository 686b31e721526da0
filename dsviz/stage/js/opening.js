/**
 * Where a new scene starts: at the link's step if the page was opened with one, else at the first.
 *
 * @import { Layer } from "./layer.js"
 * @import { Labels, Order, Pose, Scene } from "./types.js"
 * @import { Limits } from "./pose.js"
 */
import { isOrder } from "./orders.js";
import { fill } from "./picture/dom.js";
import { LEVELS, poseOf } from "./pose.js";

const QUOTED = 24; // letters of what a link asked for that are said back

/**
 * @param {Layer} layer
 * @param {Labels} labels
 * @param {{ step: string | null, order: string | null, pose: string | null }} asked
 * @param {Limits} limits
 * @returns {{ step: number, order: Order, notice: string, pose: Partial<Pose> }}
 */
export function openingOf(layer, labels, asked, limits) {
  const notices = [];
  const order = isOrder(asked.order) ? asked.order : "filter";
  if (asked.order && !isOrder(asked.order))
    notices.push(fill(labels.bad_order, { asked: asked.order.slice(0, QUOTED) }));
  const last = layer.steps - 1;
  const named = asked.step ?? "0";
  const step = /^\d+$/.test(named) ? Number(named) : -1;
  if (step < 0 || step > last) notices.push(fill(labels.bad_link, { asked: named.slice(0, QUOTED), last }));
  const { pose, wrong } = poseOf(asked.pose ?? "", limits);
  if (wrong) notices.push(fill(labels.bad_pose, { asked: wrong.slice(0, QUOTED) }));
  return { pose, step: Math.max(0, Math.min(step, last)), order, notice: notices.at(-1) ?? "" };
}

/**
 * Whether a stage moves as soon as it is opened: one that a link asks for waits, unless the link says otherwise.
 * @param {Scene} scene
 * @param {{ step: string | null, pose: string | null, guide?: string | null }} asked
 * @param {Partial<Pose>} pose
 */
export function plays(scene, asked, pose) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return false;
  return pose.play ?? (asked.step === null && !(asked.pose || asked.guide || scene.paused || scene.hiding));
}

/**
 * How much a scene hides by itself: an index of LEVELS.
 * @param {Scene} scene
 */
export function hides({ hiding = false }) {
  return typeof hiding === "string" ? Math.max(0, LEVELS.indexOf(hiding)) : Number(hiding);
}
