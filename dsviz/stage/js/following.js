/**
 * Of two layers in one run the one that works is in view, where they do not both fit: a page is scrolled to it at
 * once, and a full screen changes to it. A reader who looks at something else is left there.
 *
 * @import { Relay } from "./relay.js"
 * @import { Stage } from "./stage.js"
 */
import { textButton } from "./buttons.js";
import { whileItSettles } from "./in_view.js";
import { digitOf } from "./keys.js";

const HALF = 0.5;
const BAR = 60; // px of the page's own bar
const SLACK = 8; // px of the last line, for which nothing moves

export class Following {
  #first;
  #second;
  #relay;
  /** The second's own place. */
  #place;
  /** @type {Stage | null} the stage whose turn it was */
  #turn = null;
  /** Whether a key is held down, which steps faster than one can look. */
  #isHeld = false;
  #observer = new IntersectionObserver(([{ intersectionRatio }]) => this.#leads(intersectionRatio < HALF), {
    threshold: HALF,
  });

  /**
   * @param {Stage} first
   * @param {Stage} second
   * @param {Relay} relay
   */
  constructor(first, second, relay) {
    this.#first = first;
    this.#second = second;
    this.#relay = relay;
    this.#place = /** @type {ParentNode} */ (second.root.parentNode);
    document.addEventListener("fullscreenchange", this.#fill);
    document.addEventListener("keydown", this.#choose, { capture: true });
    document.addEventListener("keyup", this.#rest);
    second.room.fillScreen = () => first.room.fillScreen();
  }

  /** The stages have other nodes. */
  again() {
    this.#observer.disconnect();
    this.#observer.observe(this.#first.now.controls.node);
    this.moved();
  }

  leave() {
    this.#observer.disconnect();
    document.removeEventListener("fullscreenchange", this.#fill);
    document.removeEventListener("keydown", this.#choose, { capture: true });
    document.removeEventListener("keyup", this.#rest);
    this.#share(false);
    this.#offerGuide(false);
    this.#leads(false);
  }

  /**
   * Where the first one's controls are out of sight, the second has them.
   * @param {boolean} away
   */
  #leads(away) {
    this.#second.root.classList.toggle("leads", away && !this.#first.presenting.bare);
  }

  get #isGuided() {
    return typeof this.#first.guide?.inLink === "string";
  }

  /** The run has moved. */
  moved() {
    this.#fill();
    const stage = this.#relay.turn === this.#relay.second ? this.#second : this.#first;
    const left = this.#turn;
    const flickers = this.#alternates && (this.#isHeld || this.#flickers);
    if (!flickers) this.#turn = stage; // else whose turn it is where that rests is new again
    if (stage === left || this.#isGuided) return;
    if (left) {
      if (this.#alternates) this.#bringAny(stage, left, flickers);
      else if (this.#isWatched(left)) bring(stage, left);
    } else if (stage === this.#second && this.#isUsed) whileItSettles(() => bring(stage, this.#first));
  }

  /**
   * Place by place: both layers, where the window holds them; else the one that works, where the run rests at it.
   * @param {Stage} stage
   * @param {Stage} left
   * @param {boolean} flickers whether the layers take turns faster than one can look
   */
  #bringAny(stage, left, flickers) {
    if (this.#first.room.isFull || isDrawn(stage)) return; // all of a page that is a stage would change
    if (!this.#isWatched(left) && !this.#isWatched(stage)) return;
    const { top } = spanOf(this.#first);
    const { bottom } = spanOf(this.#second);
    if (bottom - top <= innerHeight - BAR + SLACK) scroll(this.#first.root, top - BAR);
    else if (!flickers) bring(stage, left);
  }

  /** A key that was held is let go. */
  #rest = () => {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.moved();
  };

  /** Place by place the layers take turns at nearly every step: a screen that went along would flicker. */
  get #alternates() {
    return this.#relay.first.order === "place";
  }

  /** Whether they do so by themselves. */
  get #flickers() {
    return this.#alternates && this.#relay.first.plays;
  }

  /** Whether the reader has to do with the run, and not with the page around it. */
  get #isUsed() {
    return this.#first.used || this.#second.used || this.#first.room.only;
  }

  /** @param {Stage} left the stage that worked before */
  #isWatched(left) {
    const { top, bottom } = spanOf(left);
    return this.#isUsed && Math.min(bottom, innerHeight) - Math.max(top, 0) >= HALF * (bottom - top);
  }

  /** A full screen belongs to the first: while it is the second's turn, that is seen there instead. */
  #fill = () => {
    const shared = this.#first.room.onScreen && !this.#isGuided;
    this.#share(shared);
    this.#offerGuide(shared);
    const isSeconds = !this.#flickers && this.#relay.turn === this.#relay.second;
    this.#first.root.classList.toggle("handed", shared && isSeconds);
  };

  /**
   * On a full screen that shows the second a digit chooses of its maps; all other keys are the run's.
   * @param {KeyboardEvent} event
   */
  #choose = (event) => {
    const { root, presenting } = this.#first;
    const act = digitOf(event);
    this.#isHeld = event.repeat;
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!root.classList.contains("handed") || presenting.dialog) return;
    event.preventDefault();
    act(this.#second);
  };

  /**
   * The guide is the first one's, whose button is out of sight on a full screen that shows the second.
   * @param {boolean} shared
   */
  #offerGuide(shared) {
    const { guide, now } = this.#first;
    const { node } = this.#second.now.controls;
    const found = node.querySelector(".guide-button");
    if (!shared || guide?.inLink === undefined) return found?.remove();
    if (found) return;
    const button = textButton(now.labels.guide, () => guide.toggle());
    button.classList.add("guide-button");
    const after = node.querySelector(".others")?.previousElementSibling ?? null; // it fills the screen
    node.insertBefore(button, after);
  }

  /** @param {boolean} shared whether both stand in the first one's place */
  #share(shared) {
    const { root, room } = this.#second;
    if (shared === this.#first.root.contains(root)) return;
    (shared ? this.#first.root : this.#place).append(root);
    room.shows(shared || this.#first.room.only);
  }
}

/**
 * From where to where a stage has to be seen: its controls, picture and equation.
 * @param {Stage} stage
 */
function spanOf({ root, now }) {
  return { top: root.getBoundingClientRect().top, bottom: now.words.getBoundingClientRect().bottom };
}

/**
 * Scroll to a stage of which not all is seen: its controls to where the other's were, under the reader's pointer.
 * @param {Stage} stage
 * @param {Stage} left
 */
function bring(stage, left) {
  const { top, bottom } = spanOf(stage);
  const bar = stage.room.only ? 0 : BAR;
  if (top >= bar && bottom <= innerHeight + SLACK) return;
  const before = Math.max(bar, spanOf(left).top);
  const fits = before + bottom - top <= innerHeight;
  scroll(stage.root, top - (fits ? before : bar));
}

/**
 * At once: what is under the pointer stays the same button.
 * @param {Element} node
 * @param {number} top
 */
const scroll = (node, top) => scrollerOf(node).scrollBy({ top, behavior: "instant" });

/**
 * Whether picture and equation of a stage are in the window.
 * @param {Stage} stage
 */
function isDrawn({ now, room }) {
  const { top } = now.space.getBoundingClientRect();
  const { bottom } = now.words.getBoundingClientRect();
  return top >= (room.only ? 0 : BAR) && bottom <= innerHeight + SLACK;
}

/**
 * What scrolls around a node: not by `scrollIntoView`, which would move the page around a frame as well.
 * @param {Element} node
 * @returns {Element}
 */
function scrollerOf(node) {
  const root = node.getRootNode();
  const around = node.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  if (!around) return /** @type {Element} */ (document.scrollingElement);
  const scrolls = /auto|scroll/.test(getComputedStyle(around).overflowY);
  return scrolls && around.scrollHeight > around.clientHeight ? around : scrollerOf(around);
}
