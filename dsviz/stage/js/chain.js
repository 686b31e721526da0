/**
 * Two stages of one page as one run: the first one's controls move both, and the second shows of what lies
 * between them only what is computed.
 *
 * @import { Stage } from "./stage.js"
 */
import { Relay, RelayRun } from "./relay.js";
import { everyStage } from "./rollcall.js";

/**
 * Join a stage that has a scene with the other one of its chain, or part them while a guide lends a layer.
 * @param {Stage} stage
 */
export function chain(stage) {
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
 * @param {Stage} first
 * @param {Stage} second
 */
function join(first, second) {
  const [one, two] = [first.run, second.run];
  if (!(one instanceof RelayRun && two instanceof RelayRun)) return;
  const known = one.relay;
  const relay = known ?? new Relay(one, two);
  relay.moved = () => show(relay, second);
  second.now.layer.relay = relay;
  one.relay = two.relay = relay;
  second.root.classList.add("led");
  if (known) relay.stand(Math.min(known.at, known.end));
  else relay.open(isLinked(second.now.scene.param));
  one.changed({ whole: true });
}

/**
 * Whether the link, of a web page or of a file, names a step.
 * @param {string} param
 */
const isLinked = (param) =>
  [location.search, location.hash.slice(1)].some((text) => new URLSearchParams(text).has(param));

/**
 * @param {Relay} relay
 * @param {Stage[]} stages
 */
function part({ first, second }, stages) {
  first.relay = second.relay = null;
  for (const { root } of stages) root.classList.remove("led", "waits");
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
