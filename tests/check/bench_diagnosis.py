"""How surely a mistake is found: ``python tests/check/bench_diagnosis.py [cases per mistake] [seed]``.

Every case is a random layer worked out by a student who makes one mistake everywhere (`bench_students`:
loops over fractions, nothing shared with the checker). What counts:

* A mistake is *named* if the checker lists it among those that explain the whole answer. Recall is the
  share of cases where the mistake that was made is named. Cases where it does not change the result are
  not drawn: there is nothing to find.
* A name is *right* if the student, making that mistake instead, gets exactly the typed numbers. So where
  two mistakes give the same numbers both names are right, and nothing could tell them apart. A mistake
  named for a part ("filter 1 only") is right if the student makes it in that part, works out the rest
  rightly, and gets the typed numbers: 6 too little in a filter of bias 3 is its bias subtracted as well.
  Precision is the share of right names among all names given.
* *alone* counts the cases where only the mistake that was made is named.
* *equal* counts the cases of a rare mistake where another one is named in its place that gives the very
  same numbers, as the student shows: it is the same deed by another name, or few numbers are wrong.

Three controls: right answers (nothing may be named or marked), single slips (the slip must be listed), and
answers with several random wrong cells (a name is wrong there unless the student gets those numbers).
"""

import random
import sys
from collections import Counter, defaultdict
from fractions import Fraction
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from dsviz.check.diagnose import diagnose
from dsviz.check.mistakes import CATALOGUE
from dsviz.conv.spec import ConvSpec
from dsviz.conv.trace import trace
from tests.check.bench_more_students import PLAIN
from tests.check.bench_number_students import STUDENTS, drawn
from tests.check.bench_students import MISTAKES, Sheet, work_out

MOST_DRAWS = 4000
RARE = {student.__name__.replace("_", "-"): student for student in PLAIN}
# Cells that must be wrong before a number of the student's own can be solved for.
LEAST_PROVED = 5  # wrong cells beside right ones: fewer are often given by chance
LEAST_WRONG = {"cells-exchanged": 2, "lines-exchanged": 2, "lines-copied": 2}


def draw_sheet(rng: random.Random) -> Sheet:
    """A layer of a homework sheet: small numbers, up to 4 channels, every kind of setting."""
    groups = rng.choice([1, 1, 1, 2, 2, 3])
    slices, each = rng.choice([1, 1, 2, 3]), rng.choice([1, 2, 2, 3])
    kernel = rng.choice([(1, 1), (2, 2), (2, 2), (3, 3), (3, 3), (3, 3), (2, 3), (3, 1)])
    size = rng.randint(4, 6), rng.randint(4, 6)
    spec = ConvSpec(
        stride=rng.choice([1, 1, 2, 2, 3, (1, 2)]),
        padding=rng.choice([0, 0, 1, 1, 2, "same", "same", (0, 1), ((0, 1), (0, 1))]),
        dilation=rng.choice([1, 1, 1, 2, (2, 1)]),
        groups=groups,
        padding_mode=rng.choice(["zeros"] * 6 + ["reflect", "replicate", "circular"]),
    )
    whole = rng.random() < 0.85
    # Weights and inputs of -1, 0 and 1 only make many mistakes alike.
    low, high = rng.choice([(-1, 1), (-4, 5), (-4, 5)])
    number = lambda: rng.randint(low, high) if whole else Fraction(rng.randint(-400, 500), 100)  # noqa: E731
    filters = groups * each
    return Sheet(
        [[[number() for _ in range(size[1])] for _ in range(size[0])] for _ in range(groups * slices)],
        [
            [[[number() for _ in range(kernel[1])] for _ in range(kernel[0])] for _ in range(slices)]
            for _ in range(filters)
        ],
        [number() for _ in range(filters)] if rng.random() < 0.6 else None,
        spec,
    )


def as_array(maps) -> np.ndarray:
    return np.array(maps, dtype=object).astype(np.float64)


def check(sheet: Sheet, typed: np.ndarray):
    x, weight, bias = sheet.tensors()
    return diagnose(trace(x, weight, bias, backend="numpy", **sheet.spec.keywords), typed)


def fits(sheet: Sheet) -> bool:
    """Whether the layer has an output, and not a single number only: one number tells little."""
    try:
        right = work_out(sheet)
    except ValueError:
        return False
    return right is not None and as_array(right).size > 1


def ways(mistake: str, sheet: Sheet) -> list:
    """Every wrong output this mistake leads to, each differing from the right one."""
    right, student = work_out(sheet), (MISTAKES | RARE)[mistake]
    try:
        made = [maps for maps in student(sheet) if maps is not None]
        return [maps for maps in made if maps != right and not are_some_of(maps, right)]
    except ValueError:  # the changed padding does not fit the input
        return []


def are_some_of(maps: list, right: list) -> bool:
    """Whether right maps stand alone, the others left out: that is no mistake."""
    return len(maps) < len(right) and all(each in right for each in maps)


def draw_for(mistake: str, rng: random.Random) -> Sheet:
    """A layer in which a rare occasion is less rare."""
    sheet = draw_sheet(rng)
    if mistake == "clipped-to-bytes":
        sheet.x = [[[30 * value for value in row] for row in rows] for rows in sheet.x]
    if mistake == "elementwise-product":
        kh, kw = sheet.sizes[1]
        plain = ConvSpec()
        return Sheet(
            [rows[:kh] for rows in narrowed(sheet.x, kw)],
            sheet.weight[:1],
            sheet.bias[:1] if sheet.bias else None,
            plain,
        )
    return sheet


def narrowed(x: list, width: int) -> list:
    return [[row[:width] for row in rows] for rows in x]


def draw_case(mistake: str, rng: random.Random) -> tuple[Sheet, np.ndarray]:
    for _ in range(MOST_DRAWS):
        sheet = draw_for(mistake, rng)
        wrong = answers(mistake, sheet, rng)
        typed = as_array(rng.choice(wrong)) if wrong else None
        # Zeros or ones everywhere may have been filled in: nothing is to be found there.
        if typed is not None and not (np.ptp(typed) == 0 and abs(typed.flat[0]) in (0, 1)):
            return sheet, typed
    raise SystemExit(f"no layer was drawn where {mistake} changes the result")


def answers(mistake: str, sheet: Sheet, rng: random.Random) -> list:
    """What the student can get who makes this mistake; for one with a number of its own, one at random."""
    if mistake == "elementwise-product":
        return ways(mistake, sheet) if sheet.counts[0] == sheet.counts[1] else []
    if not fits(sheet):
        return []
    if mistake not in STUDENTS:
        return [maps for maps in ways(mistake, sheet) if not is_rounded_rightly(mistake, maps, sheet)]
    values = drawn(mistake, sheet, rng)
    made = STUDENTS[mistake](sheet, **values) if values is not None else work_out(sheet)
    typed, right = as_array(made), as_array(work_out(sheet))
    enough = typed.shape != right.shape or (typed != right).sum() >= LEAST_WRONG.get(mistake, 4)
    return [made] if enough else []


def is_rounded_rightly(mistake: str, maps: list, sheet: Sheet) -> bool:
    """Whether an answer is the right one, rounded to one decimal or more: then no mistake was made."""
    if mistake not in ("rounding", "significant-digits"):
        return False
    pairs = [*zip(as_numbers(maps), as_numbers(work_out(sheet)), strict=True)]
    kept = [decimals(typed) for typed, _ in pairs]
    half = [Fraction(1, 2 * 10 ** (own or 1)) for own in kept]  # 17 may be 17.0
    return max(kept) > 0 and all(
        abs(typed - right) <= each for (typed, right), each in zip(pairs, half, strict=True)
    )


def as_numbers(maps: list) -> list[Fraction]:
    return [Fraction(value) for rows in maps for row in rows for value in row]


def decimals(value: Fraction) -> int:
    return next(n for n in range(40) if (value * 10**n).denominator == 1)


def is_right_name(finding, sheet: Sheet, typed: np.ndarray) -> bool:
    if finding.id in STUDENTS:
        student = STUDENTS[finding.id]
        named = student.__code__.co_varnames[1 : student.__code__.co_argcount]
        made = [student(sheet, **{name: finding.values[name] for name in named})]
    else:
        made = ways(finding.id, sheet) if "+" not in finding.id else []
    whole = [only_in_part(finding.values, as_array(maps), sheet) for maps in made]
    if len(typed) == 1:  # a map that stands alone may be one filter's
        whole += [a[n : n + 1] for a in whole for n in range(len(a))]
    return any(a.shape == typed.shape and np.allclose(a, typed, rtol=1e-9, atol=1e-9) for a in whole)


def only_in_part(values: dict, wrong: np.ndarray, sheet: Sheet) -> np.ndarray:
    """The answer of a student who makes the mistake in the named part only; whole where none is named."""
    right = as_array(work_out(sheet))
    if "part" not in values or right.shape != wrong.shape:
        return wrong
    where = values["part_values"]
    holds = {
        "filter": lambda n, i, j: n == where["filter"],
        "row": lambda n, i, j: i == where["row"],
        "column": lambda n, i, j: j == where["column"],
        "rows-from": lambda n, i, j: i >= where["row"],
        "rows-to": lambda n, i, j: i <= where["row"],
        "columns-from": lambda n, i, j: j >= where["column"],
        "columns-to": lambda n, i, j: j <= where["column"],
    }.get(values["part"], lambda *_: False)
    mixed = np.array(right)
    for cell in np.ndindex(right.shape):
        if holds(*cell):
            mixed[cell] = wrong[cell]
    return mixed


class Tally:
    """Counts of one row of the table."""

    def __init__(self) -> None:
        self.cases = self.named = self.equal = self.alone = self.wrong_names = self.right_names = 0
        self.with_names: Counter[str] = Counter()

    def add(self, made: str | None, findings, sheet: Sheet, typed: np.ndarray) -> None:
        names = [finding.id for finding in findings]
        right = sum(is_right_name(finding, sheet, typed) for finding in findings)
        self.cases += 1
        self.named += made in names
        self.equal += made not in MISTAKES and made not in names and right > 0
        self.alone += names == [made]
        self.right_names += right
        self.wrong_names += len(names) - right
        self.with_names.update(names or ["(none)"])


def mistakes_made(cases: int, seed: int, kinds=(*MISTAKES, *RARE, *STUDENTS)) -> dict[str, Tally]:
    table: dict[str, Tally] = defaultdict(Tally)
    for mistake in kinds:
        rng = random.Random(f"{seed} {mistake}")
        for _ in range(cases):
            sheet, typed = draw_case(mistake, rng)
            found = check(sheet, typed)
            table[mistake].add(mistake, found.mistakes or found.partly, sheet, typed)
    return table


def right_answers(cases: int, seed: int) -> int:
    """How many right answers had anything marked or named."""
    rng = random.Random(f"{seed} right")
    blamed = 0
    for _ in range(cases):
        sheet = draw_sheet(rng)
        while not fits(sheet):
            sheet = draw_sheet(rng)
        found = check(sheet, as_array(work_out(sheet)))
        blamed += not found.is_right or bool(found.mistakes or found.partly or found.slips)
    return blamed


def one_product(kind: str, sheet: Sheet, rng: random.Random):
    """One cell of the right answer with one slip in it, worked out on paper; None where nothing changes."""
    right = work_out(sheet)
    n, i, j = (rng.randrange(len(axis)) for axis in (right, right[0], right[0][0]))
    _, slices, *_ = sheet.counts
    kh, kw = sheet.sizes[1]
    c, u, v = rng.randrange(slices), rng.randrange(kh), rng.randrange(kw)
    pads = sheet.spec.pads(*sheet.sizes)
    row = i * sheet.spec.stride[0] + u * sheet.spec.dilation[0] - pads[0][0]
    col = j * sheet.spec.stride[1] + v * sheet.spec.dilation[1] - pads[1][0]
    channel, weight = sheet.channel(n, c), sheet.weight[n][c][u][v]
    product = sheet.pixel(channel, row, col) * weight
    beside = row + 1 if row + 1 < sheet.sizes[0][0] else row - 1
    changes = {
        "sign-lost": -2 * product,
        "product-missed": -product,
        "product-doubled": product,
        "neighbour-read": sheet.pixel(channel, beside, col) * weight - product,
        "bias-forgotten": -sheet.bias[n] if sheet.bias else 0,
        "channel-sum-missed": (
            right_of(sheet, n, i, j, [k for k in range(slices) if k != c]) - right[n][i][j]
            if slices > 1
            else 0
        ),
    }
    right[n][i][j] += changes[kind]
    return (right, (n, i, j)) if changes[kind] else None


def right_of(sheet: Sheet, n: int, i: int, j: int, seen: list[int]):
    return work_out(sheet, seen=seen)[n][i][j]


SLIPS = (
    "sign-lost",
    "product-missed",
    "product-doubled",
    "neighbour-read",
    "bias-forgotten",
    "channel-sum-missed",
)


def slips_made(cases: int, seed: int) -> dict[str, Counter]:
    table: dict[str, Counter] = {}
    for kind in SLIPS:
        rng, count = random.Random(f"{seed} {kind}"), Counter()
        while count["cases"] < cases:
            sheet = draw_sheet(rng)
            slipped = one_product(kind, sheet, rng) if fits(sheet) else None
            if slipped is None:
                continue
            maps, cell = slipped
            found = check(sheet, as_array(maps))
            count["cases"] += 1
            count["cell marked"] += [tuple(place) for place in found.wrong_cells] == [cell]
            count["listed"] += kind in {slip.id for slip in found.slips}
            count["explanations"] += len(found.slips)
            count["mistakes named"] += bool(found.mistakes)
        table[kind] = count
    return table


def made_in_part(cases: int, seed: int) -> Counter:
    """A mistake made in one filter's map only, or only in the lower half: it must be named as such."""
    count: Counter = Counter()
    for mistake in MISTAKES:
        rng = random.Random(f"{seed} part {mistake}")
        for _ in range(cases):
            sheet, wrong = draw_case(mistake, rng)
            typed = as_array(work_out(sheet))
            if wrong.shape != typed.shape:
                continue
            part = np.s_[:, typed.shape[1] // 2 :] if len(typed) == 1 else np.s_[rng.randrange(len(typed))]
            typed[part] = wrong[part]
            found = check(sheet, typed)
            count["too few"] += 1 < len(found.wrong_cells) < LEAST_PROVED
            if len(found.wrong_cells) >= LEAST_PROVED:
                count["cases"] += 1
                names = {finding.id for finding in (*found.mistakes, *found.partly)}
                # Another mistake may give all the numbers by itself; then that is as good a reason.
                equal = any(is_right_name(finding, sheet, typed) for finding in found.mistakes)
                count["named"] += mistake in names or equal
    return count


def noise(cases: int, seed: int) -> Tally:
    """Answers with three random wrong cells or more: almost nothing should be named."""
    rng, tally = random.Random(f"{seed} noise"), Tally()
    while tally.cases < cases:
        sheet = draw_sheet(rng)
        if not fits(sheet):
            continue
        typed = as_array(work_out(sheet))
        flat = typed.ravel()
        for at in rng.sample(range(flat.size), min(flat.size, rng.randint(3, 6))):
            flat[at] += rng.choice([-7, -5, -3, -2, -1, 1, 2, 3, 4, 6])
        found = check(sheet, typed)
        told = [finding for finding in found.mistakes if not finding.values.get("is_doubtful")]
        tally.add(None, told or found.partly, sheet, typed)
    return tally


def print_confusion(table: dict[str, Tally]) -> None:
    ids = [mistake.id for mistake in CATALOGUE if mistake.id in MISTAKES]
    print("Confusion: rows, the mistake made; columns, how often each mistake was named (0 left out)")
    print(" " * 29 + "".join(f"{at + 1:4}" for at in range(len(ids))))
    for at, made in enumerate(ids):
        row = "".join(f"{table[made].with_names[name] or '':4}" for name in ids)
        print(f"{at + 1:3} {made:25}{row}")
    print()


def print_scores(table: dict[str, Tally]) -> None:
    heads = ("cases", "named", "equal", "alone", "right names", "wrong names")
    print(f"{'mistake':27}" + "".join(f"{head:>13}" for head in heads))
    for made, tally in table.items():
        names = tally.right_names, tally.wrong_names
        counts = (tally.cases, tally.named, tally.equal, tally.alone, *names)
        print(f"{made:27}" + "".join(f"{count:13}" for count in counts))
    recall, precision = scores(table)
    cases = sum(tally.cases for tally in table.values())
    print(f"\n{cases} cases: recall {recall:.4f}, precision {precision:.4f}\n")


def scores(table: dict[str, Tally]) -> tuple[float, float]:
    """Recall and precision over all cases."""
    tallies = table.values()
    right = sum(tally.right_names for tally in tallies)
    names = right + sum(tally.wrong_names for tally in tallies)
    return sum(tally.named + tally.equal for tally in tallies) / sum(
        tally.cases for tally in tallies
    ), right / names


def print_slips(table: dict[str, Counter]) -> None:
    columns = ("cases", "cell marked", "listed", "explanations", "mistakes named")
    print(f"{'slip in one cell':20}" + "".join(f"{column:>16}" for column in columns))
    for kind, count in table.items():
        print(f"{kind:20}" + "".join(f"{count[column]:16}" for column in columns))


def main(cases: int = 100, seed: int = 2024) -> None:
    table = mistakes_made(cases, seed)
    print_confusion(table)
    print_scores(table)
    print(f"{3 * cases} right answers: {right_answers(3 * cases, seed)} blamed")
    in_part = made_in_part(max(1, cases // 4), seed)
    print(
        f"{in_part['cases']} mistakes made in a part of the answer only: {in_part['named']} named "
        f"({in_part['too few']} with fewer than {LEAST_PROVED} wrong cells not counted)"
    )
    random_ones = noise(2 * cases, seed)
    print(
        f"{random_ones.cases} answers with random wrong cells: {random_ones.right_names} right names, "
        f"{random_ones.wrong_names} wrong names\n"
    )
    print_slips(slips_made(cases // 2, seed))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
