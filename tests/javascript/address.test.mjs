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

/** Where a stage keeps its step, and its order of walking. */
const NAMES = {
  step: "order",
  step2: "order2",
  walkstep: "walkorder",
  "step-tensorflow": "order-tensorflow",
  "step-pytorch": "order-pytorch",
};

function at(protocol, search, hash, param) {
  Object.assign(place, { protocol, search, hash });
  const address = new Address();
  address.follow(param);
  return address;
}

test("each stage of a page reads its own step and order from the query", () => {
  const names = Object.entries(NAMES);
  const query = `?${names.map(([step, order], i) => `${step}=${i}&${order}=o${i}`).join("&")}`;
  names.forEach(([param], i) => {
    assert.deepEqual(at("http:", query, "#step=9", param).read(), { step: `${i}`, order: `o${i}` });
  });
});

test("what the link does not name is not there, and what it names stays as it is", () => {
  assert.deepEqual(at("https:", "?example=x", "", "step").read(), { step: null, order: null });
  assert.deepEqual(at("https:", "?step=banana", "", "step").read(), { step: "banana", order: null });
  assert.deepEqual(at("https:", "?step=4&s=1B-_", "", "step").read(), { step: "4", order: null });
});

test("a file reads its fragment", () => {
  assert.deepEqual(at("file:", "", "#step=3&order=place", "step").read(), { step: "3", order: "place" });
});

test("writing leaves the other parameters, and the usual order is not named", () => {
  const address = at(
    "http:",
    "?part=block&edits=x_0_0_0_9~b_0_-1&walkstep=1&walkorder=place",
    "",
    "walkstep",
  );
  address.write(5, "place");
  assert.equal(written, "/Page?part=block&edits=x_0_0_0_9~b_0_-1&walkstep=5&walkorder=place");
  address.write(5, "filter");
  assert.equal(written, "/Page?part=block&edits=x_0_0_0_9~b_0_-1&walkstep=5");
  address.write(null, "filter");
  assert.equal(written, "/Page?part=block&edits=x_0_0_0_9~b_0_-1");
});
