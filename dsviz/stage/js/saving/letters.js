/** The page's own font, written into a picture that leaves the page. */

const GENERIC =
  "'Source Sans 3', 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";

/**
 * The style of a picture's letters: the font that the page has sent along, where it has one, and what stands in.
 * @param {string} families as the stage has them
 */
export async function lettersOf(families) {
  const [family] = families.split(",").map((name) => name.replaceAll(/["']/g, "").trim());
  const face = facesOf(family)[0];
  const source = face && /url\("?([^")]+)"?\)/.exec(face.style.getPropertyValue("src"));
  const looks = `text{font-family:'${family}',${GENERIC};font-variant-numeric:tabular-nums}`;
  if (!source) return looks;
  const data = await dataOf(new URL(source[1], face.parentStyleSheet?.href ?? location.href).href);
  const weight = face.style.getPropertyValue("font-weight") || "400";
  return `@font-face{font-family:'${family}';font-weight:${weight};src:url(${data})}${looks}`;
}

/**
 * The upright faces of a family in the page's style sheets.
 * @param {string} family
 */
function facesOf(family) {
  const rules = [...document.styleSheets].flatMap(rulesOf);
  return rules.filter(
    (rule) =>
      rule instanceof CSSFontFaceRule &&
      rule.style.getPropertyValue("font-family").replaceAll(/["']/g, "") === family &&
      rule.style.getPropertyValue("font-style") !== "italic",
  );
}

/**
 * A sheet from elsewhere does not tell its rules.
 * @param {CSSStyleSheet} sheet
 * @returns {any[]}
 */
function rulesOf(sheet) {
  try {
    return [...sheet.cssRules];
  } catch {
    return [];
  }
}

/** @param {string} address */
async function dataOf(address) {
  const file = await (await fetch(address)).blob();
  return new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.readAsDataURL(file);
  });
}
