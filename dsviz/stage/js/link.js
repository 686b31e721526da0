/** What a page without a server keeps in its own link: of a web page the query holds it, of a file the fragment. */
const inQuery = /^https?:$/.test(location.protocol);

/** What the link holds. */
export const params = () =>
  new URLSearchParams(inQuery ? location.search : location.hash.slice(1) || location.search);

/**
 * Put names into the link, and take out those that are "".
 * @param {Record<string, string>} more
 */
export function write(more) {
  const all = params();
  for (const [name, value] of Object.entries(more))
    if (value) all.set(name, value);
    else all.delete(name);
  const text = all.toString().replaceAll("%7E", "~");
  const mark = inQuery ? "?" : "#";
  try {
    history.replaceState(history.state, "", location.pathname + (text ? mark + text : ""));
  } catch {
    /* a frame without an address of its own */
  }
}
