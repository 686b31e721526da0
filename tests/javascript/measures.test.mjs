/** How long functions are, those inside them counted as their lines: Biome's rule leaves these out. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { parse } from "acorn";

const ROOT = fileURLToPath(new URL("../../dsviz", import.meta.url));
const MOST_OF_A_BODY = 30;

const isFunction = (node) =>
  /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);

/** Every node of a tree. */
function* nodesOf(node) {
  yield node;
  for (const value of Object.values(node)) {
    for (const each of Array.isArray(value) ? value : [value]) if (each?.type) yield* nodesOf(each);
  }
}

/** The lines between the brackets of a body, blank ones aside. */
function linesOf({ body }, source) {
  if (body.type !== "BlockStatement") return source.slice(body.start, body.end).split("\n").length;
  return source
    .slice(body.start + 1, body.end - 1)
    .split("\n")
    .filter((line) => line.trim()).length;
}

/** Where functions begin that are too long. */
function longOnes(source) {
  const tree = parse(source, { ecmaVersion: "latest", sourceType: "module", locations: true });
  const functions = [...nodesOf(tree)].filter(isFunction);
  return functions
    .filter((each) => linesOf(each, source) > MOST_OF_A_BODY)
    .map((each) => each.loc.start.line);
}

test("no function is long, the functions inside it counted too", () => {
  const files = readdirSync(ROOT, { recursive: true }).filter((file) => /\bjs\/.*\.js$/.test(file));
  assert.ok(files.length > 60);
  const long = files.flatMap((file) =>
    longOnes(readFileSync(`${ROOT}/${file}`, "utf8")).map((line) => `${file}:${line}`),
  );
  assert.deepEqual(long, []);
});

test("a long function is found, and one of many short ones", () => {
  const of = (lines) => `function one() {\n${"  two(() => 3);\n".repeat(lines)}}`;
  assert.deepEqual([longOnes(of(30)), longOnes(of(31))], [[], [1]]);
});
