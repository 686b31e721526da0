"""How surely a mistake is found: ``python tests/check/bench_diagnosis.py [cases per mistake] [seed]``.

Every case is a random layer worked out by a student who makes one mistake everywhere (`bench_students`:
loops over fractions, nothing shared with the checker). What counts:

* A mistake is *named* if the checker lists it among those that explain the whole answer. Recall is the
  share of cases where the mistake that was made is named. Cases where it does not change the result are
  not drawn: there is nothing to find.
* A name is *right* if the student, making that mistake instead, gets exactly the typed numbers. So where
  two mistakes give the same numbers both names are right, and nothing could tell them apart. Precision is
  the share of right names among all names given.
* *alone* counts the cases where only the mistake that was made is named.

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
from tests.check.bench_students import MISTAKES, Sheet, ways, work_out

MOST_DRAWS = 4000


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


def draw_case(mistake: str, rng: random.Random) -> tuple[Sheet, np.ndarray]:
    for _ in range(MOST_DRAWS):
        sheet = draw_sheet(rng)
        wrong = ways(mistake, sheet) if fits(sheet) else []
        if wrong:
            return sheet, as_array(rng.choice(wrong))
    raise SystemExit(f"no layer was drawn where {mistake} changes the result")


def is_right_name(name: str, sheet: Sheet, typed: np.ndarray) -> bool:
    arrays = map(as_array, ways(name, sheet))
    return any(a.shape == typed.shape and np.allclose(a, typed, rtol=1e-9, atol=1e-9) for a in arrays)


def names_of(found) -> list[str]:
    return [finding.id for finding in found.mistakes]


class Tally:
    """Counts of one row of the table."""

    def __init__(self) -> None:
        self.cases = self.named = self.alone = self.wrong_names = self.right_names = 0
        self.with_names: Counter[str] = Counter()

    def add(self, made: str | None, names: list[str], sheet: Sheet, typed: np.ndarray) -> None:
        self.cases += 1
        self.named += made in names
        self.alone += names == [made]
        right = sum(name == made or is_right_name(name, sheet, typed) for name in names)
        self.right_names += right
        self.wrong_names += len(names) - right
        self.with_names.update(names or ["(none)"])


def mistakes_made(cases: int, seed: int) -> dict[str, Tally]:
    table: dict[str, Tally] = defaultdict(Tally)
    for mistake in MISTAKES:
        rng = random.Random(f"{seed} {mistake}")
        for _ in range(cases):
            sheet, typed = draw_case(mistake, rng)
            table[mistake].add(mistake, names_of(check(sheet, typed)), sheet, typed)
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
            if len(found.wrong_cells) > 1:
                count["cases"] += 1
                count["named"] += mistake in {finding.id for finding in (*found.mistakes, *found.partly)}
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
        tally.add(None, names_of(check(sheet, typed)), sheet, typed)
    return tally


def print_confusion(table: dict[str, Tally]) -> None:
    ids = [mistake.id for mistake in CATALOGUE]
    print("Confusion: rows, the mistake made; columns, how often each mistake was named (0 left out)")
    print(" " * 29 + "".join(f"{at + 1:4}" for at in range(len(ids))))
    for at, made in enumerate(ids):
        row = "".join(f"{table[made].with_names[name] or '':4}" for name in ids)
        print(f"{at + 1:3} {made:25}{row}")
    print()


def print_scores(table: dict[str, Tally]) -> None:
    print(f"{'mistake':27}{'cases':>6}{'named':>7}{'alone':>7}{'right names':>13}{'wrong names':>13}")
    for made, tally in table.items():
        row = f"{tally.cases:6}{tally.named:7}{tally.alone:7}{tally.right_names:13}{tally.wrong_names:13}"
        print(f"{made:27}{row}")
    recall, precision = scores(table)
    cases = sum(tally.cases for tally in table.values())
    print(f"\n{cases} cases: recall {recall:.4f}, precision {precision:.4f}\n")


def scores(table: dict[str, Tally]) -> tuple[float, float]:
    """Recall and precision over all cases."""
    tallies = table.values()
    right = sum(tally.right_names for tally in tallies)
    names = right + sum(tally.wrong_names for tally in tallies)
    return sum(tally.named for tally in tallies) / sum(tally.cases for tally in tallies), right / names


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
    print(f"{in_part['cases']} mistakes made in a part of the answer only: {in_part['named']} named")
    random_ones = noise(2 * cases, seed)
    print(
        f"{random_ones.cases} answers with random wrong cells: {random_ones.right_names} right names, "
        f"{random_ones.wrong_names} wrong names\n"
    )
    print_slips(slips_made(cases // 2, seed))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
