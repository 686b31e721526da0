/**
 * Two layers after one another as one run: the second reads what the first has computed, and no more.
 *
 * Filter by filter the first fills all of its maps before the second begins; place by place each place goes
 * through both. The first run keeps the time and the reader's settings; it knows no page.
 *
 * @import { RelayRun } from "./relay_run.js"
 * @import { Place } from "./types.js"
 */

const { floor } = Math;

export class Relay {
  first;
  second;
  /** Whether the two stand where one run would have them; an older link may name any two steps. */
  together = true;
  at = 0;
  /** Told of every movement. */
  moved = () => {};

  /**
   * @param {RelayRun} first
   * @param {RelayRun} second
   */
  constructor(first, second) {
    this.first = first;
    this.second = second;
  }

  /** The last step of both. */
  get end() {
    return this.first.the.steps + this.second.the.steps - 1;
  }

  /** The run whose turn it is. */
  get turn() {
    return this.#split(this.at).isSecond ? this.second : this.first;
  }

  /** How many steps each of the two takes before it is the other's turn. */
  get #spans() {
    const [one, two] = [this.first, this.second];
    return one.order === "place" ? [one.the.filters, two.the.filters] : [one.the.steps, two.the.steps];
  }

  /**
   * Where both runs stand at a step of the whole; the second at -1 before it has begun.
   * @param {number} at
   */
  #split(at) {
    const [one, two] = this.#spans;
    const [round, rest] = [floor(at / (one + two)), at % (one + two)];
    const isSecond = rest >= one;
    const steps = isSecond
      ? [(round + 1) * one - 1, round * two + rest - one]
      : [round * one + rest, round * two - 1];
    return { isSecond, steps };
  }

  /**
   * The step of the whole at which a run comes to one of its own.
   * @param {RelayRun} run
   * @param {number} step
   */
  positionOf(run, step) {
    const spans = this.#spans;
    const own = spans[Number(run === this.second)];
    return floor(step / own) * (spans[0] + spans[1]) + (step % own) + (run === this.second ? spans[0] : 0);
  }

  /**
   * Begin where a link put the two.
   * @param {boolean} begun whether it names a step of the second
   */
  open(begun) {
    const { first, second } = this;
    const asked = [first.step, begun ? second.step : -1];
    const ways = [second, first].slice(Number(!begun)).map((run) => this.positionOf(run, run.step));
    const sameOrder = !begun || first.order === second.order;
    const found = ways.find((at) => this.#split(at).steps.every((step, i) => step === asked[i]));
    this.together = sameOrder && found !== undefined;
    this.at = found ?? ways[0];
    if (begun) Object.assign(first, { inParts: second.inParts, byProduct: second.byProduct });
    if (this.together || !begun) this.stand(this.at, this.turn.part);
  }

  /**
   * Stand at a step of the whole.
   * @param {number} at
   * @param {number} [part] of the run whose turn it is
   * @param {boolean} [moved] whether a reader goes there
   */
  stand(at, part, moved = true) {
    const { first, second } = this;
    this.together = true;
    this.at = at;
    const { steps } = this.#split(at);
    const { order, inParts, byProduct, hiding } = first;
    second.waits = steps[1] < 0;
    const place = { step: Math.max(0, steps[1]), order, inParts, byProduct, hiding };
    Object.assign(first, { step: steps[0], part: first.lastPart });
    Object.assign(second, place);
    second.part = second.waits ? 0 : second.lastPart;
    this.turn.part = Math.min(part ?? this.turn.lastPart, this.turn.lastPart);
    this.moved();
    second.changed({ rests: !first.plays, moved });
  }

  /**
   * One step, or one part of a step, forwards or back; false at the end.
   * @param {number} by
   */
  advance(by) {
    const run = this.turn;
    if (run.inParts && run.parts[run.part + by]) {
      this.stand(this.at, run.part + by);
      return true;
    }
    if (this.at + by < 0 || this.at + by > this.end) return false;
    this.stand(this.at + by, this.first.inParts && by > 0 ? 0 : undefined);
    return true;
  }

  /** The second has controls, too, which say whether the two play, and how fast. */
  tellSecond() {
    const { first, second } = this;
    if (second.plays === first.plays && second.speed === first.speed) return;
    Object.assign(second, { plays: first.plays, speed: first.speed });
    second.changed({ rests: !first.plays });
  }

  /** The last step of the first whose result the second knows. */
  get known() {
    const { first, together } = this;
    if (!together) return first.lastStep;
    return first.part < first.lastPart ? first.step - 1 : first.step;
  }

  /**
   * What the second knows of a number of the first: nothing before it is computed.
   * @param {Place} place
   * @returns {string | null} what stands for it; null where it is known
   */
  veil(place) {
    const { first } = this;
    const step = first.the.stepOf(place, first.order);
    if (step > this.known) return "";
    return first.hiding && !first.revealed.has(step) ? "?" : null;
  }
}
