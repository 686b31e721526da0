"""Tables of known sizes and results, as the sources give them: shown on pages, checked by tests."""

# Dumoulin & Visin's figures: (input, output, padding, kernel, stride, dilation) along one axis.
GUIDE_SIZES = [
    (4, 2, 0, 3, 1, 1),
    (5, 6, 2, 4, 1, 1),
    (5, 5, 1, 3, 1, 1),
    (5, 7, 2, 3, 1, 1),
    (5, 2, 0, 3, 2, 1),
    (5, 3, 1, 3, 2, 1),
    (6, 3, 1, 3, 2, 1),
    (7, 3, 0, 3, 1, 2),
]

# TensorFlow's 'same': (kernel, stride, input, pad before, pad after).
SAME_PADDING = [
    (2, 1, 4, 0, 1),
    (4, 1, 4, 1, 2),
    (3, 2, 4, 0, 1),
    (3, 2, 5, 1, 1),
    (3, 2, 224, 0, 1),
    (7, 2, 224, 2, 3),
    (3, 4, 8, 0, 0),
]

# One input, also used as its own kernel, padding 1: what each padding mode makes of it.
MODES_X = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
MODES_Y = {
    "zeros": [[94, 154, 106], [186, 285, 186], [106, 154, 94]],
    "reflect": [[165, 186, 195], [264, 285, 294], [255, 276, 285]],
    "replicate": [[135, 168, 195], [252, 285, 312], [315, 348, 375]],
    "circular": [[195, 204, 195], [276, 285, 276], [195, 204, 195]],
}
