"""More students, each with one of the rarer mistakes: exact fractions, plain loops, no NumPy.

Nothing here is shared with the catalogue. A student with a number of his own (a misread weight, an amount
too much) takes it from a generator, or from a finding that is to be checked.
"""

from fractions import Fraction
from itertools import combinations, permutations, product
from math import floor, gcd, log10

from tests.check.bench_students import Sheet, add_maps, padding_for, places_of, work_out

SAME_SIZE = (1, 1)


def changed(sheet, x=None, weight=None, bias=None, spec=None):
    return Sheet(
        x or sheet.x, weight or sheet.weight, sheet.bias if bias is None else bias, spec or sheet.spec
    )


def copied(lists):
    return [copied(each) if isinstance(each, list) else each for each in lists]


def each_number(maps, function):
    return [[[function(value) for value in row] for row in rows] for rows in maps]


def kernel_and_channels_flipped(sheet):
    slices, (kh, kw) = sheet.counts[1], sheet.sizes[1]
    if slices > 1:
        yield work_out(
            sheet, weight=lambda n, c, u, v: sheet.weight[n][slices - 1 - c][kh - 1 - u][kw - 1 - v]
        )


def bias_doubled(sheet):
    if sheet.bias is not None:
        yield work_out(sheet, bias=lambda n: sheet.bias[n] + sheet.bias[n])


def bias_added_per_product(sheet):
    if sheet.bias is not None:
        kh, kw = sheet.sizes[1]
        yield work_out(sheet, bias=lambda n: sum(sheet.bias[n] for _ in range(sheet.counts[1] * kh * kw)))


def biases_exchanged(sheet):
    for a, b in combinations(range(len(sheet.bias or [])), 2):
        yield work_out(sheet, bias=lambda n, a=a, b=b: sheet.bias[{a: b, b: a}.get(n, n)])


def biases_shifted(sheet):
    count = len(sheet.bias or [])
    for by in range(1, count if count > 2 else 0):
        yield work_out(sheet, bias=lambda n, by=by: sheet.bias[(n + by) % count])


def one_bias_for_all(sheet):
    for only in filter(None, sheet.bias or []):
        yield work_out(sheet, bias=lambda n, only=only: only)


def padding_added(sheet):
    (kh, kw), dilation = sheet.sizes[1], sheet.spec.dilation
    reach = (kh - 1) * dilation[0], (kw - 1) * dilation[1]
    own = sheet.spec.pads(*sheet.sizes)
    half = tuple((each // 2, each - each // 2) for each in reach)
    full = tuple((each, each) for each in reach)
    for pads in (half, full, ((1, 1), (1, 1)), ((2, 2), (2, 2))):
        if pads != own and any(map(any, pads)):
            padding_for(sheet, padding=pads)  # refuses what no mirror can fill
            yield work_out(sheet, pads=pads)


def padding_rule_swapped(sheet):
    half = tuple((k // 2, k // 2) for k in sheet.sizes[1])
    if sheet.spec.padding == "same":
        yield work_out(sheet, pads=padding_for(sheet, padding=half))
    elif sheet.spec.pads(*sheet.sizes) == half:
        yield work_out(sheet, pads=padding_for(sheet, padding="same"))


def border_filled_otherwise(sheet):
    pads, (height, width) = sheet.spec.pads(*sheet.sizes), sheet.sizes[0]
    if not any(map(any, pads)):
        return
    for mode in ("reflect", "replicate", "symmetric", "circular", "ones"):
        most = max(pads[0]) - height, max(pads[1]) - width
        if mode != sheet.spec.padding_mode and (mode == "ones" or max(most) <= -(mode == "reflect")):
            yield work_out(sheet, pixel=lambda c, i, j, mode=mode: bordered(sheet, c, i, j, mode))


def bordered(sheet, channel, row, col, mode):
    (height, width), _ = sheet.sizes
    if mode == "ones":
        return sheet.x[channel][row][col] if 0 <= row < height and 0 <= col < width else 1
    where = []
    for at, n in ((row, height), (col, width)):
        mirrored = {"reflect": (-at, 2 * n - 2 - at), "symmetric": (-at - 1, 2 * n - 1 - at)}
        low, high = mirrored.get(mode, {"replicate": (0, n - 1), "circular": (at + n, at - n)}.get(mode))
        where.append(low if at < 0 else high if at >= n else at)
    return sheet.x[channel][where[0]][where[1]]


def padding_on_one_side(sheet):
    rows, columns = sheet.spec.pads(*sheet.sizes)
    for pads in (
        ((rows[0], 0), (columns[0], 0)),
        ((0, rows[1]), (0, columns[1])),
        (rows, (0, 0)),
        ((0, 0), columns),
        ((sum(rows), 0), (sum(columns), 0)),
        ((0, sum(rows)), (0, sum(columns))),
    ):
        if pads != (rows, columns):
            try:
                padding_for(sheet, padding=pads)
            except ValueError:
                continue
            yield work_out(sheet, pads=pads)


def channel_unpadded(sheet):
    pads, slices = sheet.spec.pads(*sheet.sizes), sheet.counts[1]
    if slices == 1 or not any(map(any, pads)):
        return
    (height, width), (kh, kw) = sheet.sizes
    for alone in range(slices):
        others = work_out(sheet, seen=[c for c in range(slices) if c != alone])
        whole = work_out(sheet, seen=[alone], bias=lambda n: 0)
        for n, i, j in product(*map(range, (len(whole), *places_of(sheet)))):
            top = i * sheet.spec.stride[0] - pads[0][0]
            left = j * sheet.spec.stride[1] - pads[1][0]
            bottom, right = (
                top + (kh - 1) * sheet.spec.dilation[0],
                left + (kw - 1) * sheet.spec.dilation[1],
            )
            if top < 0 or left < 0 or bottom >= height or right >= width:
                whole[n][i][j] = 0
        if any(value for rows in whole for row in rows for value in row):
            yield [add_maps(each) for each in zip(others, whole, strict=True)]
        corner = ((0, sum(pads[0])), (0, sum(pads[1])))
        moved = work_out(
            sheet,
            seen=[alone],
            bias=lambda n: 0,
            pads=corner,
            pixel=lambda c, i, j: sheet.pixel(c, i, j, mode="zeros"),
        )
        yield [add_maps(each) for each in zip(others, moved, strict=True)]


def border_not_computed(sheet):
    pads, size = sheet.spec.pads(*sheet.sizes), sheet.sizes[0]
    inside = work_out(sheet, pads=((0, 0), (0, 0)))
    plain = any(map(any, pads)) and sheet.spec.stride == (1, 1) and tuple(places_of(sheet)) == size
    if not plain or inside is None:
        return
    for way in ("zeros", "input"):
        if way == "input" and len(sheet.x) != len(inside):
            continue
        maps = (
            copied(sheet.x) if way == "input" else [[[0] * size[1] for _ in range(size[0])] for _ in inside]
        )
        for n, rows in enumerate(inside):
            for i, row in enumerate(rows):
                for j, value in enumerate(row):
                    maps[n][i + pads[0][0]][j + pads[1][0]] = value
        yield maps


def stride_in_one_axis(sheet):
    down, across = sheet.spec.stride
    if min(down, across) > 1:
        for stride in ((down, 1), (1, across)):
            yield work_out(sheet, stride=stride, pads=padding_for(sheet, stride=stride))
            yield work_out(sheet, walk=stride, places=places_of(sheet))


def another_stride(sheet):
    for size in (2, 3):
        if (maps := work_out(sheet, stride=(size, size), pads=padding_for(sheet, stride=size))) and wide(
            maps
        ):
            yield maps


def another_dilation(sheet):
    for size in (2, 3):
        changed = {"dilation": (size, size), "pads": padding_for(sheet, dilation=size)}
        if (maps := work_out(sheet, **changed)) and wide(maps):
            yield maps


def wide(maps):
    """More than one number: one alone tells nothing of a setting."""
    return sum(len(row) for rows in maps for row in rows) > 1


def input_copied(sheet):
    for count in range(len(sheet.x), 0, -1):
        yield sheet.x[:count]


def full_convolution(sheet):
    """Lay the kernel down at every number of the input and add up, whatever the layer's settings."""
    (height, width), (kh, kw) = sheet.sizes
    if height == kh == 1 or max(sheet.spec.dilation) > 1:
        return
    maps = []
    for n, kernel in enumerate(sheet.weight):
        own = 0 if sheet.bias is None else sheet.bias[n]
        laid = [[own] * (width + kw - 1) for _ in range(height + kh - 1)]
        for c, i, j in product(range(len(kernel)), range(height), range(width)):
            for u, v in product(range(kh), range(kw)):
                laid[i + u][j + v] += sheet.x[sheet.channel(n, c)][i][j] * kernel[c][u][v]
        maps.append(laid)
    yield maps


def transposed_computed(sheet):
    """Lay the kernel down at every number of the input, add up, and cut the padding off."""
    (height, width), (kh, kw) = sheet.sizes
    (down, across), (taller, wider) = sheet.spec.stride, sheet.spec.dilation
    (top, bottom), (left, right) = sheet.spec.pads(*sheet.sizes)
    rows, columns = (height - 1) * down + (kh - 1) * taller + 1, (width - 1) * across + (kw - 1) * wider + 1
    if max(top, bottom) > (kh - 1) * taller or max(left, right) > (kw - 1) * wider:
        return
    maps = []
    for n, kernel in enumerate(sheet.weight):
        laid = [[0 if sheet.bias is None else sheet.bias[n]] * columns for _ in range(rows)]
        for c, i, j in product(range(len(kernel)), range(height), range(width)):
            for u, v in product(range(kh), range(kw)):
                amount = sheet.x[sheet.channel(n, c)][i][j] * kernel[c][u][v]
                laid[i * down + u * taller][j * across + v * wider] += amount
        maps.append([row[left : columns - right] for row in laid[top : rows - bottom]])
    yield maps


def relu_applied(sheet):
    yield each_number(work_out(sheet), lambda value: max(value, 0))


def relu_before_bias(sheet):
    if sheet.bias is not None:
        sums = work_out(sheet, bias=lambda n: 0)
        yield [
            [[(value if value > 0 else 0) + own for value in row] for row in rows]
            for rows, own in zip(sums, sheet.bias, strict=True)
        ]


def input_signs_lost(sheet):
    yield work_out(changed(sheet, x=each_number(sheet.x, lambda value: value if value > 0 else -value)))


def clipped_to_bytes(sheet):
    maps = work_out(sheet)
    if max(value for rows in maps for row in rows for value in row) > 255:
        yield each_number(maps, lambda value: min(max(value, 0), 255))


def wrapped_to_bytes(sheet):
    yield each_number(work_out(sheet), lambda value: int(value) % 256)


def absolute_taken(sheet):
    yield each_number(work_out(sheet), abs)


def scale_forgotten(sheet):
    numbers = [Fraction(w) for kernels in sheet.weight for rows in kernels for row in rows for w in row]
    scale = 1
    for w in numbers:
        scale = scale * w.denominator // gcd(scale, w.denominator)
    if 1 < scale <= 1024:
        yield work_out(sheet, weight=lambda n, c, u, v: sheet.weight[n][c][u][v] * scale)


def mean_taken(sheet):
    taps = sheet.sizes[1][0] * sheet.sizes[1][1]
    for count in {sheet.counts[1], taps, taps * sheet.counts[1]} - {1}:
        yield each_number(work_out(sheet), lambda value, count=count: Fraction(value) / count)
        if sheet.bias is not None:
            yield work_out(
                sheet, weight=lambda n, c, u, v, count=count: Fraction(sheet.weight[n][c][u][v]) / count
            )


def significant_digits(sheet):
    for digits in range(1, 7):
        yield each_number(work_out(sheet), lambda value, digits=digits: kept_digits(value, digits))


def kept_digits(value, digits):
    if value == 0:
        return 0
    unit = Fraction(10) ** (floor(log10(abs(value))) - digits + 1)
    size = floor(abs(Fraction(value)) / unit + Fraction(1, 2)) * unit
    return -size if value < 0 else size


def elementwise_product(sheet):
    _, slices, filters, groups = sheet.counts
    if sheet.sizes[0] == sheet.sizes[1] and filters == groups == 1:
        height, width = sheet.sizes[0]
        maps = [
            [[sheet.x[c][i][j] * sheet.weight[0][c][i][j] for j in range(width)] for i in range(height)]
            for c in range(slices)
        ]
        yield maps
        yield [add_maps(maps)]


def only_the_middle(sheet):
    kh, kw = sheet.sizes[1]
    if kh % 2 and kw % 2 and max(kh, kw) > 1:
        middle = kh // 2, kw // 2
        yield work_out(sheet, weight=lambda n, c, u, v: sheet.weight[n][c][u][v] if (u, v) == middle else 0)


def kernel_not_used(sheet):
    """Look at the window's numbers only: the largest, the mean of a channel's, or the sum of all."""
    (kh, kw), (down, across), (taller, wider) = sheet.sizes[1], sheet.spec.stride, sheet.spec.dilation
    (top, _), (left, _) = sheet.spec.pads(*sheet.sizes)
    rows, columns = places_of(sheet)

    def window(channel, i, j):
        return [
            sheet.pixel(channel, i * down + u * taller - top, j * across + v * wider - left)
            for u in range(kh)
            for v in range(kw)
        ]

    for pool in (max, lambda numbers: Fraction(sum(numbers)) / len(numbers)):
        yield [
            [[pool(window(channel, i, j)) for j in range(columns)] for i in range(rows)]
            for channel in range(len(sheet.x))
        ]
    yield work_out(sheet, weight=lambda n, c, u, v: 1)
    yield work_out(sheet, weight=lambda n, c, u, v: 1, bias=lambda n: 0)


def channels_exchanged(sheet):
    for a, b in combinations(range(sheet.counts[0]), 2):
        x = list(sheet.x)
        x[a], x[b] = x[b], x[a]
        yield work_out(changed(sheet, x=x))


def kernels_exchanged(sheet):
    for a, b in combinations(range(sheet.counts[2]), 2):
        yield work_out(
            sheet, weight=lambda n, c, u, v, a=a, b=b: sheet.weight[{a: b, b: a}.get(n, n)][c][u][v]
        )


def kernels_shifted(sheet):
    count = sheet.counts[2]
    for by in range(1, count if count > 2 else 0):
        yield work_out(sheet, weight=lambda n, c, u, v, by=by: sheet.weight[(n + by) % count][c][u][v])


def slice_of_another_filter(sheet):
    _, slices, filters, _ = sheet.counts
    if slices > 1:
        for n, other, c in product(range(filters), range(filters), range(slices)):
            if n != other:
                weight = copied(sheet.weight)
                weight[n][c] = sheet.weight[other][c]
                yield work_out(changed(sheet, weight=weight))


def channel_twice(sheet):
    slices = sheet.counts[1]
    for a, b in permutations(range(slices), 2):
        yield work_out(sheet, channel=lambda n, c, a=a, b=b: sheet.channel(n, a if c == b else c))
        yield work_out(sheet, weight=lambda n, c, u, v, a=a, b=b: sheet.weight[n][a if c == b else c][u][v])
    for again in range(slices if slices > 1 else 0):
        yield work_out(sheet, seen=[*range(slices), again])


def one_kernel_for_all(sheet):
    _, slices, filters, _ = sheet.counts
    if filters > 1:
        yield work_out(sheet, weight=lambda n, c, u, v: sheet.weight[0][c][u][v])
    if slices > 1:
        yield work_out(sheet, weight=lambda n, c, u, v: sheet.weight[n][0][u][v])


def answer_turned(sheet):
    maps = work_out(sheet)
    yield [[row[::-1] for row in rows[::-1]] for rows in maps]
    yield [rows[::-1] for rows in maps]
    yield [[row[::-1] for row in rows] for rows in maps]


def lines_shifted(sheet):
    maps, (rows, columns) = work_out(sheet), places_of(sheet)
    for by in (1, -1):
        if rows > 2:
            yield [[each[(i - by) % rows] for i in range(rows)] for each in maps]
        if columns > 2:
            yield [[[row[(j - by) % columns] for j in range(columns)] for row in each] for each in maps]


def flat_of(lists, sizes, order):
    """The numbers in the order of nested loops over the axes in `order`."""
    numbers = []
    for places in product(*(range(sizes[axis]) for axis in order)):
        value = lists
        for axis in range(len(sizes)):
            value = value[places[order.index(axis)]]
        numbers.append(value)
    return numbers


def filled(numbers, sizes):
    if len(sizes) == 1:
        return list(numbers)
    step = len(numbers) // sizes[0]
    return [filled(numbers[at * step : (at + 1) * step], sizes[1:]) for at in range(sizes[0])]


def misfilled(lists, sizes, order):
    """Written in the other order and read in the own one; written in the own one and read in the other."""
    own = list(range(len(sizes)))
    yield filled(flat_of(lists, sizes, list(order)), sizes)
    numbers = flat_of(lists, sizes, own)
    other = filled(numbers, [sizes[axis] for axis in order])
    back = [list(order).index(axis) for axis in own]
    yield filled(flat_of(other, [sizes[axis] for axis in order], back), sizes)


def reshaped_not_transposed(sheet):
    channels, slices, filters, _ = sheet.counts
    size, kernel = sheet.sizes
    if channels > 1:
        for x in misfilled(sheet.x, (channels, *size), (1, 2, 0)):
            yield work_out(changed(sheet, x=x))
    if (filters, slices) != (1, 1):
        for order in ((2, 3, 1, 0), (0, 2, 3, 1)):
            for weight in misfilled(sheet.weight, (filters, slices, *kernel), order):
                yield work_out(changed(sheet, weight=weight))
    if filters > 1:
        yield from misfilled(work_out(sheet), (filters, *places_of(sheet)), (1, 2, 0))


def window_off_by_one(sheet):
    pads = sheet.spec.pads(*sheet.sizes)
    if sheet.spec.padding_mode != "zeros" and any(map(any, pads)):
        return
    for down, across in product((1, 0, -1), repeat=2):
        if down or across:
            moved = ((pads[0][0] - down, pads[0][1]), (pads[1][0] - across, pads[1][1]))
            yield work_out(
                sheet,
                pads=moved,
                places=places_of(sheet),
                pixel=lambda c, i, j: sheet.pixel(c, i, j, mode="zeros"),
            )


def last_windows_missing(sheet):
    rows, columns = places_of(sheet)
    if min(rows, columns) > 1:
        yield [[row[:-1] for row in each[:-1]] for each in work_out(sheet)]


def answer_in_one_row(sheet):
    yield [[[value for rows in work_out(sheet) for row in rows for value in row]]]


PLAIN = (
    kernel_and_channels_flipped,
    bias_doubled,
    bias_added_per_product,
    biases_exchanged,
    biases_shifted,
    one_bias_for_all,
    padding_added,
    padding_rule_swapped,
    border_filled_otherwise,
    padding_on_one_side,
    channel_unpadded,
    border_not_computed,
    stride_in_one_axis,
    another_stride,
    another_dilation,
    input_copied,
    full_convolution,
    transposed_computed,
    relu_applied,
    relu_before_bias,
    input_signs_lost,
    clipped_to_bytes,
    wrapped_to_bytes,
    absolute_taken,
    scale_forgotten,
    mean_taken,
    significant_digits,
    elementwise_product,
    only_the_middle,
    kernel_not_used,
    channels_exchanged,
    kernels_exchanged,
    kernels_shifted,
    slice_of_another_filter,
    channel_twice,
    one_kernel_for_all,
    answer_turned,
    lines_shifted,
    reshaped_not_transposed,
    window_off_by_one,
    last_windows_missing,
    answer_in_one_row,
)
