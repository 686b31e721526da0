/** The layers that layers.py has written. */
import { existsSync, readFileSync } from "node:fs";

const file = new URL("layers.json", import.meta.url);
if (!existsSync(file)) throw new Error("write the layers first: python -m tests.javascript.layers");

export const { layers, scatters } = JSON.parse(readFileSync(file, "utf8"));
export const cases = JSON.parse(readFileSync(new URL("../wording/numbers.json", import.meta.url), "utf8"));
