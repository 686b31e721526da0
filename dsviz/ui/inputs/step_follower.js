/**
 * Tells the server when a stage has come to rest on another step. The stage writes its step into the address,
 * and Streamlit does not hear of that; so the address is looked at.
 */
const EVERY = 250; // ms
const PATIENCE = 8; // looks, after which what was told is told again

class Follower {
  constructor() {
    this.timer = setInterval(() => this.look(), EVERY);
  }

  feed({ param, order, shown, turn }) {
    Object.assign(this, { names: [param, order], told: shown.join(), shown: shown.join(), turn, waited: 0 });
  }

  look() {
    const params = new URLSearchParams(location.search);
    const here = this.names.map((name) => params.get(name) ?? "");
    const now = here.join();
    if (!here[0] || now === this.shown || (now === this.told && ++this.waited < PATIENCE)) return;
    Object.assign(this, { told: now, waited: 0 });
    this.tell([...here, this.turn]);
  }
}

export default function mount({ data: [followed], parentElement, setTriggerValue }) {
  const follower = (parentElement.dsvizFollower ??= new Follower());
  const tell = (here) => setTriggerValue("step", here);
  follower.tell = tell;
  follower.feed(followed);
  return () => {
    if (follower.tell !== tell) return; // a later call has it: see the stage's mount
    clearInterval(follower.timer);
    delete parentElement.dsvizFollower;
  };
}
