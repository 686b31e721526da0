/**
 * Tells the server when a stage has come to rest on another step. The stage writes its step into the address,
 * and Streamlit does not hear of that; so the address is looked at.
 */
const EVERY = 250; // ms
const PATIENCE = 8; // looks, after which what was told is told again

/** @typedef {{ param: string, order: string, shown: string[], turn: number }} Followed */
/** @typedef {(here: (string | number)[]) => void} Tell */

class Follower {
  /** @type {Tell | null} */
  tell = null;
  #timer = setInterval(() => this.#look(), EVERY);
  /** @type {string[]} */
  #names = [];
  #shown = "";
  #told = "";
  #turn = 0;
  #waited = 0;

  /** @param {Followed} followed */
  feed({ param, order, shown, turn }) {
    this.#names = [param, order];
    this.#told = this.#shown = shown.join();
    this.#turn = turn;
    this.#waited = 0;
  }

  #look() {
    const params = new URLSearchParams(location.search);
    const here = this.#names.map((name) => params.get(name) ?? "");
    const now = here.join();
    if (!here[0] || now === this.#shown || (now === this.#told && ++this.#waited < PATIENCE)) return;
    this.#told = now;
    this.#waited = 0;
    this.tell?.([...here, this.#turn]);
  }

  stop() {
    clearInterval(this.#timer);
  }
}

/**
 * @typedef {object} Mounting what Streamlit mounts with
 * @property {[Followed]} data
 * @property {HTMLElement & { dsvizFollower?: Follower }} parentElement
 * @property {(name: string, value: unknown) => void} setTriggerValue
 */

/** @param {Mounting} mounting */
export default function mount({ data: [followed], parentElement, setTriggerValue }) {
  parentElement.dsvizFollower ??= new Follower();
  const follower = parentElement.dsvizFollower;
  /** @type {Tell} */
  const tell = (here) => setTriggerValue("step", here);
  follower.tell = tell;
  follower.feed(followed);
  return () => {
    if (follower.tell !== tell) return; // a later call has it: see the stage's mount
    follower.stop();
    delete parentElement.dsvizFollower;
  };
}
