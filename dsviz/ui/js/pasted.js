/**
 * The cells of a pasted text, row by row: of a spreadsheet, or of a list with its brackets.
 * @param {string} text
 */
export function pasted(text) {
  const plain = text
    .replace(/\][\s,]*\[/g, "\n")
    .replace(/[[\]]/g, "")
    .trim();
  const mark = ["\t", ";", ","].find((each) => plain.includes(each)) ?? / +/;
  return plain.split(/\s*\n\s*/).map((line) => line.split(mark));
}
