import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { bringIntoView } from "../../dsviz/stage/js/in_view.js";

/** A page whose window is 800 high: when a part of it is at which height, and the times at which it scrolls. */
function opened(heights, low = false) {
  mock.timers.enable({ apis: ["setTimeout"] });
  let [now, top, scrolled] = [0, low ? 900 : 100, 0];
  const times = [];
  const listeners = {};
  Object.assign(globalThis, {
    innerHeight: 800,
    addEventListener: (kind, listener) => {
      listeners[kind] = listener;
    },
    requestAnimationFrame: (task) => setTimeout(task, 0),
  });
  const bottom = () => heights.findLast(([at]) => at <= now)[1] - scrolled;
  const card = {
    getBoundingClientRect: () => ({ bottom: bottom() }),
    scrollIntoView: () => {
      if (bottom() > 800) {
        times.push(now);
        scrolled += bottom() - 800;
      }
    },
  };
  const root = {
    isConnected: true,
    getBoundingClientRect: () => ({ top }),
    scrollIntoView: () => {
      times.push(now);
      top = 0;
    },
  };
  bringIntoView(root, () => card);
  const wait = (until) => {
    for (; now <= until; now += 10) mock.timers.tick(10);
  };
  return { times, listeners, wait, close: () => mock.timers.reset() };
}

test("a card that a link opens is scrolled to once, as soon as it has come to rest", () => {
  const page = opened([[0, 1000]]);
  page.wait(5000);
  assert.equal(page.times.length, 1);
  assert.ok(page.times[0] < 700, `at ${page.times}`);
  page.close();
});

test("while what stands above it is drawn nothing moves, and what comes later is followed", () => {
  const page = opened([0, 1, 2, 3, 4].map((at) => [at * 250, 1000 + 40 * at]));
  page.wait(5000);
  assert.equal(page.times.length, 1);
  assert.ok(page.times[0] > 1000 && page.times[0] < 2000, `at ${page.times}`);
  page.close();
});

test("a card in the window, and a reader who has done anything, are left alone", () => {
  const page = opened([[0, 700]]);
  page.wait(5000);
  assert.deepEqual(page.times, []);
  page.close();
  const other = opened([[0, 1000]]);
  other.listeners.wheel();
  other.wait(5000);
  assert.deepEqual(other.times, []);
  other.close();
});

test("a stage far down the page comes to its top", () => {
  const page = opened([[0, 600]], true);
  page.wait(5000);
  assert.equal(page.times.length, 1);
  page.close();
});
