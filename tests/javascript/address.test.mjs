import assert from "node:assert/strict";
import { test } from "node:test";

/** A page's place, as far as a stage reads and writes it. */
const place = { protocol: "http:", pathname: "/Page", search: "", hash: "" };
let written = "";
Object.assign(globalThis, {
  location: place,
  history: { state: null, replaceState: (_state, _title, url) => (written = url) },
});
const { Address } = await import("../../dsviz/stage/js/address.js");

/** Where a stage keeps its step, its order of walking and its pose. */
const NAMES = {
  step: ["order", "pose"],
  step2: ["order2", "pose2"],
  walkstep: ["walkorder", "walkpose"],
  "step-tensorflow": ["order-tensorflow", "pose-tensorflow"],
  "step-pytorch": ["order-pytorch", "pose-pytorch"],
};
const PAGE = { guide: null, show: null, contrast: null };

function at(protocol, search, hash, param) {
  Object.assign(place, { protocol, search, hash });
  const address = new Address();
  address.follow(param);
  return address;
}

test("each stage of a page reads its own step and order from the query", () => {
  const names = Object.entries(NAMES);
  const query = `?${names.map(([step, [order, pose]], i) => `${step}=${i}&${order}=o${i}&${pose}=p${i}`).join("&")}`;
  names.forEach(([param], i) => {
    const expected = { step: `${i}`, order: `o${i}`, pose: `p${i}`, ...PAGE };
    assert.deepEqual(at("http:", query, "#step=9", param).read(), expected);
  });
});

test("what the link does not name is not there, and what it names stays as it is", () => {
  assert.deepEqual(at("https:", "?example=x", "", "step").read(), {
    step: null,
    order: null,
    pose: null,
    ...PAGE,
  });
  assert.deepEqual(at("https:", "?step=banana", "", "step").read(), {
    step: "banana",
    order: null,
    pose: null,
    ...PAGE,
  });
  assert.deepEqual(at("https:", "?step=4&s=1B-_&show=stage&contrast=projector", "", "step").read(), {
    ...{ step: "4", order: null, pose: null },
    ...{ guide: null, show: "stage", contrast: "projector" },
  });
});

test("a file reads its fragment", () => {
  const read = at("file:", "", "#step=3&order=place&pose=bare", "step").read();
  assert.deepEqual(read, { step: "3", order: "place", pose: "bare", ...PAGE });
});

test("writing leaves the other parameters, and the usual order is not named", () => {
  const address = at(
    "http:",
    "?part=block&edits=x_0_0_0_9~b_0_-1&walkstep=1&walkorder=place",
    "",
    "walkstep",
  );
  address.write({ step: 5, order: "place", pose: "part-1.bare" });
  assert.equal(
    written,
    "/Page?part=block&edits=x_0_0_0_9~b_0_-1&walkstep=5&walkorder=place&walkpose=part-1.bare",
  );
  address.write({ step: 5, order: "filter", pose: "" });
  assert.equal(written, "/Page?part=block&edits=x_0_0_0_9~b_0_-1&walkstep=5");
  address.write(null);
  assert.equal(written, "/Page?part=block&edits=x_0_0_0_9~b_0_-1");
});

test("a link to copy holds what else it is to show, and drops what it is not", () => {
  const address = at("https:", "?embed=true&show=stage&step=1", "", "step");
  const where = { step: 2, order: "filter", pose: "" };
  const more = { show: "", contrast: "projector", embed: "" };
  assert.equal(address.text(where, more), "/Page?step=2&contrast=projector");
});

test("where a stage rests is written after a moment, unless the server has written another address", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const where = () => ({ step: 31, order: "filter", pose: "" });
  const resting = (meanwhile) => {
    const address = at("http:", "?part=block&at=2&walkstep=1", "", "step");
    written = "";
    address.rest(where);
    t.mock.timers.tick(299);
    assert.equal(written, "");
    place.search = meanwhile;
    t.mock.timers.tick(1);
    return address;
  };
  resting("?part=block&at=2&walkstep=1");
  assert.equal(written, "/Page?part=block&at=2&walkstep=1&step=31");
  resting("?part=block&at=2&walkstep=5&guide=standard.2"); // another stage of the page
  assert.match(written, /step=31$/);
  const left = resting("?part=block&at=3");
  assert.equal(written, "");
  left.restAgain(where); // the same scene, with the new address
  t.mock.timers.tick(300);
  assert.equal(written, "/Page?part=block&at=3&step=31");
});
