/**
 * The card of a guide: its words beside the equation, what is asked, and the way on and back.
 *
 * All beats stand in the card, one over the other, and only one is to be seen: so its height never changes; on a
 * phone, over an equation of many lines, only those of one layer.
 *
 * @import { Guide, Here } from "./guide.js"
 * @import { Labels } from "./types.js"
 */
import { textButton } from "./buttons.js";
import { lessonAddress, pieces } from "./guide.js";
import { typedNumbers } from "./numbers.js";
import { el, fill, put } from "./picture/dom.js";

/**
 * @typedef {object} Ways what the card's buttons and words do
 * @property {() => void} next
 * @property {() => void} back
 * @property {(at: number) => void} choose
 * @property {() => void} leave
 * @property {() => void} again stand at the beat once more
 * @property {() => void} answered
 * @property {(name: string | null) => void} point at a handle, or at none
 */

/** Whether a finger comes or goes, which is not a tap. @param {Event} event */
const isTouch = (event) =>
  event instanceof PointerEvent && event.pointerType === "touch" && event.type !== "click";

export class GuideCard {
  node;
  #guide;
  #labels;
  #ways;
  #title = el("strong", { class: "title" });
  #progress = el("span", { class: "progress" });
  #list;
  #beats = el("div", { class: "beats" });
  #away;
  #spoken = el("div", { class: "spoken", role: "status", "aria-live": "polite" });
  /** The card after which there is none, where that has been said. */
  #ended = -1;
  #back;
  #next;
  #lesson = el("a", { class: "text main", target: "_self", hidden: true });

  /**
   * @param {Guide} guide
   * @param {Labels} labels
   * @param {Ways} ways
   */
  constructor(guide, labels, ways) {
    this.#guide = guide;
    this.#labels = labels;
    this.#ways = ways;
    this.#list = el("select", { "aria-label": labels.beats });
    this.#list.onchange = () => {
      ways.choose(Number(this.#list.value));
      this.focus();
    };
    this.#back = textButton(labels.back, ways.back);
    this.#next = textButton(labels.onward, ways.next);
    this.#next.classList.add("main");
    const leave = textButton(labels.leave, ways.leave);
    const again = textButton(labels.again, ways.again);
    this.#away = el("p", { class: "away" }, el("span", { text: labels.away }), again);
    const head = el("div", { class: "head" }, this.#title, this.#progress);
    const moves = el("div", { class: "ways" }, this.#back, this.#next, this.#lesson, this.#list, leave);
    const name = { "aria-label": labels.guide, "data-testid": "guide", tabindex: -1, hidden: true };
    this.node = el(
      "section",
      { class: "guide", ...name },
      head,
      this.#beats,
      this.#away,
      moves,
      this.#spoken,
    );
    this.#listen();
  }

  #listen() {
    /** A finger points when it taps: what it lights stays. @param {Event} event */
    const point = (event) => {
      if (isTouch(event)) return;
      const { target } = event;
      const found = target instanceof HTMLElement ? target.dataset.target : undefined;
      this.#ways.point(found ?? null);
    };
    for (const name of ["pointerover", "focusin", "click"]) this.#beats.addEventListener(name, point);
    for (const name of ["pointerleave", "focusout"])
      this.#beats.addEventListener(name, (event) => isTouch(event) || this.#ways.point(null));
  }

  focus() {
    this.node.focus({ preventScroll: true });
    this.node.scrollIntoView({ block: "nearest" });
  }

  /** Write all beats: another guide, or other numbers. */
  write() {
    this.#beats.replaceChildren(...this.#guide.list.map((here) => this.#beat(here)));
    const groups = this.#guide.guides.map((guide) => {
      const group = el("optgroup", { label: guide.title });
      this.#guide.list.forEach((here, value) => {
        const text = `${here.number}. ${here.beat.title}`;
        if (here.guide === guide) group.append(el("option", { value, text }));
      });
      return group;
    });
    this.#list.replaceChildren(...groups);
  }

  /** @param {Here} here */
  #beat({ beat }) {
    const node = el("div", { class: "beat" }, el("p", {}, ...this.#worded(beat.words)));
    if (beat.question === undefined) return node;
    const labels = this.#labels;
    const field = el("input", { "aria-label": labels.typed, inputmode: "decimal", size: 6 });
    const told = el("span", { class: "told", role: "status" });
    const form = el(
      "form",
      {},
      field,
      el("button", { type: "submit", class: "text", text: labels.check }),
      told,
    );
    form.onsubmit = (event) => {
      event.preventDefault();
      const typed = typedNumbers(field.value);
      if (this.#guide.takes(typed)) this.#ways.answered();
      else put(told, typed.length ? labels.not_yet : labels.wants_number);
    };
    field.onkeydown = (event) => {
      if (event.key === "Escape") this.focus();
      this.#turn(event);
      event.stopPropagation();
    };
    const answer = el("p", { class: "answer" }, ...this.#worded(beat.answer ?? ""));
    const asked = el("p", { class: "question" }, ...this.#worded(beat.question));
    node.append(asked, el("div", { class: "reply" }, form, answer));
    return node;
  }

  /**
   * In the box for an answer the arrows and letters are the box's own; a clicker goes to another card from there.
   * @param {KeyboardEvent} event
   */
  #turn(event) {
    const turn = { PageDown: this.#ways.next, PageUp: this.#ways.back }[event.key];
    if (!turn) return;
    event.preventDefault();
    this.focus();
    turn();
  }

  /** @param {string} text */
  #worded(text) {
    return pieces(text).map(({ text, target }) =>
      target ? el("span", { class: "handle", tabindex: 0, "data-target": target, text }) : new Text(text),
    );
  }

  /** Show where the guide stands, and say it once. */
  show() {
    const guide = this.#guide;
    this.node.hidden = !guide.isOpen;
    if (!guide.isOpen) {
      this.#ended = -1;
      return put(this.#spoken, "");
    }
    this.node.dataset.beat = guide.name ?? "";
    const { guide: of, beat, number } = guide.here;
    const progress = fill(this.#labels.beat_of, { i: number, n: of.beats.length });
    put(this.#title, of.title);
    put(this.#progress, `${beat.shown} · ${progress}`);
    this.#list.value = String(guide.at);
    this.#back.disabled = guide.isFirst;
    this.#next.disabled = guide.isLast && !guide.asks;
    this.#showLesson(guide);
    put(this.#next, guide.asks ? this.#labels.answer : this.#labels.onward);
    [...this.#beats.children].forEach((node, i) => {
      node.classList.toggle("now", i === guide.at);
      node.classList.toggle("answered", i === guide.at && guide.answered);
      node.classList.toggle("other", !guide.stands(i, beat.layer));
    });
    this.#say(progress);
  }

  /** @param {string} progress */
  #say(progress) {
    const { asks, at, here, answered } = this.#guide;
    if (at === this.#ended && !asks) return;
    this.#ended = -1;
    const { words, question = "", answer = "" } = here.beat;
    const labels = this.#labels;
    const said = answered ? answer : fill(labels.asked, { words, question });
    const plain = pieces(said).map(({ text }) => text);
    put(this.#spoken, answered ? plain.join("") : fill(labels.read_out, { progress, words: plain.join("") }));
  }

  /** There is no next card: that is said, each time one is asked for, and where the next lesson is. */
  end() {
    const { at, here } = this.#guide;
    const { last_card, next_lesson } = this.#labels;
    const { onward } = here.guide;
    this.#ended = at;
    this.#spoken.replaceChildren(last_card + (onward ? fill(next_lesson, { title: onward.title }) : ""));
  }

  /**
   * The last card of a page leads to the next lesson's guide.
   * @param {Guide} guide
   */
  #showLesson({ isLast, asks, here }) {
    const { onward } = here.guide;
    const leads = isLast && !asks && onward !== undefined;
    this.#lesson.hidden = !leads;
    this.#next.hidden = leads;
    if (!leads) return;
    put(this.#lesson, fill(this.#labels.lesson, { title: onward.title }));
    const lead = () => {
      this.#lesson.href = lessonAddress(onward.to, location.href, Boolean(document.fullscreenElement));
    };
    this.#lesson.onclick = lead;
    lead();
  }

  /** px of height with the cards that stand on a layer, or with all. @param {string | null} layer its name */
  heightOf(layer) {
    const beats = [...this.#beats.children].filter((_, i) => layer === null || this.#guide.stands(i, layer));
    const heights = beats.map((beat) => beat.getBoundingClientRect().height);
    return this.node.offsetHeight - this.#beats.offsetHeight + Math.max(0, ...heights);
  }

  /** @param {boolean} isAway */
  showAway(isAway) {
    this.#away.classList.toggle("now", isAway);
  }

  /**
   * Light the words that mean what is pointed at.
   * @param {string[]} names
   */
  light(names) {
    for (const node of this.#beats.querySelectorAll(".now .handle"))
      if (node instanceof HTMLElement)
        node.classList.toggle("lit", names.includes(node.dataset.target ?? ""));
  }
}
