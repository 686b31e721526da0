/**
 * A run that can be one of a relay: what moves it then moves both, whichever of the two is asked.
 *
 * @import { Relay } from "./relay.js"
 * @import { Order } from "./types.js"
 */
import { Run } from "./run.js";

export class RelayRun extends Run {
  /** @type {Relay | null} */
  relay = null;
  /** Of a layer that a guide lends: the steps before its first one, and all of the run it is part of. */
  among = /** @type {number[] | undefined} */ (undefined);

  /** @param {ConstructorParameters<typeof Run>} how */
  constructor(...[changed, clock]) {
    super((change) => {
      changed(change);
      if (this.relay?.first === this) this.relay.tellSecond();
    }, clock);
  }

  get at() {
    return this.relay?.at ?? this.stepOf(this.step);
  }
  get end() {
    return this.relay?.end ?? (this.among?.[1] ?? this.the.steps) - 1;
  }
  get #before() {
    return this.among?.[0] ?? 0;
  }
  /** @param {number} step */
  stepOf(step) {
    return this.relay?.positionOf(this, step) ?? this.#before + step;
  }
  /** @returns {Run} */
  get lead() {
    return this.relay?.first ?? this;
  }
  /** @returns {RelayRun} */
  get #turn() {
    return this.relay?.turn ?? this;
  }
  /** Whether it is the other's turn. */
  get isIdle() {
    return this.#turn !== this;
  }

  toggle() {
    return this.lead === this ? super.toggle() : this.lead.toggle();
  }

  /** @param {number | null} [until] */
  play(until = null) {
    super.play(until === null ? null : this.stepOf(until));
  }

  /** @param {number} by */
  move(by) {
    return this.lead === this ? super.move(by) : this.lead.move(by);
  }

  restart() {
    if (this.relay) this.relay.stand(0, this.inParts ? 0 : undefined);
    else super.restart();
  }

  /** @param {number} by */
  advance(by) {
    return this.relay ? this.relay.advance(by) : super.advance(by);
  }

  /** @param {number} at */
  goTo(at) {
    if (this.lead !== this) return this.lead.goTo(at);
    if (!this.relay) return super.goTo(Math.min(Math.max(0, at - this.#before), this.lastStep));
    this.stop();
    this.relay.stand(at);
    this.changed({ rests: true, moved: true });
  }

  /**
   * @param {number} step
   * @param {number} [part]
   */
  go(step, part) {
    this.relay?.first.stop();
    this.relay?.stand(this.relay.positionOf(this, step), part);
    super.go(step, part);
    if (this.relay?.second === this) this.relay.first.changed({ moved: true });
  }

  /** @param {Parameters<Run["stand"]>[0]} pose */
  stand(pose) {
    Object.assign(this, { byProduct: false }, pose);
    this.relay?.stand(this.relay.positionOf(this, this.step), this.part);
    super.stand(this.relay ? {} : pose);
  }

  /** @param {number} speed */
  setSpeed(speed) {
    return this.lead === this ? super.setSpeed(speed) : this.lead.setSpeed(speed);
  }

  /** @param {Order} order */
  setOrder(order) {
    if (this.lead !== this) return this.lead.setOrder(order);
    const run = this.#turn;
    const { place } = run;
    super.setOrder(order);
    run.order = order;
    this.relay?.stand(this.relay.positionOf(run, run.the.stepOf(place, order)));
    this.changed({ whole: true });
  }

  /** @param {number} fineness */
  setParts(fineness) {
    if (this.lead !== this) return this.lead.setParts(fineness);
    super.setParts(fineness);
    this.relay?.stand(this.at, fineness ? 0 : undefined);
    this.changed({ whole: true });
  }

  /** @param {number} level */
  setHiding(level) {
    if (this.lead !== this) return this.lead.setHiding(level);
    super.setHiding(level);
    this.relay?.second.revealed.clear();
    this.relay?.stand(this.at, this.#turn.part);
  }

  reveal() {
    const run = this.#turn;
    if (run === this) return super.reveal();
    run.revealed.add(run.step);
    this.relay?.stand(this.at);
    this.changed({ whole: true });
  }
}
