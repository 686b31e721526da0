/**
 * Who has checked a changed number is told after the sentence that is just being spoken, and not in its place: of two
 * texts of one live region that follow closely a reader by ear may be told the second only.
 */
import "./heard.js";
import "./hushed.js";
import { fill } from "./picture/dom.js";
import { Status } from "./status.js";

const SPOKEN = 4000; // ms in which a sentence is spoken

/** @type {WeakMap<Status, { until: number, after: string, timer: number }>} till when one speaks, and what is then told */
const speaking = new WeakMap();
const { say } = Status.prototype;

/**
 * @param {string} text
 * @param {boolean} [isAfter] whether it waits for what is being spoken
 */
Status.prototype.say = function (text, isAfter) {
  const now = speaking.get(this) ?? { until: 0, after: "", timer: 0 };
  speaking.set(this, now);
  if (!text) return say.call(this, text);
  clearTimeout(now.timer);
  const left = now.until - Date.now();
  if (isAfter && left > 0) {
    now.after = text;
    now.timer = setTimeout(() => this.say(text), left);
    return;
  }
  // The reader has gone on meanwhile: both are told in one.
  const isJoined = now.after && text !== now.after && !text.includes(now.after);
  const told = isJoined ? fill(this.labels.also, { m: text, v: now.after }) : text;
  Object.assign(now, { until: Date.now() + SPOKEN, after: "" });
  say.call(this, told);
};
