/**
 * One stage on a page, put together: a scene, the run through it, and everything that shows where it stands.
 *
 * It is fed once with tensors, outputs and settings (see scene.py) and then moves by itself. It never computes
 * an output: every y it shows came with the scene, from the engine.
 *
 * @import { Editing } from "./editing.js"
 * @import { Now } from "./now.js"
 * @import { Layer } from "./layer.js"
 * @import { Start } from "./maps.js"
 * @import { Change, Labels, More, Scene } from "./types.js"
 */
import { Arrival } from "./arrival.js";
import { clock } from "./clock.js";
import { Controls } from "./controls.js";
import { Equation } from "./equation.js";
import { listen } from "./keys.js";
import { layOut } from "./layout/fit.js";
import { widest } from "./layout/widest.js";
import { momentOf, partsOf } from "./moment.js";
import { assemble, read, renumber, showWords, unguided } from "./now.js";
import { OneMap } from "./one_map.js";
import { compare, textsOf } from "./picture/before.js";
import { el, keepFocus, labelsOf } from "./picture/dom.js";
import { Picture } from "./picture/picture.js";
import { Pointing } from "./pointing.js";
import { Presenting } from "./presenting.js";
import { join, memberOf, tellHiding } from "./rollcall.js";
import { Room } from "./room.js";
import { Run } from "./run.js";
import { StageLink } from "./stage_link.js";
import { Status } from "./status.js";

export class Stage {
  /** @type {new (run: Run, layer: Layer, labels: Labels, start: Start) => OneMap} what shows one map of many: maps.js */
  static Maps = OneMap;
  static layOut = layOut;
  root = el("div", { class: "dsviz-stage", "data-testid": "stage", tabindex: 0, role: "region" });
  run;
  /** @type {Editing | null} where numbers can be changed */
  editing;
  pointing = new Pointing(this);
  presenting = new Presenting(this);
  link = new StageLink(this);
  room;
  /** @type {Picture | null} */
  picture = null;
  /** @type {((name: string, value: unknown) => void) | undefined} what the server is told with */
  tell;
  /** @type {Now | null} */
  #now = null;
  #arrival = new Arrival(this.root);
  #before = /** @type {Map<string, string> | null} what cells said before a change */ (null);
  /** Whether keys are this stage's: it was the last thing that was clicked or got the focus. */
  used = false;
  #leave;
  #deaf;
  /** @type {Scene | null} what came while somebody was typing */
  #waiting = null;
  #unfitted = false;

  /**
   * @param {HTMLElement} host
   * @param {((stage: Stage) => Editing) | null} [editing] left out where no engine is at hand
   * @param {More} [more] what not every page has
   */
  constructor(host, editing = null, more = {}) {
    const { frameLine, leads, guide, pixels, Runs = Run, chain, ground } = more;
    this.run = new Runs((change) => this.#changed(change), clock);
    this.chain = chain;
    this.frameLine = frameLine;
    this.leads = leads;
    this.guide = guide?.(this);
    this.pixels = pixels?.(this);
    this.editing = editing?.(this) ?? null;
    host.append(this.root);
    this.room = new Room(this.root, () => this.#fit());
    this.member = memberOf(this);
    this.#leave = join(this.member);
    this.#deaf = listen(this, ground);
  }

  remove() {
    this.run.stop();
    this.link.hold();
    this.room.leave();
    this.#leave();
    this.#arrival.leave();
    this.#deaf();
    this.root.remove();
  }

  /** What stands on the stage; nobody asks before the first scene. */
  get now() {
    return /** @type {Now} */ (this.#now);
  }

  get moment() {
    return momentOf(this.now.layer, this.run.parts, this.run);
  }

  /**
   * Take a scene. The same one again leaves the run where it stands, with new numbers if it has them.
   * @param {Scene} scene
   */
  feed(scene) {
    this.#feed(this.guide?.came(scene, this.#now ? null : this.link.beat) ?? scene);
    this.chain?.(this);
    this.guide?.settle();
  }

  /** @param {Scene} scene */
  #feed(scene) {
    const same = this.#now?.scene.id === scene.id;
    if (!same) this.link.forget();
    const changed = this.editing?.answered(same, scene);
    if (!same || changed) this.#before = changed && this.picture ? textsOf(this.picture) : null;
    // A server that writes the link writes the step it knew.
    if (!this.run.plays) this.link.restAgain();
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
    this.link.follow(scene.param);
    this.run.follow(layer, parts, partsOf(layer, true));
    this.run.loop = scene.loop === true;
    const opening = same ? null : this.link.open(scene, { layer, labels, parts, first: !this.#now });
    const equation = new Equation(layer, numbers, labels);
    const { words, buttons } = this.guide?.build(scene, labels, equation.node) ?? unguided(equation.node);
    const more = [...(this.editing?.build(scene, labels) ?? []), ...buttons];
    const seen = opening?.pose.channel;
    const { channel, alone } = same ? this.now.maps : { channel: seen ?? 0, alone: seen !== undefined };
    this.#now = {
      ...{ scene, labels, layer, numbers, parts, equation, words },
      status: new Status(layer, numbers, labels),
      controls: new Controls(this.run, labels, { more, full: () => this.room.fillScreen() }),
      maps: new Stage.Maps(this.run, layer, labels, { channel, alone, chosen: () => this.posed() }),
      space: el("div", { class: "space" }),
    };
    this.now.status.notice = opening?.notice ?? "";
    assemble(this);
    return opening?.plays ?? this.run.plays;
  }

  /**
   * Put new numbers into the picture that stands; false where it has to be drawn anew.
   * @param {Scene} scene
   */
  #renumber(scene) {
    const { now, picture } = this;
    if (!picture || !renumber(now, scene)) return false;
    this.run.follow(now.layer, now.parts, partsOf(now.layer, true));
    picture.renumber(now.layer, now.numbers);
    now.status.showBadges(scene.check);
    this.editing?.show();
    this.#show(true);
    this.editing?.keepFocus();
    compare(picture, this.#before);
    this.pointing.again();
    return true;
  }

  /** Nobody types any more: what came meanwhile is taken. */
  catchUp() {
    const scene = this.#waiting;
    this.#waiting = null;
    if (scene) this.#feed(scene);
    else if (this.#unfitted) this.#fit();
  }

  /** Draw the picture anew, as large as its place allows. */
  #fit() {
    const { layer, numbers, labels, maps, space, controls } = this.now;
    this.#unfitted = this.editing?.isOpen === true;
    if (!this.room.width || this.#unfitted) return;
    const chars = widest(layer, numbers);
    const whole = this.room.fill();
    const room = this.pixels?.fit(whole) ?? whole;
    const width = room.width - 8;
    const laid = Stage.layOut(layer, maps.current(), { ...room, width, chars, now: this.now });
    this.picture = new Picture(layer, numbers, labels, laid, this.room.zoom);
    const { svg } = this.picture;
    keepFocus(space, () => space.replaceChildren(...(this.pixels ? [this.pixels.node] : []), svg));
    maps.follow(laid);
    controls.showTicks(layer);
    this.pointing.leave();
    this.#show(true, true);
    compare(this.picture, this.#before);
    this.pointing.follow();
  }

  /** How it is seen has changed: it is drawn anew, and the link says so. */
  posed() {
    this.#fit();
    this.link.rest();
  }

  /** @param {Change} change */
  #changed({ whole = false, rests = false, moved = false }) {
    const { status, controls, layer } = this.now;
    if (moved) {
      status.notice = "";
      if (this.picture && this.#before) compare(this.picture, null);
      this.#before = null;
    }
    if (this.run.plays) this.link.hold();
    if (whole) controls.showTicks(layer);
    this.guide?.moves();
    this.#show(whole);
    if (rests && !this.run.plays) this.link.rest();
  }

  /**
   * @param {boolean} whole every cell is to be written again
   * @param {boolean} [drawn] the picture has just been drawn for the run's place
   */
  #show(whole, drawn) {
    const { run, picture } = this;
    const { maps } = this.now;
    if (!drawn && maps.lost) return this.#fit();
    const moment = this.moment;
    this.#arrival.begin(picture?.moment ?? null, moment, run);
    picture?.show(moment, whole);
    this.pixels?.show(moment);
    if (picture?.panned) this.pointing.again();
    showWords(this.now, moment, run);
    Object.assign(this.root.dataset, { step: run.step, part: run.part, playing: run.plays });
    tellHiding();
    this.guide?.shown();
  }
}
