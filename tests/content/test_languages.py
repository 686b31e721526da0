"""Both languages say the same: no text missing, none left over, holes and handles equal, terms the field's.

The terms that a translation must not use come with the reason: each has a better word in these pages.
"""

import re
from functools import cache
from string import Formatter

import pytest
from babel import Locale
from babel.messages.pofile import read_po
from markdown_it import MarkdownIt

from dsviz.content import catalogue, label

OTHERS = [language for language in catalogue.languages() if language != "en"]
HANDLE = re.compile(r"\[[^\]]*\]\(([^)]*)\)")
QUOTED = re.compile(r"「[^」]*」|“[^”]*”|《[^》]*》|`[^`]*`|```.*?```|\$\$.*?\$\$|\$[^$]+\$", re.S)
HAN = "\u3400-\u9fff"
# What is not said -> what is said instead.
FORBIDDEN = {
    "您": "你, or no word at all",
    "步长": "步幅",
    "步距": "步幅",
    "核函数": "卷积核",
    "滤波核": "卷积核",
    "过滤器": "滤波器",
    "通道数目": "通道数",
    "感受域": "感受野",
    "特征映射": "特征图",
    "偏移项": "偏置",
    "权值": "权重",
    "输出大小": "输出尺寸",
    "膨胀": "扩张",
    "批归一化": "批量规范化",
    "批标准化": "批量规范化",
    "深度乘子": "深度乘数",
    "宽度乘数": "宽度乘子",
    "乘加操作": "乘加运算",
    "排列布局": "排布",
    "(?<![一-鿿])组卷积": "分组卷积",
    "舞台": "动画",
    "散播": "散布",
    "单元(?!格)": "格",
    "(?<![卷积中内])核(?=[走转盖的所]|有 )": "卷积核",
}
# "; " and ": " are where the sheet of keys is cut into rows and cells, which are not shown; the others
# hold tuples and indices as Python has them.
AS_TYPED = {"stage_class.keys", "stage.hint", "refusal.conv.padding-form", "refusal.cost.size-form"}
POWERS = {"refusal.reading.elided"}  # Python writes a power with two asterisks
SHOWN_MARKS = ["errata.001-signature.says"]  # what is wrong with the signature is its quotation marks
HOLE = r"\{\w+\}"
HALF_WIDTH = re.compile(rf"[{HAN}][,;:!?]|[,;:!?][{HAN}]|[{HAN}][ ]?\([^)]*[{HAN}]|[{HAN}]\.(?!\w)")


@cache
def catalog(language):
    """Every message of a language by its id, with its holes' name of a plural, forms and place."""
    found = {}
    for file in sorted((catalogue.ROOT / language).glob("*.po")):
        with file.open("rb") as stream:
            messages = read_po(stream, locale=language, abort_invalid=True)
        for message in messages:
            if message.id:
                key, *hole = message.id if message.pluralizable else (message.id,)
                forms = message.string if message.pluralizable else (message.string,)
                found[key] = (file.name, tuple(hole), tuple(map(str, forms)))
    return found


@cache
def passages(language):
    return {file.name: file.read_text(encoding="utf-8") for file in (catalogue.ROOT / language).glob("*.md")}


def holes(forms):
    return {name for form in forms for _, name, _, _ in Formatter().parse(form) if name is not None}


def faults(english, other, forms_of_a_plural):
    """What is wrong with a language's messages, beside English ones: (key, fault) each."""
    found = [(key, "missing") for key in english.keys() - other.keys()]
    found += [(key, "left over") for key in other.keys() - english.keys()]
    for key in english.keys() & other.keys():
        (file, hole, told), (own_file, own_hole, own) = english[key], other[key]
        if not all(own):
            found.append((key, "missing"))
        if file != own_file:
            found.append((key, "in another file"))
        if hole != own_hole or len(own) != (forms_of_a_plural if hole else 1):
            found.append((key, "plural forms"))
        # One form may say "one" in place of its number, and Chinese has no such form: it says the number.
        if holes(own) - holes(hole) != holes(told) - holes(hole):
            found.append((key, "holes"))
        if set(HANDLE.findall(own[-1])) != set(HANDLE.findall(told[-1])):
            found.append((key, "handles"))
    return found


def variants(words):
    """The forbidden words that a text says itself, and punctuation of the wrong width in it."""
    said = QUOTED.sub("「」", words)
    return [term for term in FORBIDDEN if re.search(term, said)] + HALF_WIDTH.findall(said)


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_is_said_with_the_same_holes_and_handles(language):
    assert faults(catalog("en"), catalog(language), 1) == []
    assert len(catalog("en")) > 1500


@pytest.mark.parametrize("language", OTHERS)
def test_every_passage_is_said_and_points_at_the_same_things(language):
    english, own = passages("en"), passages(language)
    assert own.keys() == english.keys()
    assert all(own.values())
    for name, words in english.items():
        assert set(HANDLE.findall(own[name])) == set(HANDLE.findall(words)), name


def test_chinese_uses_the_terms_of_the_field_and_its_own_punctuation():
    told = {key: forms for key, (_, _, forms) in catalog("zh").items() if key not in AS_TYPED}
    found = {key: wrong for key, forms in told.items() if (wrong := [v for f in forms for v in variants(f)])}
    found |= {name: wrong for name, words in passages("zh").items() if (wrong := variants(words))}
    assert found == {}


@pytest.mark.parametrize("language", ["en", *OTHERS])
def test_no_product_is_written_with_a_dot(language):
    """A screen reader passes over the dot: "2·(−1)" is heard as a subtraction."""
    texts = {key: form for key, (_, _, forms) in catalog(language).items() for form in forms}
    assert [
        key for key, text in (texts | passages(language)).items() if re.search(r"[\w)]·[\w(]", text)
    ] == []


def test_chinese_quotes_with_its_own_marks():
    texts = {key: form for key, (_, _, forms) in catalog("zh").items() for form in forms}
    assert [key for key, text in (texts | passages("zh")).items() if re.search("[“”‘’]", text)] == SHOWN_MARKS


def bold_is_lost(words):
    """Whether Markdown leaves asterisks standing when another sentence follows without a space.

    It ends no bold text between a full stop and a letter, as 「**好。**再来」 would need; nor does it begin
    one between a letter and a bracket.
    """
    paragraphs = f"。{re.sub(HOLE, '9', words)}再来".split("\n\n")
    return any("**" in MarkdownIt().renderInline(each) for each in paragraphs if "```" not in each)


def test_bold_words_of_chinese_stay_bold_whatever_follows():
    texts = {key: form for key, (_, _, forms) in catalog("zh").items() for form in forms if key not in POWERS}
    assert [key for key, text in (texts | passages("zh")).items() if bold_is_lost(text)] == []


@pytest.mark.parametrize(
    ("words", "lost"),
    [("**好**。", False), ("**好。**", True), ("**好。** 再", False), ("见**「好」**吧", True)],
)
def test_a_bold_text_that_is_lost_is_seen(words, lost):
    assert bold_is_lost(words) is lost


ENGLISH_RUN = re.compile(
    r"\b[A-Za-z][a-z]+(?:[ ,]+[a-z]+){2,}\b|\b[A-Za-z][a-z]+(?:[ ,]+[A-Za-z][a-z]+){2,}\b"
)
# Names and code that stand in Chinese sentences as they are.
NAMES = re.compile(r"extreme Inception module|https?://\S+|\]\([^)]*\)|<[^>]+>")
CODE = {"non_local.line.y_reshaped", "refusal.reading.picture-heic", "refusal.reading.file-own-row"}
TITLES = re.compile(r"errata\.source\.\d+\.title")  # the documents', which are Chinese


def left_in_english(words):
    """The runs of three English words and more that a text of another language holds itself."""
    return ENGLISH_RUN.findall(NAMES.sub("", QUOTED.sub("「」", words)))


def test_no_english_sentence_stands_in_chinese():
    texts = {key: form for key, (_, _, forms) in catalog("zh").items() if key not in CODE for form in forms}
    assert {
        key: run for key, text in (texts | passages("zh")).items() if (run := left_in_english(text))
    } == {}


def test_no_chinese_stands_in_english_outside_of_quotations():
    texts = {key: form for key, (_, _, forms) in catalog("en").items() for form in forms}
    texts = {key: text for key, text in (texts | passages("en")).items() if not TITLES.fullmatch(key)}
    assert [key for key, text in texts.items() if re.search(f"[{HAN}]", QUOTED.sub("", text))] == []


def test_an_english_sentence_is_seen():
    assert left_in_english("通道 0。Look at the products.")
    assert not left_in_english("PyTorch 的 `pip install pillow` 和「three English words」")


@pytest.mark.parametrize("language", ["en", *OTHERS])
def test_the_form_for_a_number_is_the_one_that_babel_knows_for_the_language(language):
    forms = {
        (message.form_of(number), Locale.parse(language).plural_form(number))
        for message in catalogue.messages(language).values()
        if message.hole
        for number in range(120)
    }
    forms_here, forms_of_babel = zip(*forms, strict=True)
    assert len(forms) == len(set(forms_here)) == len(set(forms_of_babel))


MESSAGES = {
    "a": ("a.po", (), ("{x} of [it](w.0)",)),
    "b": ("a.po", ("{n}",), ("one", "{n} of them")),
}
RIGHT = {
    "a": ("a.po", (), ("[它](w.0) 的 {x}",)),
    "b": ("a.po", ("{n}",), ("{n} 个",)),
}


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ({"a": ("a.po", (), ("",))}, ("a", "missing")),
        ({"c": ("a.po", (), ("多",))}, ("c", "left over")),
        ({"a": ("b.po", (), ("[它](w.0) 的 {x}",))}, ("a", "in another file")),
        ({"a": ("a.po", (), ("[它](w.0)",))}, ("a", "holes")),
        ({"a": ("a.po", (), ("[它](w.1) 的 {x}",))}, ("a", "handles")),
        ({"b": ("a.po", ("{n}",), ("一个", "{n} 个"))}, ("b", "plural forms")),
    ],
)
def test_a_broken_message_is_seen(broken, fault):
    assert faults(MESSAGES, RIGHT, 1) == []
    assert fault in faults(MESSAGES, RIGHT | broken, 1)
    assert ("a", "missing") in faults(MESSAGES, {"b": RIGHT["b"]}, 1)


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("步幅是 2，填充是 1。", 0),
        ("步长是 2。", 1),
        ("文档说「步长为 2, 核函数」。", 0),
        ("通道,高", 1),
        ("通道 (每个)", 1),
        ("到此为止.", 1),
        ("分组卷积", 0),
        ("用 `a, 卷积` 和 $步长$", 0),
    ],
)
def test_a_forbidden_variant_is_seen(words, count):
    assert len(variants(words)) == count


@pytest.mark.parametrize(
    "keys",
    [
        ("tensors.heading", "backward.code", "several.code", "transposed.code"),
        ("lesson.choose", "transposed.example"),
    ],
)
def test_one_thing_has_one_name_on_all_chinese_pages(keys):
    assert len({label(key, "zh") for key in keys}) == 1, [label(key, "zh") for key in keys]
