/**
 * Tells the server what the stages of a page show, while the files of it are offered: a stage moves without the
 * server. What plays comes to rest first. A file that is asked for before the server has heard waits for that.
 */
const CALL = "dsviz-seen";
const EVERY = 200; // ms
const PATIENCE = 10; // looks, after which what was told is told again
const FILE = ".stDownloadButton";

/** @typedef {{ params: string[], heard: string, files: string }} Asked whose steps, what the server knows, where the files stand */
/** @typedef {{ param: string }} Seen what a stage answers */

class Watch {
  /** @type {((seen: string) => void) | null} */
  tell = null;
  /** @type {Asked} */
  #asked = { params: [], heard: "", files: "" };
  #told = "";
  #waited = 0;
  #wanted = ""; // the file's button that was pressed too early, by its class
  #timer = setInterval(() => this.look(), EVERY);
  #press = (/** @type {MouseEvent} */ event) => this.#onPress(event);

  constructor() {
    document.addEventListener("click", this.#press, true);
  }

  /** @param {Asked} asked */
  feed(asked) {
    this.#asked = asked;
    const wanted = this.#wanted;
    if (!wanted || asked.heard !== this.#seen(true)) return;
    this.#wanted = "";
    // Not before the buttons beside have been drawn with what is made now.
    setTimeout(() => /** @type {HTMLElement | null} */ (document.querySelector(`${wanted} button`))?.click());
  }

  /** @param {boolean} [still] whether what plays is to stop */
  #seen(still = false) {
    const detail = { still, seen: /** @type {Seen[]} */ ([]) };
    document.dispatchEvent(new CustomEvent(CALL, { detail }));
    return JSON.stringify(detail.seen.filter(({ param }) => this.#asked.params.includes(param)));
  }

  /** @param {boolean} [still] whether what plays is to stop */
  look(still = false) {
    const seen = this.#seen(still);
    if (seen === this.#asked.heard || (seen === this.#told && ++this.#waited < PATIENCE)) return;
    this.#told = seen;
    this.#waited = 0;
    this.tell?.(seen);
  }

  /** @param {MouseEvent} event */
  #onPress(event) {
    const target = /** @type {Element} */ (event.target);
    const file = target.closest?.(`.st-key-${this.#asked.files} ${FILE}`)?.closest("[class*=st-key-]");
    const name = file && [...file.classList].find((each) => each.startsWith("st-key-"));
    if (!name || this.#seen(true) === this.#asked.heard) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#wanted = `.${name}`;
    this.look();
  }

  stop() {
    clearInterval(this.#timer);
    document.removeEventListener("click", this.#press, true);
  }
}

/**
 * @typedef {object} Mounting what Streamlit mounts with
 * @property {[Asked]} data
 * @property {HTMLElement & { dsvizWatch?: Watch }} parentElement
 * @property {(name: string, value: unknown) => void} setTriggerValue
 */

/** @param {Mounting} mounting */
export default function mount({ data: [asked], parentElement, setTriggerValue }) {
  const isNew = !parentElement.dsvizWatch;
  parentElement.dsvizWatch ??= new Watch();
  const watch = parentElement.dsvizWatch;
  /** @param {string} seen */
  const tell = (seen) => setTriggerValue("seen", seen);
  watch.tell = tell;
  watch.feed(asked);
  if (isNew) watch.look(true);
  return () => {
    if (watch.tell !== tell) return; // a later call has it: see the stage's mount
    watch.stop();
    delete parentElement.dsvizWatch;
  };
}
