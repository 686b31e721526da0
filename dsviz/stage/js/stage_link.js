/**
 * A stage and its link: what the link asks for is what a scene opens with, and where the stage rests is written.
 *
 * @import { Chosen } from "./sharing.js"
 * @import { Stage } from "./stage.js"
 * @import { Layer } from "./layer.js"
 * @import { Labels, Part, Pose, Scene, Where } from "./types.js"
 */
import { Address } from "./address.js";
import { partsOf } from "./moment.js";
import { hides, openingOf, plays } from "./opening.js";
import { poseText, SPEEDS } from "./pose.js";

const ONLY = "stage"; // of the link's "show"
const PROJECTOR = "projector"; // of its "contrast"
const NOTHING = { step: null, order: null, pose: null, guide: null };

export class StageLink {
  #stage;
  #address;
  #hides = 0;

  /**
   * @param {Stage} stage
   * @param {Address} [address] another one than the page's
   */
  constructor(stage, address = new Address()) {
    this.#stage = stage;
    this.#address = address;
    this.#address.guide = () => stage.guide?.inLink;
  }

  /** The beat of a guide that the link asks for. */
  get beat() {
    return this.#address.read().guide;
  }

  /**
   * Stand where a scene starts: where the link says, if the page was opened with one.
   * @param {Scene} scene
   * @param {{ layer: Layer, labels: Labels, parts: Part[], first: boolean }} now
   * @returns what is to be said about it, the channel to be seen alone, and whether it plays
   */
  open(scene, { layer, labels, parts, first }) {
    this.#stage.pointing.forget();
    this.#stage.editing?.start(scene);
    const asked = first ? this.#address.read() : NOTHING;
    if (!first) this.#address.write(null);
    const products = partsOf(layer, true).length;
    const limits = { parts: parts.length, products, channels: layer.channels, speeds: SPEEDS.length };
    const opening = openingOf(layer, labels, asked, limits);
    this.#hides = hides(scene);
    this.#stage.run.open({ ...opening, hiding: this.#hides });
    if (first) this.#look(opening.pose);
    // Who opens a link to a view goes on from there by keys.
    if (asked.step || asked.pose) this.#stage.used = true;
    return { ...opening, plays: plays(scene, asked, opening.pose) };
  }

  /** @param {Partial<Pose>} pose */
  #look({ bare = false, full = false }) {
    const { root, room, presenting } = this.#stage;
    const { show, contrast } = this.#address.read();
    root.classList.toggle("projector", contrast === PROJECTOR);
    room.shows(show === ONLY && this.#address.isWeb);
    presenting.strip(bare);
    if (full) presenting.wish();
  }

  /** Where the stage stands now. */
  where = () => this.#at({});

  /**
   * @param {Partial<Pose>} other
   * @returns {Where}
   */
  #at(other) {
    const { run, presenting, now } = this.#stage;
    const { step, order, hiding, speed } = run;
    const channel = now.maps.alone ? now.maps.channel : null;
    const [, part, product] = [0, 1, 2].map((each) => (run.fineness === each ? run.part : null));
    const pose = {
      part,
      product,
      hiding,
      speed,
      channel,
      bare: presenting.bare,
      full: presenting.full,
      ...other,
    };
    return { step: run.waits ? "" : step, order, pose: poseText(pose, this.#hides) };
  }

  /**
   * The address of this view.
   * @param {Chosen} chosen what else it is to be
   */
  address({ only, projector, bare, full, play, framed }) {
    const shown = this.#address.read().show ?? "";
    const show = only ? ONLY : shown.replace(ONLY, "");
    // Who opens it sees what was copied, whatever language the own browser asks for.
    const lang = this.#stage.frameLine ? document.documentElement.lang.slice(0, 2) : "";
    const more = { show, contrast: projector ? PROJECTOR : "", embed: framed ? "true" : "", lang };
    const text = this.#address.text(this.#at({ bare, full, play }), more);
    return new URL(text, location.href).href;
  }

  /** @param {string} param the name under which the step stands */
  follow(param) {
    this.#address.follow(param);
  }
  rest() {
    this.#address.rest(this.where);
  }
  restAgain() {
    this.#address.restAgain(this.where);
  }
  hold() {
    this.#address.hold();
  }
  forget() {
    this.#address.forget();
  }
}
