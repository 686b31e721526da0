/** A stage on a course page. */
const HEIGHT = 720; // px of the frame

/**
 * The line of HTML that shows an address on another page.
 * @param {string} address
 * @param {string} title
 */
export function frameLine(address, title) {
  /** @param {string} text */
  const safe = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  const look = `width="100%" height="${HEIGHT}" style="border:0" allow="fullscreen; clipboard-write"`;
  return `<iframe src="${safe(address)}" title="${safe(title)}" ${look}></iframe>`;
}
