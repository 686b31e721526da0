/**
 * Two stages of one page as one run: the first one's controls move both, and the second shows of what lies
 * between them only what is computed.
 *
 * @import { Stage } from "./stage.js"
 */
import { Following } from "./following.js";
import "./hushed.js";
import "./veiled.js";
import { el, fill, put } from "./picture/dom.js";
import { Relay } from "./relay.js";
import { RelayRun } from "./relay_run.js";
import { everyStage } from "./rollcall.js";

/** @type {WeakMap<Relay, Following>} what keeps the working layer of a run in view */
const followings = new WeakMap();

/**
 * Join a stage that has a scene with the other one of its chain, or part them while a guide lends a layer.
 * @param {Stage} stage
 */
export function chain(stage) {
  count(stage);
  const found = everyStage().map((member) => member.stage);
  const [first, second] = ["first", "second"].map((which) =>
    found.find((each) => each.picture && each.now.scene.chain === which),
  );
  if (!first || !second) {
    if (stage.run instanceof RelayRun && stage.run.relay) part(stage.run.relay, found);
    return;
  }
  if (![first, second].includes(stage)) return;
  join(first, second);
}

/**
 * A layer of a run that a guide lends counts the run's steps, as the stage does that shows both.
 * @param {Stage} stage
 */
function count({ run, now: { scene } }) {
  if (!(run instanceof RelayRun) || String(run.among) === String(scene.among)) return;
  run.among = scene.among;
  run.changed({ whole: true });
}

/**
 * @param {Stage} first
 * @param {Stage} second
 */
function join(first, second) {
  const [one, two] = [first.run, second.run];
  if (!(one instanceof RelayRun && two instanceof RelayRun)) return;
  const known = one.relay;
  const relay = known ?? new Relay(one, two);
  const following = followings.get(relay) ?? new Following(first, second, relay);
  followings.set(relay, following);
  relay.moved = () => {
    show(relay, second);
    following.moved();
  };
  second.now.layer.relay = relay;
  one.relay = two.relay = relay;
  second.root.classList.add("led");
  [first, second].forEach(sayPlace);
  if (known) relay.stand(Math.min(known.at, known.end), undefined, false);
  else open(relay, first, isLinked(second.now.scene.param));
  following.again();
  for (const run of [one, two]) run.changed({ whole: true });
}

/**
 * Say which of the two layers a stage shows, where it fills the screen, in its heading and as the name of its region.
 * @param {Stage} stage
 * @param {number} i
 */
function sayPlace({ root, presenting: { headline }, now: { labels, scene } }, i) {
  const text = fill(labels.layer_of, { i: i + 1, n: 2 });
  root.ariaLabel = fill(labels.also, { m: scene.title, v: text });
  put(/** @type {Element} */ (root.querySelector("h2")), root.ariaLabel);
  if (!headline.querySelector(".layer"))
    headline.firstElementChild?.after(el("span", { class: "layer", text }));
}

/**
 * What the link, of a web page or of a file, says.
 * @param {string} param
 */
const linked = (param) =>
  [location.search, location.hash.slice(1)].map((text) => new URLSearchParams(text).get(param));

/** Whether it names a step. @param {string} param */
const isLinked = (param) => linked(param).some((step) => step !== null);

/**
 * Begin where the link says. Beyond the last step of the first layer a step counts on into the second's.
 * @param {Relay} relay
 * @param {Stage} stage the first
 * @param {boolean} begun whether the link names a step of the second
 */
function open(relay, { now: { status, labels, scene } }, begun) {
  const { first, second } = relay;
  const asked = linked(scene.param).find((step) => /^\d+$/.test(step ?? ""));
  const own = Number(asked) - first.the.steps;
  const refused = fill(labels.bad_link, { asked: String(asked), last: first.lastStep });
  if (begun || !asked || own < 0 || status.notice !== refused) return relay.open(begun);
  const isThere = own <= second.lastStep;
  status.notice = isThere ? "" : fill(labels.bad_link, { asked, last: relay.end });
  const part = first.inParts ? first.part : undefined;
  relay.stand(relay.positionOf(second, Math.min(own, second.lastStep)), part);
}

/**
 * @param {Relay} relay
 * @param {Stage[]} stages
 */
function part(relay, stages) {
  followings.get(relay)?.leave();
  const { first, second } = relay;
  first.relay = second.relay = null;
  for (const { root } of stages) root.classList.remove("led", "waits", "handed");
}

/**
 * What has been computed meanwhile is seen where it is read.
 * @param {Relay} relay
 * @param {Stage} second
 */
function show(relay, { root, picture }) {
  root.classList.toggle("waits", relay.second.waits);
  for (const grid of picture?.grids ?? []) if (grid.mark.kind === "x") grid.refresh();
}
