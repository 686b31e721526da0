/**
 * One stage on a page, put together: a scene, the run through it, and everything that shows where it stands.
 *
 * It is fed once with tensors, outputs and settings (see scene.py) and then moves by itself. It never computes
 * an output: every y it shows came with the scene, from the engine.
 *
 * @import { Editing } from "./editing.js"
 * @import { Layer } from "./layer.js"
 * @import { Now } from "./now.js"
 * @import { Change, Labels, Scene } from "./types.js"
 * @import { Member } from "./rollcall.js"
 */
import { Address } from "./address.js";
import { clock } from "./clock.js";
import { Controls } from "./controls.js";
import { Equation } from "./equation.js";
import { onKey } from "./keys.js";
import { layOut } from "./layout/fit.js";
import { widest } from "./layout/widest.js";
import { Maps } from "./maps.js";
import { momentOf, partsOf } from "./moment.js";
import { read, renumber } from "./now.js";
import { openingOf } from "./opening.js";
import { el, fill, labelsOf } from "./picture/dom.js";
import { Picture } from "./picture/picture.js";
import { Pointing } from "./pointing.js";
import { everyStage, join } from "./rollcall.js";
import { Room } from "./room.js";
import { Run, SPEEDS } from "./run.js";
import { Status } from "./status.js";

const GLIDES = 400; // ms a step from which the window glides

export class Stage {
  host;
  root = el("div", { class: "dsviz-stage", "data-testid": "stage", tabindex: 0, role: "region" });
  run = new Run((change) => this.#changed(change), clock);
  /** @type {Editing | null} where numbers can be changed */
  editing;
  pointing = new Pointing(this);
  /** @type {Picture | null} */
  picture = null;
  /** @type {((name: string, value: unknown) => void) | undefined} what the server is told with */
  tell;
  /** @type {Member} */
  member;
  /** @type {Now | null} */
  #now = null;
  #address = new Address();
  #room;
  #leave;
  /** @type {Scene | null} what came while somebody was typing */
  #waiting = null;
  #unfitted = false;

  /**
   * @param {HTMLElement} host
   * @param {((stage: Stage) => Editing) | null} [editing] left out where no engine is at hand
   */
  constructor(host, editing = null) {
    this.host = host;
    this.editing = editing?.(this) ?? null;
    host.append(this.root);
    this.member = {
      host,
      hasFocus: () => this.root.matches(":focus-within") || document.fullscreenElement === this.root,
      hides: () => this.run.hiding,
      top: () => this.root.getBoundingClientRect().top,
    };
    this.#leave = join(this.member);
    this.#room = new Room(this.root, () => this.#fit());
    document.addEventListener("keydown", this.#onKey);
  }

  /** @param {KeyboardEvent} event */
  #onKey = (event) => onKey(this, event);

  remove() {
    this.run.dispose();
    this.#address.hold();
    this.#room.leave();
    this.#leave();
    document.removeEventListener("keydown", this.#onKey);
    this.root.remove();
  }

  /** What stands on the stage; nobody asks before the first scene. */
  get now() {
    return /** @type {Now} */ (this.#now);
  }

  get moment() {
    return momentOf(this.now.layer, this.now.parts, this.run);
  }

  /**
   * Take a scene. The same one again leaves the run where it stands, with new numbers if it has them.
   * @param {Scene} scene
   */
  feed(scene) {
    const same = this.#now?.scene.id === scene.id;
    if (!same) this.#address.forget();
    // A server that writes the link writes the step it knew.
    if (!this.run.playing) this.#address.restAgain(this.run);
    this.editing?.answered(same, scene.changes);
    if (same && this.#renumber(scene)) return;
    if (same && this.editing?.isOpen) {
      this.#waiting = scene; // nothing typed is lost
      return;
    }
    const plays = this.#take(scene, same);
    this.#fit();
    this.editing?.focusEdited();
    if (plays) this.run.play();
    else this.run.pause();
    this.root.dataset.ready = "true";
  }

  /**
   * Build everything for a scene; says whether it plays.
   * @param {Scene} scene
   * @param {boolean} same whether the run stays where it stands
   */
  #take(scene, same) {
    const labels = labelsOf(scene);
    const { layer, numbers } = read(scene);
    const parts = partsOf(layer);
    this.#address.follow(scene.param);
    this.run.follow(layer, parts);
    this.run.loop = scene.loop === true;
    const opening = same ? null : this.#open(scene, layer, labels);
    const more = this.editing?.build(scene, labels) ?? [];
    const channel = same ? this.now.maps.channel : 0;
    this.#now = {
      ...{ scene, labels, layer, numbers, parts },
      equation: new Equation(layer, numbers, labels),
      status: new Status(layer, numbers, labels),
      controls: new Controls(this.run, layer, labels, { more, full: () => this.#room.fillScreen() }),
      maps: new Maps(this.run, layer, labels, { channel, chosen: () => this.#fit() }),
      space: el("div", { class: "space" }),
    };
    this.now.status.notice = opening?.notice ?? "";
    this.#build();
    return opening?.plays ?? this.run.playing;
  }

  /**
   * Stand where a new scene starts: where the link says, if the page was opened with one.
   * @param {Scene} scene
   * @param {Layer} layer
   * @param {Labels} labels
   */
  #open(scene, layer, labels) {
    const first = this.#now === null;
    const asked = first ? this.#address.read() : { step: null, order: null };
    if (!first) this.#address.write(null, "filter");
    const opening = openingOf(layer, labels, asked);
    const hiding = scene.hiding === true;
    this.run.open({ ...opening, hiding });
    this.pointing.forget();
    this.editing?.start(scene);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    return { ...opening, plays: !calm && asked.step === null && !scene.paused && !hiding };
  }

  #build() {
    const { scene, labels, layer, equation, status, controls, maps, space } = this.now;
    this.root.ariaLabel = scene.title || labels.stage;
    this.root.dataset.steps = String(layer.steps);
    this.root.replaceChildren(controls.node, maps.node, space, equation.node, ...status.nodes);
    this.editing?.show();
    status.showBadges(scene.check);
    this.pointing.listen(space);
    this.#room.holds(equation, scene.outside);
  }

  /**
   * Put new numbers into the picture that stands; false where it has to be drawn anew.
   * @param {Scene} scene
   */
  #renumber(scene) {
    const { now, picture } = this;
    if (!picture || !renumber(now, scene)) return false;
    this.run.follow(now.layer, now.parts);
    picture.renumber(now.layer, now.numbers);
    now.status.showBadges(scene.check);
    this.editing?.keepFocus();
    this.editing?.show();
    this.#show(true);
    this.pointing.again();
    return true;
  }

  /** Nobody types any more: what came meanwhile is taken. */
  catchUp() {
    const scene = this.#waiting;
    this.#waiting = null;
    if (scene) this.feed(scene);
    else if (this.#unfitted) this.#fit();
  }

  /** Draw the picture anew, as large as its place allows. */
  #fit() {
    const { layer, numbers, labels, maps, space, controls } = this.now;
    this.#unfitted = this.editing?.isOpen === true;
    if (!this.#room.width || this.#unfitted) return;
    const chars = widest(layer, numbers);
    const room = this.#room.fill();
    const laid = layOut(layer, maps.current(), { ...room, width: room.width - 8, chars });
    this.picture = new Picture(layer, numbers, labels, laid, chars);
    space.replaceChildren(this.picture.svg);
    maps.follow(laid);
    controls.showTicks(layer);
    this.pointing.leave();
    this.#show(true);
    this.pointing.follow();
  }

  /** @param {Change} change */
  #changed({ whole = false, rests = false, moved = false }) {
    const { status, controls, layer } = this.now;
    if (moved) status.notice = "";
    if (this.run.playing) this.#address.hold();
    if (whole) controls.showTicks(layer);
    this.#show(whole);
    if (rests) this.#address.rest(this.run);
  }

  /** @param {boolean} whole every cell is to be written again */
  #show(whole) {
    const { run, picture } = this;
    const { maps, equation, status, controls, labels, parts } = this.now;
    if (!whole && maps.lost) return this.#fit();
    const moment = momentOf(this.now.layer, parts, run);
    const where = fill(labels.at, { o: moment.filter, r: moment.row, c: moment.col });
    this.root.style.setProperty("--glide", run.playing && SPEEDS[run.speed] < GLIDES ? "0ms" : "240ms");
    picture?.show(moment, whole);
    if (picture?.panned) this.pointing.again();
    equation.show(moment, run.playing);
    status.show(moment, where, run.inParts ? parts[run.part] : null);
    controls.show(moment, where);
    Object.assign(this.root.dataset, { step: run.step, part: run.part, playing: run.playing });
    // What stands around the stages must not tell what they hide: the page's style knows it by this.
    document.body.classList.toggle(
      "dsviz-hiding",
      everyStage().some((stage) => stage.hides()),
    );
  }
}
