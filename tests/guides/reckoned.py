"""What a guide's words may say, reckoned by plain loops over the tensors: nothing here is the project's."""


def products_at(layer, place):
    """Of one output number: the products of each channel that is read, and whether each is on padding."""
    filter_, row, column = place
    (top, _), (left, _) = layer.spec.padding
    (down, right), groups = layer.spec.stride, layer.spec.groups
    rows_apart, columns_apart = layer.spec.dilation
    filters, slices, kh, kw = layer.weight.shape
    _, height, width = layer.x.shape
    first = filter_ // (filters // groups) * slices
    found = []
    for slice_ in range(slices):
        products = []
        for u in range(kh):
            for v in range(kw):
                i = row * down + u * rows_apart - top
                j = column * right + v * columns_apart - left
                inside = 0 <= i < height and 0 <= j < width
                x = float(layer.x[first + slice_][i][j]) if inside else 0.0
                products.append((x, float(layer.weight[filter_][slice_][u][v]), not inside))
        found.append(products)
    return found


def result_at(layer, place):
    bias = 0.0 if layer.bias is None else float(layer.bias[place[0]])
    return sum(x * w for products in products_at(layer, place) for x, w, _ in products) + bias


def size_of(layer):
    """Filters, rows and columns of the output."""
    (top, bottom), (left, right) = layer.spec.padding
    _, height, width = layer.x.shape
    filters, _, kh, kw = layer.weight.shape
    high, wide = ((k - 1) * d + 1 for k, d in zip((kh, kw), layer.spec.dilation, strict=True))
    rows = (height + top + bottom - high) // layer.spec.stride[0] + 1
    columns = (width + left + right - wide) // layer.spec.stride[1] + 1
    return filters, rows, columns


def counts(layer):
    filters, rows, columns = size_of(layer)
    _, slices, kh, kw = layer.weight.shape
    products = slices * kh * kw
    return {"products": products, "weights": filters * products, "macs": filters * rows * columns * products}


def written(value):
    text = str(int(value)) if float(value).is_integer() else repr(value)
    return text.replace("-", "\u2212")


def term(value):
    return f"({written(value)})" if value < 0 else written(value)


def equation(layer, place):
    """The last line of the stage's equation, without what it is of."""
    channels = products_at(layer, place)
    if len(channels) > 1 and len(channels[0]) > 1:
        amounts = [sum(x * w for x, w, _ in products) for products in channels]
        parts = [*map(term, amounts)]
    else:
        parts = [f"{term(x)}×{term(w)}" for products in channels for x, w, _ in products]
    if layer.bias is not None:
        parts.append(term(float(layer.bias[place[0]])))
    return f"{' + '.join(parts)} = {written(result_at(layer, place))}"


def reckoned(layers, name, place):
    """Every value that words may name, of one place of one of a guide's layers."""
    layer = layers[name]
    (filter_, row, column), (filters, rows, columns) = place, size_of(layer)
    channels, (_, slices, kh, kw) = products_at(layer, place), layer.weight.shape
    across = [result_at(layer, (each, row, column)) for each in range(filters)]
    pads = sum(padding for products in channels for *_, padding in products)
    values = {
        "channels": len(layer.x),
        "filters": filters,
        "slices": slices,
        "height": len(layer.x[0]),
        "width": len(layer.x[0][0]),
        "kernel": f"{kh}×{kw}",
        "area": kh * kw,
        "rows": rows,
        "columns": columns,
        "places": rows * columns,
        "numbers": filters * rows * columns,
        "stride": layer.spec.stride[0],
        "groups": layer.spec.groups,
        "multiplier": filters // layer.spec.groups,
        "result": result_at(layer, place),
        # Of an input that zeros stretch: from its first number to the next one on.
        "apart": next((at for at in range(1, len(layer.x[0][0])) if layer.x[0][0][at]), 0),
        "bias": 0 if layer.bias is None else float(layer.bias[filter_]),
        "pads": pads,
        "equation": equation(layer, place),
        "across": sum(across),
        **counts(layer),
    }
    for i, products in enumerate(channels):
        values[f"sum{i}"] = sum(x * w for x, w, _ in products)
        values[f"w{i}"] = float(layer.weight[filter_][i][0][0])
        if row < len(layer.x[i]) and column < len(layer.x[i][0]):
            values[f"x{i}"] = float(layer.x[i][row][column])
    values |= {f"y{i}": value for i, value in enumerate(across)}
    for other, each in layers.items():
        values |= {f"{other}_{kind}": count for kind, count in counts(each).items()}
    if "pointwise" in layers and "depthwise" in layers:
        both = [counts(layers[each]) for each in ("depthwise", "pointwise")]
        values |= {f"together_{kind}": both[0][kind] + both[1][kind] for kind in both[0]}
        values |= {"large": 512, "large_kernel": "3×3"}
        one, two = 512 * 512 * 9, 512 * 9 + 512 * 512
        values |= {"large_area": "9", "large_one": f"{one:,}", "large_two": f"{two:,}"}
        values["large_times"] = f"{512 * 512 * 9 / (512 * 9 + 512 * 512):.2f}"
        values["times"] = f"{counts(layers['standard'])['macs'] / values['together_macs']:.2f}"
    return {key: value if isinstance(value, str) else written(value) for key, value in values.items()}


def stamped(layer, place):
    """Of one input number of a scatter: the cells it stamps, with weight and product, None where cut off."""
    channel, row, column = place
    _, _, kh, kw = layer.weight.shape
    (top, _), (left, _) = layer.spec.padding
    filters, rows, columns = layer.output_shape
    own = filters // layer.spec.groups  # the maps of one group, to which alone its numbers come
    group = channel // (len(layer.x) // layer.spec.groups)
    found = []
    for filter_ in range(group * own, (group + 1) * own):
        for u in range(kh):
            for v in range(kw):
                i = row * layer.spec.stride[0] + u * layer.spec.dilation[0] - top
                j = column * layer.spec.stride[1] + v * layer.spec.dilation[1] - left
                weight = float(layer.weight[channel][filter_ % own][u][v])
                cell = (filter_, i, j) if 0 <= i < rows and 0 <= j < columns else None
                found.append((cell, weight, float(layer.x[channel][row][column]) * weight))
    return found


def held_after(layer, place, until=True):
    """What the cells hold that stamps have reached, up to this one, or (until=False) before it."""
    held = {}
    channels, height, width = layer.x.shape
    for channel in range(channels):
        for row in range(height):
            for column in range(width):
                at = (channel, row, column)
                if at < place or (until and at == place):
                    for cell, _, product in stamped(layer, at):
                        if cell:
                            held[cell] = held.get(cell, 0.0) + product
    return held


def stamp_values(layer, place):
    """Every value that words may name, of the stamp of one input number."""
    stamp, before, after = (
        stamped(layer, place),
        held_after(layer, place, until=False),
        held_after(layer, place),
    )
    inside = [(cell, weight) for cell, weight, _ in stamp if cell]
    cell, weight = next((each for each in inside if each[0] in before), inside[0])
    number, (_, height, width), (_, rows, columns) = float(layer.x[place]), layer.x.shape, layer.output_shape
    held, now = before.get(cell, 0.0), after[cell]
    return {
        "stamped": written(number),
        "products": str(len(stamp)),
        "cut": str(len(stamp) - len(inside)),
        "now": written(now),
        "equation": f"{written(held)} + {written(number)}×{term(weight)} = {written(now)}",
        "places": str(height * width),
        "rows": str(rows),
        "columns": str(columns),
        "kernel": "×".join(map(str, layer.weight.shape[2:])),
        "stride": str(layer.spec.stride[0]),
    }
