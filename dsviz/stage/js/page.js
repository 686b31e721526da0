/** The stage on a page of its own: it mounts itself, with the scene that the page holds; there is no engine here. */
import { Stage } from "./stage.js";

const [host, scene] = ["stage", "scene"].map((id) => document.getElementById(id));
if (host && scene) {
  const stage = new Stage(host);
  stage.used = true; // there is nothing else here that keys could move
  stage.feed(JSON.parse(scene.textContent));
  // What is printed stands still, and nothing of it is on its way: it is drawn anew.
  globalThis.onbeforeprint = () => {
    stage.run.pause();
    stage.posed();
  };
}
