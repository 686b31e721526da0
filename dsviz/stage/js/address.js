/**
 * Step and order in the address: in the query of a web page, in the fragment of a file.
 *
 * @import { Order } from "./types.js"
 */
const REST = 300; // ms that a reader stays before the address says so

export class Address {
  #inQuery = /^https?:$/.test(location.protocol);
  #step = "";
  #order = "";
  #timer = 0;
  #rested = false;

  /** @param {string} param the name under which the step stands */
  follow(param) {
    this.#step = param;
    this.#order = param.includes("step") ? param.replace("step", "order") : `${param}-order`;
  }

  #params() {
    const [query, fragment] = [location.search.slice(1), location.hash.slice(1)];
    return new URLSearchParams(this.#inQuery ? query : fragment || query);
  }

  read() {
    const params = this.#params();
    return { step: params.get(this.#step), order: params.get(this.#order) };
  }

  /**
   * @param {number | null} step
   * @param {Order} order
   */
  write(step, order) {
    const params = this.#params();
    /** @type {(name: string, value: string | null) => void} */
    const set = (name, value) => (value === null ? params.delete(name) : params.set(name, value));
    set(this.#step, step === null ? null : String(step));
    set(this.#order, order === "filter" ? null : order);
    const text = params.toString().replaceAll("%7E", "~"); // as the server writes it
    const rest = this.#inQuery
      ? (text && `?${text}`) + location.hash
      : location.search + (text && `#${text}`);
    try {
      history.replaceState(history.state, "", location.pathname + rest);
    } catch {
      /* a frame without an address of its own */
    }
  }

  /**
   * The reader has stopped somewhere: write it, once, after a moment of rest.
   * @param {{ step: number, order: Order }} run where it stands when that moment is over
   */
  rest(run) {
    this.hold();
    this.#rested = true;
    this.#timer = setTimeout(() => this.write(run.step, run.order), REST);
  }

  /**
   * A server that writes the address writes the step it knew: write the reader's again.
   * @param {{ step: number, order: Order }} run
   */
  restAgain(run) {
    if (this.#rested) this.rest(run);
  }

  hold() {
    clearTimeout(this.#timer);
  }

  forget() {
    this.#rested = false;
  }
}
