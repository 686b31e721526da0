/**
 * Of two layers in one run only the one that works speaks: the other has nothing new, and what it has not come to
 * would be an answer given away.
 */
import { RelayRun } from "./relay_run.js";
import { Status } from "./status.js";

const { announce, say } = Status.prototype;
let hushed = false;

Status.prototype.announce = function (...told) {
  const [, run] = told;
  hushed = run instanceof RelayRun && run.isIdle;
  announce.apply(this, told); // it keeps in mind what the other has said
  if (!hushed) return;
  hushed = false;
  this.say("");
};

Status.prototype.say = function (text) {
  if (!hushed) say.call(this, text);
};
