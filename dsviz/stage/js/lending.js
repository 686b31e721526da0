/**
 * The layers that a guide lends to a stage.
 *
 * @import { Guide, Guided } from "./guide.js"
 * @import { GuideCard } from "./guide_card.js"
 * @import { Run } from "./run.js"
 * @import { Order, Scene } from "./types.js"
 */
import { Layer } from "./layer.js";
import { labelsOf } from "./picture/dom.js";
import { RelayRun } from "./relay_run.js";

const MANY = 4; // sums of an equation, over which a card is no higher than it must be
const OF_A_LAYER = ["b", "editing", "changes", "middle", "copies", "chain", "among"];
const NO_LAYER = Object.fromEntries(OF_A_LAYER.map((name) => [name, undefined]));

/**
 * The page's scene with a guide's layer in the place of its own.
 * @param {Scene} home
 * @param {Guided} guide
 * @param {string} name of the layer
 * @returns {Scene}
 */
function lent(home, guide, name) {
  const scene = guide.scenes[name];
  if (!scene) return { ...home, paused: true };
  const labels = { ...labelsOf(home), ...labelsOf(/** @type {Scene} */ (scene)) };
  return { ...home, ...NO_LAYER, ...scene, labels, paused: true };
}

/**
 * What the stage is to show: the page's own layer, or the one of the card.
 * @param {Scene} home
 * @param {Guide} guide
 * @returns {Scene}
 */
export const wanted = (home, guide) =>
  guide.isOpen ? lent(home, guide.here.guide, guide.here.beat.layer) : home;

/**
 * Who leaves a card about one of two layers in one run stands in that run where the card stood.
 * @param {Run} run
 * @param {Scene} scene the card's
 * @param {{ step: number, order: Order }} stood
 */
export function goOn(run, { among }, { step, order }) {
  if (!among || !(run instanceof RelayRun) || !run.relay) return;
  run.setOrder(order);
  run.goTo(run.relay.positionOf(among[0] ? run.relay.second : run, step));
}

/**
 * The layers of the guide that is open: which of them stands, whether its cards speak of several channels of each,
 * and how many px of height they take.
 * @param {Scene} home
 * @param {Guide} guide
 * @param {GuideCard | null} card
 */
export function shownBy(home, guide, card) {
  const { guide: of, beat } = guide.here;
  const names = [...new Set(of.beats.map((each) => each.layer))];
  return names.map((name) => {
    const layer = new Layer(lent(home, of, name));
    const several = guide.several(layer, name);
    const height = card?.heightOf(layer.depth < MANY ? null : name) ?? 0;
    return { layer, several, stands: name === beat.layer, height };
  });
}

/**
 * Those of a guide's layers that are drawn like one of them, but for how many channels a filter reads.
 * @param {Layer[]} layers
 * @param {Layer} layer
 */
export function kin(layers, layer) {
  const own = frame(layer);
  return layers.filter((each) => frame(each) === own);
}

/** @param {Layer} layer */
function frame({ x, w, y, b, spec: { groups, ...spec } }) {
  return JSON.stringify([x.shape, w.shape.slice(2), y.shape, b?.length, spec]);
}
