/**
 * What a guide does with a stage: it puts it where a beat stands, lends it other layers, and lights what is named.
 *
 * @import { Target } from "./picture/grid.js"
 * @import { Stage } from "./stage.js"
 * @import { Labels, Scene } from "./types.js"
 */
import { sayKeys, tellBeside, tellGuided } from "./beside.js";
import { textButton } from "./buttons.js";
import { Guide } from "./guide.js";
import { GuideCard } from "./guide_card.js";
import { bringIntoView, keepInView } from "./in_view.js";
import { goOn, shownBy, wanted } from "./lending.js";
import { bring, light, namesOf } from "./lights.js";
import { write } from "./link.js";
import { el, fill } from "./picture/dom.js";
import { Steady } from "./steady.js";
import { Terms } from "./terms.js";

const QUOTED = 24; // letters of what a link asked for that are said back
const RESULTS = 1; // of LEVELS: what is hidden while a guide is open

export class Guiding {
  #stage;
  #guide = new Guide();
  #terms;
  #card = /** @type {GuideCard | null} */ (null);
  #button = /** @type {HTMLElement | null} */ (null);
  #home = /** @type {Scene | null} the page's own */ (null);
  /** Whether the stage is still to be put where the beat stands. */
  #pending = false;
  /** @type {{ hiding: number, inParts: boolean } | null} how the reader had the stage */
  #before = null;
  #notice = "";
  /** @type {string[] | null} what the word at the pointer names; null for what the beat lights */
  #pointed = null;
  #steady = new Steady();

  /** @param {Stage} stage */
  constructor(stage) {
    this.#stage = stage;
    this.#terms = new Terms(stage);
  }

  /** What the link says of the guide; null where none is open, undefined where there is none. */
  get inLink() {
    return this.#guide.list.length ? this.#guide.name : undefined;
  }

  /**
   * Take the page's scene; returns the one that is to be shown.
   * @param {Scene} scene
   * @param {string | null} linked what the link asks for, at the first scene
   */
  came(scene, linked) {
    if (this.#home && this.#home.id !== scene.id) this.#guide.leave();
    const isFirst = this.#home === null;
    this.#home = scene;
    this.#guide.follow(scene.guides ?? []);
    if (isFirst && linked && this.#guide.list.length) this.#openLinked(linked);
    return wanted(scene, this.#guide);
  }

  /** @param {string} linked */
  #openLinked(linked) {
    this.#stage.used = true; // who opens a link to a card goes on from there by keys
    this.#pending = this.#guide.open(linked);
    if (!this.#pending) this.#notice = linked.slice(0, QUOTED);
    else this.#before = { hiding: 0, inParts: false };
    if (this.#pending) bringIntoView(this.#stage.root, () => this.#card?.node);
  }

  /** The guide's layers; null where none is open. */
  get drawn() {
    if (!this.#home || !this.#guide.isOpen) return null;
    return shownBy(this.#home, this.#guide, this.#card);
  }

  /**
   * The card and the button that opens it, for a scene that is built.
   * @param {Scene} scene
   * @param {Labels} labels
   * @param {HTMLElement} equation
   */
  build(scene, labels, equation) {
    this.#terms.listen(equation);
    if (!scene.guides?.length) {
      this.#card = this.#button = null;
      return { words: equation, buttons: [] };
    }
    this.#card = new GuideCard(this.#guide, labels, {
      next: () => this.next(),
      back: () => this.back(),
      choose: (at) => this.#go(at),
      leave: () => this.leave(),
      again: () => this.#stand(),
      answered: () => this.#answer(),
      point: (name) => this.#light(bring(this.#stage, name, () => this.#stand(true))),
    });
    this.#card.write();
    this.#card.show();
    this.#button = textButton(labels.guide, () => this.toggle(), this.#guide.isOpen);
    this.#button.classList.add("guide-button");
    return { words: el("div", { class: "words" }, this.#card.node, equation), buttons: [this.#button] };
  }

  /** px of height that the card takes, 0 where it is closed. */
  get height() {
    return this.#card?.node.offsetHeight ?? 0;
  }

  toggle() {
    if (this.#guide.isOpen) return this.leave();
    const { hiding, inParts } = this.#stage.run;
    this.#before = { hiding, inParts };
    this.#go(0);
    this.#card?.focus();
  }

  next() {
    const asked = this.#guide.asks;
    if (!this.#guide.next()) return this.#card?.end();
    if (asked) this.#answer();
    else this.#go(this.#guide.at);
  }

  back() {
    if (this.#guide.back()) this.#go(this.#guide.at);
  }

  leave() {
    this.#guide.leave();
    const { run, now } = this.#stage;
    const [{ step, order }, home] = [run, /** @type {Scene} */ (this.#home)];
    if (now.scene.id !== home.id) this.#stage.feed({ ...home, paused: true });
    const part = this.#stage.now.parts.length - 1;
    run.stand({ step: run.step, order: run.order, part, ...this.#before, revealed: new Set() });
    goOn(run, now.scene, { step, order });
    this.#light(bring(this.#stage, null));
    this.#button?.focus({ preventScroll: true });
  }

  /** @param {number} at */
  #go(at) {
    this.#pointed = bring(this.#stage, null);
    this.#guide.choose(at);
    write({ guide: this.#guide.name ?? "" }); // at once: a card may play for long
    this.#pending = true;
    this.#stage.feed(/** @type {Scene} */ (this.#home));
    this.settle();
    keepInView(() => this.#card?.node);
  }

  #answer() {
    this.#stand();
    this.#card?.focus();
  }

  /** Stand where the beat stands, once its layer is on the stage. */
  settle() {
    const { now, run } = this.#stage;
    if (this.#notice) {
      now.status.notice = fill(now.labels.bad_guide, { asked: this.#notice });
      this.#notice = "";
      run.pause();
    }
    if (!this.#pending || now.scene.id !== wanted(/** @type {Scene} */ (this.#home), this.#guide).id) return;
    this.#pending = false;
    this.#stand();
  }

  /** @param {boolean} calm without a walk to the place */
  #stand(calm = matchMedia("(prefers-reduced-motion: reduce)").matches) {
    const { run, now } = this.#stage;
    const { order, step, part, from } = this.#guide.pose(now.layer, now.parts);
    const revealed = this.#guide.seen(now.layer);
    if (calm || from === null) {
      for (let each = from ?? step; each <= step; each++) revealed.add(each);
      return run.stand({
        order,
        step,
        part,
        inParts: part < now.parts.length - 1,
        hiding: RESULTS,
        revealed,
      });
    }
    revealed.add(from);
    run.stand({ order, step: from, part: now.parts.length - 1, inParts: false, hiding: RESULTS, revealed });
    run.play(step);
  }

  /** The run has moved: what it comes to is seen. */
  moves() {
    if (this.#guide.isOpen) this.#stage.run.revealed.add(this.#stage.run.step);
  }

  /** A moment is shown. */
  shown() {
    const { run, now } = this.#stage;
    const isOpen = this.#guide.isOpen;
    // What the page says over its own layer is not said of a lent one: the card names that.
    if (this.#guide.list.length) tellGuided(isOpen, now.scene.id !== this.#home?.id);
    tellBeside(this.#stage);
    if (this.#guide.list.length) sayKeys(this.#stage.now, isOpen);
    if (this.#button) this.#button.ariaPressed = String(isOpen);
    const { root } = this.#stage;
    if (root.classList.contains("guided") !== isOpen) requestAnimationFrame(this.#redraw);
    root.classList.toggle("guided", isOpen);
    this.#card?.show();
    this.#steady.keep(this.#stage, isOpen);
    if (!isOpen) return;
    this.#card?.showAway(!run.until && !this.#pending && this.#guide.isAway(run, now.layer, now.parts));
    this.#light(this.#pointed);
  }

  /** Beside a card the picture has another room than without. */
  #redraw = () => {
    if (this.#stage.room.narrow) this.#steady.begin();
    this.#stage.posed();
  };

  /** @param {string[] | null} names null for what the beat lights */
  #light(names) {
    this.#pointed = names;
    light(this.#stage, names ?? (this.#guide.isOpen ? this.#guide.here.beat.lit : []));
  }

  /**
   * A cell is pointed at, or none.
   * @param {Target | null} target
   */
  pointed(target) {
    this.#terms.pointed(target);
    if (this.#guide.isOpen) this.#card?.light(target ? namesOf(target, this.#stage) : []);
  }

  /**
   * Take a key while a guide is open; false where it is none of its own.
   * @param {string} key
   */
  takes(key) {
    if (!this.#guide.isOpen) return false;
    if (["ArrowRight", "PageDown", " "].includes(key)) this.next();
    else if (["ArrowLeft", "PageUp"].includes(key)) this.back();
    else if (key === "Escape") this.leave();
    else return false;
    return true;
  }
}
