/** Computes the layers that stand as JSON on the standard input; their outputs go to the standard output. */
import { readFileSync } from "node:fs";
import { outputs } from "../../dsviz/stage/js/computed.js";
import { Layer } from "../../dsviz/stage/js/layer.js";

const scenes = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(scenes.map((scene) => [...outputs(new Layer(scene))])));
