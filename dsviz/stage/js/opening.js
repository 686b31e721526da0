/**
 * Where a new scene starts: at the link's step if the page was opened with one, else at the first.
 *
 * @import { Layer } from "./layer.js"
 * @import { Labels, Order } from "./types.js"
 */
import { isOrder } from "./orders.js";
import { fill } from "./picture/dom.js";

const QUOTED = 24; // letters of what a link asked for that are said back

/**
 * @param {Layer} layer
 * @param {Labels} labels
 * @param {{ step: string | null, order: string | null }} asked
 * @returns {{ step: number, order: Order, notice: string }}
 */
export function openingOf(layer, labels, asked) {
  const notices = [];
  const order = isOrder(asked.order) ? asked.order : "filter";
  if (asked.order && !isOrder(asked.order))
    notices.push(fill(labels.bad_order, { asked: asked.order.slice(0, QUOTED) }));
  const last = layer.steps - 1;
  const named = asked.step ?? "0";
  const step = /^\d+$/.test(named) ? Number(named) : -1;
  if (step < 0 || step > last) notices.push(fill(labels.bad_link, { asked: named.slice(0, QUOTED), last }));
  return { step: Math.max(0, Math.min(step, last)), order, notice: notices.at(-1) ?? "" };
}
