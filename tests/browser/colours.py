"""Colours as a browser reckons them: their luminance, and the contrast of two."""

from playwright.sync_api import Locator

# Any colour that a style may give, such as color-mix() and oklab(), painted on white.
LUMINANCE = """
  const paint = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const luminance = (...colours) => {
    for (const colour of ["#fff", ...colours]) {
      paint.fillStyle = colour;
      paint.fillRect(0, 0, 1, 1);
    }
    const [red, green, blue] = [...paint.getImageData(0, 0, 1, 1).data].map((part) => linear(part / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
"""
# The grounds under a node, the lowest first: a node of a shadow tree stands on its host.
GROUNDS = """
  const groundsOf = (node) => {
    const grounds = [];
    for (let each = node; each; each = each.assignedSlot ?? each.parentElement ?? each.getRootNode().host)
      grounds.unshift(getComputedStyle(each).backgroundColor);
    return grounds;
  };
"""
CONTRAST = f"""(node, name) => {{
  {LUMINANCE}
  {GROUNDS}
  const outside = name === "color" ? node : node.parentElement;
  const grounds = groundsOf(outside);
  const [one, other] = [luminance(...grounds, getComputedStyle(node)[name]), luminance(...grounds)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}}"""


def contrast(node: Locator, name: str = "color") -> float:
    """The contrast of a node's text, or of another of its colours, with what it stands on."""
    return node.evaluate(CONTRAST, name)


# Whatever leads somewhere or is pressed: what it is, and the contrast of the ring it has under the keyboard.
RINGS = f"""() => {{
  {LUMINANCE}
  {GROUNDS}
  return [...document.querySelectorAll("a[href], button, summary, [role=tab], .stCode[tabindex]")]
    .filter((each) => each.tabIndex === 0)
    .flatMap((each) => {{
      each.focus({{ preventScroll: true }});
      if (document.activeElement !== each || !each.checkVisibility()) return [];
      const {{ outlineStyle, outlineWidth, outlineColor }} = getComputedStyle(each);
      const grounds = groundsOf(each.parentElement);
      const [ring, paper] = [luminance(...grounds, outlineColor), luminance(...grounds)];
      const ratio = (Math.max(ring, paper) + 0.05) / (Math.min(ring, paper) + 0.05);
      const drawn = outlineStyle === "solid" && Number.parseFloat(outlineWidth) >= 2;
      return [[each.outerHTML.slice(0, 90), drawn ? ratio : 0]];
    }});
}}"""
