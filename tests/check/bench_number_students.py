"""Students whose mistake has a number of its own, or a place: drawn at random, or as a finding says.

Each makes it with plain loops over fractions. `made` takes what the finding claims, so that a claim can be
checked: it is true where the student, doing exactly that, gets the typed numbers.
"""

import random
from fractions import Fraction

from tests.check.bench_more_students import changed, copied, each_number
from tests.check.bench_students import Sheet, places_of, work_out


def constant_added(sheet, amount, filter):
    maps = work_out(sheet)
    return [
        [[value + (Fraction(amount) if filter in (None, n) else 0) for value in row] for row in rows]
        for n, rows in enumerate(maps)
    ]


def factor(sheet, numerator, denominator, bias_too):
    share = Fraction(numerator, denominator)
    if bias_too:
        return each_number(work_out(sheet), lambda value: value * share)
    return work_out(sheet, weight=lambda n, c, u, v: sheet.weight[n][c][u][v] * share)


def weight_misread(sheet, filter, channel, row, col, value, read):
    weight = copied(sheet.weight)
    assert weight[filter][channel][row][col] == Fraction(value).limit_denominator(10**6)
    weight[filter][channel][row][col] = Fraction(read).limit_denominator(10**6)
    return work_out(changed(sheet, weight=weight))


def pixel_misread(sheet, channel, row, col, value, read):
    x = copied(sheet.x)
    assert x[channel][row][col] == Fraction(value).limit_denominator(10**6)
    x[channel][row][col] = Fraction(read).limit_denominator(10**6)
    return work_out(changed(sheet, x=x))


def weights_exchanged(sheet, filter, channel, first, second):
    weight = copied(sheet.weight)
    one = weight[filter][channel]
    one[first[0]][first[1]], one[second[0]][second[1]] = one[second[0]][second[1]], one[first[0]][first[1]]
    return work_out(changed(sheet, weight=weight))


def maps_exchanged(sheet, order):
    maps = work_out(sheet)
    return [maps[n] for n in order]


def lines_exchanged(sheet, axis, first, second):
    maps = work_out(sheet)
    for rows in maps:
        for lines in [rows] if axis == "rows" else rows:
            lines[first], lines[second] = lines[second], lines[first]
    return maps


def lines_copied(sheet, axis, first, second, filter):
    maps = work_out(sheet)
    for n, rows in enumerate(maps):
        if filter not in (None, n):
            continue
        for lines in [rows] if axis == "rows" else rows:
            lines[second] = lines[first]
    return maps


def cells_exchanged(sheet, first_cell, second_cell):
    maps = work_out(sheet)
    (a, b, c), (d, e, f) = first_cell, second_cell
    maps[a][b][c], maps[d][e][f] = maps[d][e][f], maps[a][b][c]
    return maps


def lines_missing(sheet, axis, lines):
    maps = work_out(sheet)
    if axis == "maps":
        return [rows for n, rows in enumerate(maps) if n not in lines]
    if axis == "rows":
        return [[row for i, row in enumerate(rows) if i not in lines] for rows in maps]
    return [[[value for j, value in enumerate(row) if j not in lines] for row in rows] for rows in maps]


def lines_added(sheet, axis, lines, numbers):
    maps = work_out(sheet)
    for at, line in enumerate(lines):
        if axis == "maps":
            maps.insert(line, numbers[at])
        elif axis == "rows":
            for n, rows in enumerate(maps):
                rows.insert(line, numbers[n][at])
        else:
            for n, rows in enumerate(maps):
                for i, row in enumerate(rows):
                    row.insert(line, numbers[n][i][at])
    return maps


def one_number_off(sheet, way, place, number):
    row = [value for rows in work_out(sheet) for each in rows for value in each]
    if way == "missing":
        del row[place]
    else:
        row.insert(place, number)
    return [[row]]


def _amount(rng: random.Random):
    return rng.choice([-5, -3, -2, 2, 3, 4, 6])


def _extra(rng: random.Random, *sizes: int):
    if not sizes:
        return rng.randint(-9, 9)
    return [_extra(rng, *sizes[1:]) for _ in range(sizes[0])]


def drawn(name: str, sheet: Sheet, rng: random.Random) -> dict | None:
    """Values at random for a student; None where the layer gives no occasion."""
    _, slices, filters, _ = sheet.counts
    (height, width), (kh, kw) = sheet.sizes
    rows, columns = places_of(sheet)
    axis, sizes = (
        rng.choice([("maps", filters), ("rows", rows), ("columns", columns)]),
        (filters, rows, columns),
    )
    line = rng.randrange(axis[1])
    if name == "constant-added":
        return {"amount": _amount(rng), "filter": rng.choice([None, *range(filters)])}
    if name == "factor":
        over, under = rng.choice([(2, 1), (3, 1), (9, 8), (1, 2), (-1, 1), (4, 9), (7, 1)])
        return {"numerator": over, "denominator": under, "bias_too": rng.random() < 0.5 or sheet.bias is None}
    if name == "weight-misread":
        n, c, u, v = rng.randrange(filters), rng.randrange(slices), rng.randrange(kh), rng.randrange(kw)
        value = sheet.weight[n][c][u][v]
        return {"filter": n, "channel": c, "row": u, "col": v, "value": value, "read": value + _amount(rng)}
    if name == "pixel-misread":
        c, i, j = rng.randrange(len(sheet.x)), rng.randrange(height), rng.randrange(width)
        value = sheet.x[c][i][j]
        return {"channel": c, "row": i, "col": j, "value": value, "read": value + _amount(rng)}
    if name == "weights-exchanged":
        if kh * kw < 2:
            return None
        both = [divmod(at, kw) for at in rng.sample(range(kh * kw), 2)]
        where = {"filter": rng.randrange(filters), "channel": rng.randrange(slices)}
        return where | {"first": both[0], "second": both[1]}
    if name == "maps-exchanged":
        return {"order": rng.sample(range(filters), filters)}
    if name in ("lines-exchanged", "lines-copied"):
        which = "rows" if columns == 1 else "columns" if rows == 1 else rng.choice(["rows", "columns"])
        count = rows if which == "rows" else columns
        pair = rng.sample(range(count), 2) if count > 1 else (0, 0)
        where = {"filter": rng.choice([None, rng.randrange(filters)])} if name == "lines-copied" else {}
        return {"axis": which, "first": pair[0], "second": pair[1]} | where
    if name == "cells-exchanged":
        cells = [tuple(map(rng.randrange, sizes)) for _ in range(2)]
        return {"first_cell": cells[0], "second_cell": cells[1]}
    if name == "lines-missing":
        return {"axis": axis[0], "lines": (line,)} if axis[0] != "maps" and axis[1] > 1 else None
    if name == "lines-added":
        extra = {"maps": (1, rows, columns), "rows": (filters, 1, columns), "columns": (filters, rows, 1)}
        return {"axis": axis[0], "lines": (line,), "numbers": _extra(rng, *extra[axis[0]])}
    place = rng.randrange(filters * rows * columns)
    return {"way": rng.choice(["missing", "added"]), "place": place, "number": rng.randint(-20, 20)}


STUDENTS = {
    function.__name__.replace("_", "-"): function
    for function in (
        maps_exchanged,
        lines_exchanged,
        lines_copied,
        cells_exchanged,
        lines_missing,
        lines_added,
        one_number_off,
        constant_added,
        factor,
        weight_misread,
        pixel_misread,
        weights_exchanged,
    )
}
