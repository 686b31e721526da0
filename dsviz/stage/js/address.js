/**
 * Step, order and pose in the address: in the query of a web page, in the fragment of a file.
 *
 * @import { Where } from "./types.js"
 */
const GUIDE = "guide";
const REST = 300; // ms that a reader stays before the address says so
const OF_STAGES = /^(walk)?(step|order|pose)|^guide$/;

export class Address {
  #inQuery = /^https?:$/.test(location.protocol);
  #step = "";
  #order = "";
  #pose = "";
  /** @type {() => string | null | undefined} the guide's beat; null takes it out, undefined leaves it */
  guide = () => undefined;
  #timer = 0;
  #rested = false;

  /** @param {string} param the name under which the step stands */
  follow(param) {
    this.#step = param;
    /** @param {string} other */
    const beside = (other) => (param.includes("step") ? param.replace("step", other) : `${param}-${other}`);
    this.#order = beside("order");
    this.#pose = beside("pose");
  }

  #params() {
    const [query, fragment] = [location.search.slice(1), location.hash.slice(1)];
    return new URLSearchParams(this.#inQuery ? query : fragment || query);
  }

  read() {
    const params = this.#params();
    const [step, order, pose] = [this.#step, this.#order, this.#pose].map((name) => params.get(name));
    const [guide, show, contrast] = [GUIDE, "show", "contrast"].map((name) => params.get(name));
    return { step, order, pose, guide, show, contrast };
  }

  /** Whether a page can be asked for by this address, and not only a file. */
  get isWeb() {
    return this.#inQuery;
  }

  /**
   * The address, from the root of its server on, with where the stage stands.
   * @param {Where | null} where null for where it begins
   * @param {Record<string, string>} [more] what else it is to hold; "" takes a name out
   */
  text(where, more = {}) {
    const params = this.#params();
    const { step = "", order = "", pose = "" } = where ?? {};
    const guide = this.guide();
    const own = {
      [this.#step]: String(step),
      [this.#order]: order === "filter" ? "" : order,
      [this.#pose]: pose,
      ...(guide === undefined ? {} : { [GUIDE]: guide }),
    };
    for (const [name, value] of Object.entries({ ...own, ...more }))
      if (value) params.set(name, value);
      else params.delete(name);
    const text = params.toString().replaceAll("%7E", "~"); // as the server writes it
    const rest = this.#inQuery
      ? (text && `?${text}`) + location.hash
      : location.search + (text && `#${text}`);
    return location.pathname + rest;
  }

  /** @param {Where | null} where */
  write(where) {
    try {
      history.replaceState(history.state, "", this.text(where));
    } catch {
      /* a frame without an address of its own */
    }
  }

  /**
   * The reader has stopped somewhere: write it, once, after a moment of rest.
   *
   * Where the server has written another address meanwhile, this stage may be on its way out, or its next
   * scene on its way in: that one says whether the step still counts.
   * @param {() => Where} where the stage stands when that moment is over
   */
  rest(where) {
    this.hold();
    this.#rested = true;
    const before = this.#besideStages();
    this.#timer = setTimeout(() => {
      if (this.#besideStages() === before) this.write(where());
    }, REST);
  }

  #besideStages() {
    const params = [...this.#params()].filter(([name]) => !OF_STAGES.test(name));
    return location.pathname + new URLSearchParams(params);
  }

  /**
   * A server that writes the address writes the step it knew: write the reader's again.
   * @param {() => Where} where
   */
  restAgain(where) {
    if (this.#rested) this.rest(where);
  }

  hold() {
    clearTimeout(this.#timer);
  }

  forget() {
    this.#rested = false;
  }
}
