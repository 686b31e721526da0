/**
 * The words of a page that are not in its language: what a document or a library is quoted with is marked, so
 * that it is read in a voice of its own language, and Streamlit's own words are put into the page's.
 *
 * @typedef {Record<string, string>} Theirs Streamlit's words, and how the page says them
 */
const HAN = /\p{Script=Han}/u;
const CODE = "code, pre, script, style";
const SAYING = ["aria-label", "title", "placeholder"];
const HOLE = /\{\w+\}/;

/** @type {{ dsvizReplaced?: WeakMap<Node, [string, string][]> }} what outlives one page's script */
const kept = /** @type {any} */ (globalThis);
/** What was written in place of a word of Streamlit's, and the word. */
kept.dsvizReplaced ??= new WeakMap();
const replaced = kept.dsvizReplaced;

/** @returns {Text[]} */
function texts() {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) found.push(/** @type {Text} */ (walk.currentNode));
  return found;
}

/**
 * Marks what is quoted: Chinese on a page in another language; on a Chinese one what stands in slanted letters
 * and has no Chinese among them.
 */
export function markQuotations() {
  const isChinese = document.documentElement.lang.startsWith("zh");
  for (const { data, parentElement: holder } of texts()) {
    if (!holder || holder.childNodes.length > 1) continue;
    if (isChinese && holder.localName === "em" && !HAN.test(data)) holder.lang = "en";
    else if (!isChinese && HAN.test(data) && !holder.closest("[lang|=zh]")) holder.lang = "zh-Hans";
  }
}

/**
 * Says Streamlit's own words in the page's language; those it said in another before, too.
 * @param {Theirs} theirs none for the language that they are in
 */
export function sayTheirs(theirs) {
  for (const text of texts()) {
    const said = ownWords(text, text.data, theirs);
    if (said !== text.data && !text.parentElement?.closest(CODE)) text.data = said;
  }
  for (const node of document.querySelectorAll(SAYING.map((name) => `[${name}]`).join()))
    for (const name of SAYING) {
      const word = node.getAttribute(name) ?? "";
      const said = ownWords(node, word, theirs);
      if (said !== word) node.setAttribute(name, said);
    }
}

/**
 * How a word is said here.
 * @param {Node} node where it stands
 * @param {string} word as it is now
 * @param {Theirs} theirs
 */
function ownWords(node, word, theirs) {
  const known = replaced.get(node) ?? [];
  const english = known.find(([said]) => said === word)?.[1] ?? word;
  const said = saidIn(english, theirs);
  if (said !== english) replaced.set(node, [...known, [said, english]]);
  return said;
}

/**
 * How Streamlit's word is said; one that names something of the page's own, such as a field, goes on naming it.
 * @param {string} english
 * @param {Theirs} theirs
 */
export function saidIn(english, theirs) {
  if (theirs[english]) return theirs[english];
  for (const [word, said] of Object.entries(theirs)) {
    const [head, tail] = word.split(HOLE);
    const inside = english.slice(head.length, english.length - (tail ?? "").length);
    if (tail !== undefined && inside && english === head + inside + tail)
      return said.replace(HOLE, () => inside);
  }
  return english;
}
