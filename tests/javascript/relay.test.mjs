import assert from "node:assert/strict";
import { test } from "node:test";
import { Layer } from "../../dsviz/stage/js/layer.js";
import { partsOf } from "../../dsviz/stage/js/moment.js";
import { paintKnown } from "../../dsviz/stage/js/pixels/painted.js";
import { Relay } from "../../dsviz/stage/js/relay.js";
import { RelayRun } from "../../dsviz/stage/js/relay_run.js";

const tensor = (...shape) => ({
  shape,
  data: Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => i),
});

/** A run on a layer of `filters` maps of 1 x 3 places. */
function runOf(channels, filters, clock) {
  const spec = {
    ...{ stride: [1, 1], dilation: [1, 1], groups: 1, padding_mode: "zeros" },
    padding: [
      [0, 0],
      [0, 0],
    ],
  };
  const layer = new Layer({
    x: tensor(channels, 1, 3),
    w: tensor(filters, channels, 1, 1),
    y: tensor(filters, 1, 3),
    spec,
  });
  const run = new RelayRun(() => {}, clock);
  run.follow(layer, partsOf(layer), partsOf(layer, true));
  run.open({ step: 0, order: "filter", hiding: 0 });
  return run;
}

function chained(clock = () => () => {}) {
  const [first, second] = [runOf(2, 2, clock), runOf(2, 3, clock)];
  const relay = new Relay(first, second);
  first.relay = second.relay = relay;
  relay.open(false);
  /** Where both stand, and which of the first one's six numbers are known. */
  const where = () => [first.step, second.waits ? null : second.step];
  const known = () =>
    [0, 1].map((filter) => [0, 1, 2].map((col) => relay.veil({ filter, row: 0, col }) === null));
  return { first, second, relay, where, known };
}

test("filter by filter the first run fills its maps before the second begins", () => {
  const { first, where, relay } = chained();
  const all = [where()];
  while (first.at < first.end) {
    first.move(1);
    all.push(where());
  }
  const one = [0, 1, 2, 3, 4, 5].map((step) => [step, null]);
  const two = Array.from({ length: 9 }, (_, step) => [5, step]);
  assert.deepEqual(all, [...one, ...two]);
  assert.equal(relay.turn, relay.second);
  first.move(1);
  assert.deepEqual(where(), [5, 8]);
  first.goTo(2);
  assert.deepEqual(where(), [2, null]);
});

test("place by place each place goes through both, and nothing is read before it is computed", () => {
  const { first, where, relay, known, second } = chained();
  first.setOrder("place");
  const all = [];
  for (let at = 0; at <= first.end; at++) {
    first.goTo(at);
    all.push(where());
    const { col } = second.place;
    if (relay.turn === second) assert.deepEqual([known()[0][col], known()[1][col]], [true, true]);
  }
  assert.deepEqual(all.slice(0, 7), [
    [0, null],
    [1, null],
    [1, 0],
    [1, 1],
    [1, 2],
    [2, 2],
    [3, 2],
  ]);
  assert.deepEqual(all.at(-1), [5, 8]);
});

test("what is not computed is not known, what is hidden is asked for", () => {
  const { first, known, relay } = chained();
  first.goTo(3);
  assert.deepEqual(known(), [
    [true, true, true],
    [true, false, false],
  ]);
  first.setHiding(1);
  assert.equal(relay.veil({ filter: 0, row: 0, col: 0 }), "?");
  assert.equal(relay.veil({ filter: 1, row: 0, col: 2 }), "");
  first.reveal();
  assert.equal(relay.veil({ filter: 1, row: 0, col: 0 }), null);
});

test("a link that a reader copied opens at the same step of the whole", () => {
  for (const order of ["filter", "place"]) {
    const { first, second, relay } = chained();
    first.setOrder(order);
    for (let at = 0; at <= first.end; at++) {
      first.goTo(at);
      relay.open(!second.waits);
      assert.deepEqual([relay.at, relay.together], [at, true]);
    }
  }
});

test("a step of the second goes through its own parts, by the first one's key", () => {
  const { first, second, where } = chained();
  first.goTo(5);
  first.setParts(1);
  for (let part = 1; part <= first.lastPart; part++) first.move(1);
  assert.deepEqual([where(), first.part], [[5, null], first.lastPart]);
  first.move(1);
  assert.deepEqual([where(), second.part, first.part], [[5, 0], 0, first.lastPart]);
  for (let part = 1; part <= second.lastPart; part++) first.move(1);
  first.move(1);
  assert.deepEqual(where(), [5, 1]);
});

test("a link of before that names a step of each opens both there, until the reader moves", () => {
  const { first, second, relay, where, known } = chained();
  second.open({ step: 4, order: "place", hiding: 0 });
  second.waits = false;
  first.open({ step: 3, order: "filter", hiding: 0 });
  relay.open(true);
  assert.deepEqual([where(), relay.together], [[3, 4], false]);
  assert.equal(known().flat().every(Boolean), true);
  first.move(1);
  assert.equal(relay.together, true);
  assert.equal(second.order, "filter");
});

test("a link with two orders opens the two apart, though their steps meet in one order", () => {
  for (const [order, together] of [
    ["filter", true],
    ["place", false],
  ]) {
    const { first, second, relay, where } = chained();
    second.open({ step: 1, order, hiding: 0 });
    second.waits = false;
    first.open({ step: 5, order: "filter", hiding: 0 });
    relay.open(true);
    assert.deepEqual([where(), relay.together], [[5, 1], together]);
  }
});

test("a whole map of the second shows as many pixels as the first has computed", () => {
  const { first, relay } = chained();
  const drawn = () =>
    [0, 1].map((index) => {
      let told = null;
      paintKnown({ index, paint: (...how) => (told = how) }, relay);
      return told;
    });
  first.goTo(3);
  assert.deepEqual(drawn(), [[3], [1]]);
  first.setOrder("place");
  first.goTo(0);
  assert.deepEqual(drawn(), [[1], [0]]);
  first.setOrder("filter");
  first.goTo(3);
  first.setHiding(1);
  first.reveal();
  assert.deepEqual(drawn(), [
    [0, []],
    [0, [[0, 0]]],
  ]);
});

test("at top speed a long run of both leaps over steps of the whole", () => {
  const acts = [];
  const { first, relay } = chained((_, act) => acts.push(act) && (() => {}));
  first.the.steps = 3000;
  relay.second.the.steps = 4000;
  first.setSpeed(7);
  first.play();
  acts.at(-1)();
  assert.equal(relay.at, 4);
});

test("the second's controls are the run's: order, parts, hiding and speed are those of both", () => {
  const { first, second } = chained();
  first.goTo(7);
  second.setOrder("place");
  second.setParts(1);
  second.setHiding(2);
  second.setSpeed(5);
  for (const run of [first, second])
    assert.deepEqual([run.order, run.fineness, run.hiding, run.speed], ["place", 1, 2, 5]);
});

test("a layer of a run that is lent counts the steps of the run, and moves over its own", () => {
  const ticks = [];
  const run = runOf(2, 3, (_, act) => ticks.push(act) && (() => {}));
  run.among = [6, 15];
  assert.deepEqual([run.at, run.end, run.stepOf(3)], [6, 14, 9]);
  run.goTo(8);
  assert.deepEqual([run.step, run.at], [2, 8]);
  run.goTo(0);
  assert.equal(run.step, 0);
  run.goTo(run.end);
  assert.deepEqual([run.step, run.at], [8, 14]);
  run.goTo(6);
  run.play(2); // as a guide has it play, to a step of its own
  while (run.plays) ticks.pop()();
  assert.deepEqual([run.step, run.at], [2, 8]);
});

test("a step of either layer has its place in the whole run, in both orders", () => {
  const { first, second } = chained();
  assert.deepEqual([first.stepOf(3), second.stepOf(0)], [3, 6]);
  first.setOrder("place");
  assert.deepEqual([first.stepOf(2), second.stepOf(0)], [5, 2]);
});
