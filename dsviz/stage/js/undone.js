/**
 * Who takes a change back is told which number came back, as a change is told.
 *
 * @import { Scene } from "./types.js"
 */
import { Editing } from "./editing.js";
import { fill } from "./picture/dom.js";
import { everyStage } from "./rollcall.js";
import { unpacked } from "./tensor.js";

const PLACE = /^([xwb])((?:_\d+)+)_[^_]+$/; // of a change: dsviz.examples.changes

/** @typedef {{ kind: "x" | "w" | "b", index: number[], old: number }} Taken a number that is being taken back */
/** @type {WeakMap<Editing, Taken>} */
const taken = new WeakMap();
const { undo, answered } = Editing.prototype;

/**
 * What stands on the stage that is changed.
 * @param {Editing} editing
 */
const nowOf = (editing) => everyStage().find(({ stage }) => stage.editing === editing)?.stage.now;

Editing.prototype.undo = function () {
  const now = nowOf(this);
  const [, kind, places] = PLACE.exec(this.sent().at(-1) ?? "") ?? [];
  if (now && (kind === "x" || kind === "w" || kind === "b")) {
    const index = places.slice(1).split("_").map(Number);
    taken.set(this, { kind, index, old: numberAt(now.scene, kind, index) });
  }
  undo.call(this);
};

/**
 * @param {boolean} same
 * @param {Scene} scene
 */
Editing.prototype.answered = function (same, scene) {
  const was = taken.get(this);
  const now = nowOf(this);
  if (same && was && now) {
    const { layer, numbers, labels } = now;
    const { kind, index, old } = was;
    const value = numberAt(scene, kind, index);
    const cell = layer.nameOf(kind, index);
    if (value !== old)
      this.told = fill(labels.changed_to, { cell, m: numbers.term(old), v: numbers.term(value) });
  }
  taken.delete(this);
  return answered.call(this, same, scene);
};

/**
 * @param {Scene} scene
 * @param {"x" | "w" | "b"} kind
 * @param {number[]} index
 */
function numberAt(scene, kind, index) {
  const packed = scene[kind];
  if (!packed) return 0;
  const { shape, data } = unpacked(packed);
  return data[index.reduce((place, at, axis) => place * shape[axis] + at, 0)];
}
