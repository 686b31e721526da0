/**
 * What a stage says of itself to whatever stands beside it on its page, such as the wiring map of a layer's groups.
 *
 * @import { Now } from "./now.js"
 * @import { Stage } from "./stage.js"
 */

/**
 * Say on the page's body which layer is shown, which filter's map is written, and which channels are read: in the
 * part of a step that makes one channel's sum that one, else all that the filter reads.
 * @param {Stage} stage
 */
export function tellBeside({ now, run, picture }) {
  const moment = picture?.moment;
  if (!moment) return;
  const { channels, filters, depth, spec } = now.layer;
  const { slice } = run.parts[run.part];
  const [first, count] = slice === undefined ? [moment.first, depth] : [moment.first + slice, 1];
  const said = [location.pathname, channels, filters, spec.groups, moment.filter, first, count].join(" ");
  if (document.body.dataset.dsvizReads !== said) document.body.dataset.dsvizReads = said;
}

/**
 * Say on the page's body whether a guide is open, beside which another stage would tell what a card asks for, and
 * whether it lends a layer.
 * @param {boolean} isOpen
 * @param {boolean} isLent
 */
export function tellGuided(isOpen, isLent) {
  document.body.classList.toggle("dsviz-guided", isOpen);
  document.body.classList.toggle("dsviz-lent", isLent);
}

/**
 * Say under the stage what its keys do: with an open guide they are the guide's.
 * @param {Now} now
 * @param {boolean} isOpen
 */
export function sayKeys({ status, labels }, isOpen) {
  const isTouched = status.usual === labels.touch;
  const hints = [status.usual, isTouched ? labels.guide_touch : labels.guide_hint];
  if (!isOpen) hints.reverse();
  if (status.hint !== hints[0]) return; // what is there is another's, such as that of changing numbers
  status.hint = hints[1];
  status.showInfo();
}
