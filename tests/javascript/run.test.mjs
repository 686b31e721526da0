import assert from "node:assert/strict";
import { test } from "node:test";
import { Layer } from "../../dsviz/stage/js/layer.js";
import { partsOf } from "../../dsviz/stage/js/moment.js";
import { openingOf } from "../../dsviz/stage/js/opening.js";
import { leapOf, SPEEDS } from "../../dsviz/stage/js/pose.js";
import { Run } from "../../dsviz/stage/js/run.js";
import { layers } from "./layers.mjs";

const { scene } = layers.find(({ steps, scene }) => steps.length > 8 && scene.b && scene.w.shape[0] > 1);
const layer = new Layer(scene);
const parts = partsOf(layer);
const last = layer.steps - 1;

/** A run whose time stands still until it is told to pass, and what it has told. */
function started() {
  const [told, waiting] = [[], []];
  const clock = (wait, act) => {
    const entry = { wait, act };
    waiting.push(entry);
    return () => waiting.splice(waiting.indexOf(entry) >>> 0, 1);
  };
  const run = new Run((change) => told.push(change), clock);
  run.follow(layer, parts);
  run.open({ step: 0, order: "filter", hiding: 0 });
  const tick = () => waiting.shift()?.act();
  return { run, told, waiting, tick };
}

test("it opens with the whole step to be seen and tells nobody", () => {
  const { run, told } = started();
  assert.equal(run.step, 0);
  assert.equal(run.part, parts.length - 1);
  assert.equal(run.plays, false);
  assert.deepEqual(told, []);
});

test("it plays step by step to the end and rests there", () => {
  const { run, told, tick, waiting } = started();
  run.play();
  assert.equal(waiting[0].wait, SPEEDS[2]);
  for (let step = 1; step <= last; step++) {
    tick();
    assert.equal(run.step, step);
  }
  tick();
  assert.equal(run.plays, false);
  assert.deepEqual(told.at(-1), { rests: true });
  assert.equal(waiting.length, 0);
  run.play();
  assert.equal(run.step, 0);
});

test("a loop begins again", () => {
  const { run, tick } = started();
  run.loop = true;
  run.go(last);
  run.play();
  assert.equal(run.step, 0);
  run.go(last);
  run.move(-1);
  run.play();
  tick();
  assert.equal(run.step, last);
  tick();
  assert.equal(run.step, 0);
  assert.equal(run.plays, true);
});

test("every move is one change, stops the run and is where the reader rests", () => {
  const { run, told, waiting } = started();
  run.play();
  told.length = 0;
  run.move(1);
  assert.deepEqual(told, [{ rests: true, moved: true }]);
  assert.deepEqual([run.step, run.plays, waiting.length], [1, false, 0]);
  run.move(-1);
  run.move(-1);
  assert.equal(run.step, 0);
  run.go(last);
  run.move(1);
  assert.equal(run.step, last);
});

test("parts are walked both ways, over the ends of a step", () => {
  const { run } = started();
  run.movePart(1);
  assert.deepEqual([run.inParts, run.step, run.part], [true, 0, 0]);
  for (let part = 1; part < parts.length; part++) run.movePart(1);
  assert.deepEqual([run.step, run.part], [0, parts.length - 1]);
  run.movePart(1);
  assert.deepEqual([run.step, run.part], [1, 0]);
  run.movePart(-1);
  assert.deepEqual([run.step, run.part], [0, parts.length - 1]);
  run.setParts(0);
  run.movePart(-1);
  assert.deepEqual([run.inParts, run.part], [true, parts.length - 2]);
});

test("product by product a step has more parts; a guide or a link of parts takes them whole again", () => {
  const { run } = started();
  const products = partsOf(layer, true);
  run.follow(layer, parts, products);
  run.setParts(2);
  assert.deepEqual([run.fineness, run.part], [2, 0]);
  for (let part = 1; part < products.length; part++) run.move(1);
  assert.deepEqual([run.step, run.part], [0, products.length - 1]);
  run.move(1);
  assert.deepEqual([run.step, run.part], [1, 0]);
  run.stand({ step: 1, part: 1, inParts: true });
  assert.deepEqual([run.fineness, run.lastPart], [1, parts.length - 1]);
  const start = { step: 2, order: "filter", hiding: 0 };
  run.open({ ...start, pose: { product: products.length - 2 } });
  assert.deepEqual([run.fineness, run.part], [2, products.length - 2]);
  run.open({ ...start, pose: { part: 1 } });
  assert.deepEqual([run.fineness, run.part], [1, 1]);
});

test("another order stays at the place", () => {
  const { run, told } = started();
  run.go(3);
  const { place } = run;
  run.reveal();
  run.setOrder("place");
  assert.deepEqual(run.place, place);
  assert.equal(run.step, layer.stepOf(place, "place"));
  assert.equal(run.revealed.size, 0);
  assert.deepEqual(told.at(-1), { rests: true, whole: true });
});

test("hiding stops the run and forgets what was revealed", () => {
  const { run } = started();
  run.play();
  run.setHiding(1);
  assert.equal(run.plays, false);
  run.reveal();
  assert.deepEqual([...run.revealed], [0]);
  run.setHiding(1);
  assert.equal(run.revealed.size, 0);
});

test("hiding is turned off and on again as far as it went", () => {
  const { run } = started();
  run.setHiding(3);
  run.toggleHiding();
  assert.equal(run.hiding, 0);
  run.toggleHiding();
  assert.equal(run.hiding, 3);
  run.open({ step: 0, order: "filter", hiding: 0 });
  run.toggleHiding();
  assert.equal(run.hiding, 1);
});

test("a pose opens a run as it was seen", () => {
  const { run } = started();
  run.open({ step: 2, order: "filter", hiding: 0, pose: { part: 1, hiding: 2, speed: 5 } });
  assert.deepEqual([run.step, run.part, run.inParts, run.hiding, run.speed], [2, 1, true, 2, 5]);
});

test("what is hidden, the parts and the speed are where the reader rests", () => {
  const { run, told } = started();
  run.setHiding(2);
  run.setParts(true);
  run.setSpeed(4);
  assert.deepEqual(
    told.map(({ rests }) => rests),
    [true, true, true],
  );
  run.play();
  run.setSpeed(5);
  assert.equal(told.at(-1).rests, false);
});

test("another speed counts at once while it plays", () => {
  const { run, waiting } = started();
  run.setSpeed(0);
  assert.equal(waiting.length, 0);
  run.play();
  run.setSpeed(7);
  assert.deepEqual(
    waiting.map(({ wait }) => wait),
    [16],
  );
  run.stop();
  assert.equal(waiting.length, 0);
});

test("a smaller layer brings the run back to its last step", () => {
  const { run } = started();
  run.go(last);
  run.follow(/** @type {Layer} */ ({ steps: 2 }), parts.slice(0, 3));
  assert.deepEqual([run.step, run.part], [1, 2]);
});

test("a link opens at its step, and one that is none is answered with a sentence", () => {
  const labels = {
    bad_link: "step {asked} of 0 to {last}",
    bad_order: "order {asked}",
    bad_pose: "pose {asked}",
  };
  const limits = { parts: 4, channels: 2, speeds: 8 };
  const open = (step, order = null, pose = null) => openingOf(layer, labels, { step, order, pose }, limits);
  assert.deepEqual(open("3", "place"), { step: 3, order: "place", notice: "", pose: {} });
  assert.deepEqual(open(String(last)), { step: last, order: "filter", notice: "", pose: {} });
  assert.deepEqual(open(null), { step: 0, order: "filter", notice: "", pose: {} });
  for (const [asked, step] of [
    ["-1", 0],
    ["1.5", 0],
    ["", 0],
    [String(last + 1), last],
  ])
    assert.deepEqual(open(asked), {
      step,
      order: "filter",
      notice: `step ${asked} of 0 to ${last}`,
      pose: {},
    });
  assert.equal(open("1", "toString").notice, "order toString");
  assert.equal(open("1", "x".repeat(99)).notice, `order ${"x".repeat(24)}`);
  assert.equal(open("1", null, "bare.nonsense-3").notice, "pose nonsense-3");
  assert.deepEqual(open("1", null, "bare.nonsense-3").pose, { bare: true });
});

/** A run of many steps, each of one part. */
function longRun(steps) {
  const { run, tick } = started();
  run.follow({ ...layer, steps, place: () => null }, [{ name: "result" }]);
  run.open({ step: 0, order: "filter", hiding: 0 });
  return { run, tick };
}

test("at top speed a run of thousands leaps and still ends at its last step, within a minute of frames", () => {
  for (const steps of [2000, 2001, 3844, 147852]) {
    const { run, tick } = longRun(steps);
    run.setSpeed(SPEEDS.length - 1);
    run.play();
    let ticks = 0;
    for (; run.plays; ticks++) tick();
    assert.equal(run.step, steps - 1);
    assert.ok(ticks <= 2001 && ticks * 16 <= 60_000, `${steps}: ${ticks}`);
  }
});

test("a run leaps over nothing where it is slower, in parts, or has few steps, nor over where it is to stop", () => {
  const { run, tick } = longRun(11532);
  run.setSpeed(SPEEDS.length - 2);
  assert.equal(leapOf(run), 1);
  run.setSpeed(SPEEDS.length - 1);
  assert.equal(leapOf(run), 6);
  run.setParts(true);
  assert.equal(leapOf(run), 1);
  run.setParts(false);
  run.go(0);
  run.play(8);
  tick();
  assert.equal(run.step, 6);
  tick();
  assert.equal(run.step, 8);
  assert.equal(run.plays, false);
});
