/**
 * The stages of a document find one another by asking: an event that each of them answers.
 *
 * A page can hold several copies of this script, each with stages of its own; what they share is the document.
 *
 * @import { Stage } from "./stage.js"
 *
 * @typedef {object} Member
 * @property {HTMLElement} host
 * @property {Stage} stage
 * @property {() => boolean} hasFocus
 * @property {() => boolean} hides
 * @property {() => number} top
 */
const CALL = "dsviz-stages";

/**
 * What a stage answers.
 * @param {Stage} stage
 * @returns {Member}
 */
export const memberOf = (stage) => ({
  stage,
  host: stage.host,
  hasFocus: () =>
    stage.root.matches(":focus-within") || stage.room.onScreen || stage.presenting.dialog !== null,
  hides: () => stage.run.hiding > 0,
  top: () => stage.root.getBoundingClientRect().top,
});

/**
 * Answer from now on; returns what ends it.
 * @param {Member} member
 */
export function join(member) {
  /** @param {Event} event */
  const answer = (event) => /** @type {CustomEvent<Member[]>} */ (event).detail.push(member);
  document.addEventListener(CALL, answer);
  return () => document.removeEventListener(CALL, answer);
}

/** Every stage of the document. */
export function everyStage() {
  /** @type {Member[]} */
  const members = [];
  document.dispatchEvent(new CustomEvent(CALL, { detail: members }));
  return members;
}

/** What stands around the stages must not tell what they hide: the page's style knows it by this. */
export function tellHiding() {
  const hides = everyStage().some((stage) => stage.hides());
  document.body.classList.toggle("dsviz-hiding", hides);
}

/**
 * Whether keys that nothing else wants go to this stage: it is in focus, or none is and it is the first.
 * @param {Member} mine
 * @param {boolean} taken whether something else in focus may want them
 */
export function hasKeys(mine, taken) {
  const members = everyStage();
  const focused = members.find((member) => member.hasFocus());
  if (focused) return focused === mine;
  if (taken) return false;
  return members.every((other) => other === mine || !comesBefore(other, mine));
}

/**
 * @param {Member} one
 * @param {Member} other
 */
function comesBefore(one, other) {
  const by = one.top() - other.top();
  const follows = one.host.compareDocumentPosition(other.host) & Node.DOCUMENT_POSITION_FOLLOWING;
  return by < 0 || (by === 0 && follows > 0);
}
