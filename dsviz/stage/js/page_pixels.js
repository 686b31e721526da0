/** The stage on a page of its own, with whole maps as pixels: for layers too large for numbers. */
import "./picture/threads.js";
import { Pixels } from "./pixels/pixels.js";
import { Stage } from "./stage.js";

const [host, scene] = ["stage", "scene"].map((id) => document.getElementById(id));
if (host && scene)
  new Stage(host, null, { pixels: (stage) => new Pixels(stage) }).feed(JSON.parse(scene.textContent));
