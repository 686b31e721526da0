/**
 * Where a stage of a notebook opens: at its model's step. The notebook's own address is left alone.
 *
 * @import { Model } from "./bound.js"
 */
import { Address } from "../address.js";

export class Opening extends Address {
  #model;

  /** @param {Model} model */
  constructor(model) {
    super();
    this.#model = model;
  }

  read() {
    const [step, order, part, one] = ["step", "order", "part", "by_product"].map((name) =>
      this.#model.get(name),
    );
    const pose = part === null || part === undefined ? null : `${one ? "product" : "part"}-${part}`;
    // A stage that is told no step plays, where its scene has it so.
    const begins = !step && pose === null;
    const asked = { step: begins ? null : String(step ?? 0), order: order ?? null, pose };
    return { ...asked, guide: null, show: null, contrast: null };
  }

  get isWeb() {
    return false;
  }
  text() {
    return "";
  }
  write() {}
  rest() {}
  restAgain() {}
}
