import assert from "node:assert/strict";
import { test } from "node:test";
import { Guide, lessonAddress, pieces } from "../../dsviz/stage/js/guide.js";
import { Layer } from "../../dsviz/stage/js/layer.js";
import { partsOf } from "../../dsviz/stage/js/moment.js";

// Two filters, 1x1, over 1x3 places of two channels.
const layer = new Layer({
  x: { shape: [2, 1, 3], data: [1, 2, 3, 4, 5, 6] },
  w: { shape: [2, 2, 1, 1], data: [1, -1, 2, 1] },
  y: { shape: [2, 1, 3], data: [-3, -3, -3, 6, 9, 12] },
  spec: {
    stride: [1, 1],
    padding: [
      [0, 0],
      [0, 0],
    ],
    dilation: [1, 1],
    groups: 1,
    padding_mode: "zeros",
  },
});
const parts = partsOf(layer);
const beat = (at, more = {}) => ({ layer: "own", at, part: "result", order: "filter", lit: [], ...more });
const guides = () => [
  {
    id: "one",
    beats: [
      beat([0, 0, 0], { part: "window" }),
      beat([0, 0, 2], { since: [0, 0, 0] }),
      beat([1, 0, 1], { part: "sum1", question: "?", answer: "!", right: 9 }),
    ],
  },
  { id: "two", beats: [beat([1, 0, 2], { order: "place" })] },
];

function opened(name = "one.1") {
  const guide = new Guide();
  guide.follow(guides());
  assert.equal(guide.open(name), true);
  return guide;
}

test("it is closed until it is opened, and a name that is none opens nothing", () => {
  const guide = new Guide();
  guide.follow(guides());
  for (const name of ["one.4", "one.0", "three.1", "one", ""]) assert.equal(guide.open(name), false);
  assert.equal(guide.isOpen, false);
  assert.equal(guide.name, null);
});

test("it goes on through all guides, answers before it goes on, and stops at both ends", () => {
  const guide = opened();
  const names = [guide.name];
  assert.equal(guide.back(), false);
  while (guide.next()) names.push(guide.answered ? "answer" : guide.name);
  assert.deepEqual(names, ["one.1", "one.2", "one.3", "answer", "two.1"]);
  assert.equal(guide.back(), true);
  assert.equal(guide.name, "one.3");
  assert.equal(guide.answered, false);
});

test("a typed number answers where it is the one asked for", () => {
  const guide = opened("one.3");
  assert.equal(guide.takes([]), false);
  assert.equal(guide.takes([8]), false);
  assert.equal(guide.asks, true);
  assert.equal(guide.takes([0.009, 9]), true);
  assert.equal(guide.asks, false);
});

test("a pose is a step, a part and where it plays from; the answer shows the whole step", () => {
  assert.deepEqual(opened("one.1").pose(layer, parts), { order: "filter", step: 0, part: 0, from: null });
  assert.deepEqual(opened("one.2").pose(layer, parts), { order: "filter", step: 2, part: 5, from: 0 });
  const guide = opened("one.3");
  assert.deepEqual(guide.pose(layer, parts), { order: "filter", step: 4, part: 3, from: null });
  guide.next();
  assert.equal(guide.pose(layer, parts).part, 5);
  assert.deepEqual(opened("two.1").pose(layer, parts), { order: "place", step: 5, part: 5, from: null });
});

test("what comes before a beat's place is there, and what earlier beats have shown of its map", () => {
  assert.deepEqual([...opened("one.1").seen(layer)], []);
  assert.deepEqual([...opened("one.2").seen(layer)], []); // it plays from the first
  assert.deepEqual([...opened("one.3").seen(layer)].sort(), [0, 1, 2, 3]);
  assert.deepEqual([...opened("two.1").seen(layer)].sort(), [0, 1, 2, 3, 4]);
  const guide = new Guide();
  const [window, asked] = [
    beat([0, 0, 2], { part: "window" }),
    beat([1, 0, 0], { part: "bias", question: "?" }),
  ];
  guide.follow([{ id: "back", beats: [beat([1, 0, 1]), window, asked, beat([0, 0, 1])] }]);
  guide.open("back.4");
  // The window alone has no result, and the other two are of another map, of which nothing is told yet.
  assert.deepEqual([...guide.seen(layer)].sort(), [0]);
  // Of the same map a result stays, though it comes later in order; not where places are counted in another.
  const three = (order) => [beat([0, 0, 2]), beat([1, 0, 0]), beat([0, 0, 0], { order })];
  for (const [order, seen] of Object.entries({ filter: [2], place: [] })) {
    guide.follow([{ id: "back", beats: three(order) }]);
    guide.open("back.3");
    assert.deepEqual([...guide.seen(layer)], seen);
  }
});

test("a stage that stands elsewhere is away", () => {
  const guide = opened("one.3");
  const run = { step: 4, part: 3, order: "filter" };
  assert.equal(guide.isAway(run, layer, parts), false);
  for (const other of [{ step: 3 }, { part: 5 }, { order: "place" }])
    assert.equal(guide.isAway({ ...run, ...other }, layer, parts), true);
});

test("handles are read out of the words, and everything else is left", () => {
  assert.deepEqual(pieces("Of [one](x.1), (2) and [two](w.0.1)."), [
    { text: "Of ", target: null },
    { text: "one", target: "x.1" },
    { text: ", (2) and ", target: null },
    { text: "two", target: "w.0.1" },
    { text: ".", target: null },
  ]);
});

test("the next lesson's card is seen as this page is, and keeps nothing of its layer", () => {
  const here = "https://class.example/dsviz/Standard_convolution?step=4&guide=standard.10&lang=en&show=stage";
  assert.equal(
    lessonAddress("Depthwise_convolution?guide=depthwise.1", here, false),
    "https://class.example/dsviz/Depthwise_convolution?guide=depthwise.1&lang=en&show=stage",
  );
  assert.match(lessonAddress("Depthwise_convolution?guide=depthwise.1", here, true), /&pose=full$/);
});
