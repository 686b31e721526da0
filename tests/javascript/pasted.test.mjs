import assert from "node:assert/strict";
import { test } from "node:test";
import { pasted } from "../../dsviz/ui/js/pasted.js";

test("cells of a spreadsheet, of a list and of plain text", () => {
  const rows = [
    ["1", "2"],
    ["3", "4"],
  ];
  assert.deepEqual(pasted("1\t2\n3\t4\n"), rows);
  assert.deepEqual(pasted("1;2\r\n3;4"), rows);
  assert.deepEqual(pasted("1 2\n3  4"), rows);
  assert.deepEqual(
    pasted("[[1, 2], [3, 4]]").map((row) => row.map((text) => text.trim())),
    rows,
  );
  assert.deepEqual(pasted("1,5\t2"), [["1,5", "2"]]);
  assert.deepEqual(pasted(" 7 "), [["7"]]);
});
