/**
 * The stages of a document find one another by asking: an event that each of them answers.
 *
 * A page can hold several copies of this script, each with stages of its own; what they share is the document.
 *
 * @import { Stage } from "./stage.js"
 *
 * @typedef {object} Member
 * @property {Stage} stage
 * @property {() => boolean} hasFocus
 * @property {() => boolean} hides
 */
const CALL = "dsviz-stages";

/**
 * What a stage answers.
 * @param {Stage} stage
 * @returns {Member}
 */
export const memberOf = (stage) => ({
  stage,
  hasFocus: () => stage.used || stage.room.onScreen || stage.presenting.dialog !== null,
  hides: () => stage.run.hiding > 0,
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
