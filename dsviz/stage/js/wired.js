/** The wiring maps of a published page light what its stage reads and writes. */

/**
 * @param {SVGElement} map
 * @param {string} said what a stage says of itself on the page's body: beside.js
 */
function light(map, said) {
  const [, channels, filters, groups, filter, first, count] = said.split(" ");
  const same = map.dataset.wiring === `${channels} ${filters} ${groups}`;
  for (const node of map.querySelectorAll("[data-channel], [data-filter]")) {
    if (!(node instanceof SVGElement)) continue;
    const { channel, filter: to = filter } = node.dataset;
    const place = Number(channel ?? first) - Number(first);
    node.classList.toggle("lit", same && to === filter && place >= 0 && place < Number(count));
  }
}

/** Follow the page's stage, where the page has such maps. */
export function followStage() {
  const maps = /** @type {NodeListOf<SVGElement>} */ (document.querySelectorAll("svg[data-wiring]"));
  if (maps.length === 0) return;
  const { body } = document;
  new MutationObserver(() => {
    for (const map of maps) light(map, body.dataset.dsvizReads ?? "");
  }).observe(body, { attributeFilter: ["data-dsviz-reads"] });
}
