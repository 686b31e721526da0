"""Numbers counted by others, as data: the documents', the MobileNet paper's, the frameworks'."""

WIDTH_MACS = {1.0: 568_740_352, 0.75: 325_400_448, 0.5: 149_497_088, 0.25: 41_030_272}
WIDTH_PARAMETERS = {1.0: 4_231_976, 0.75: 2_585_560, 0.5: 1_331_592, 0.25: 470_072}

# Rows: width; columns: resolution 224, 192, 160, 128; millions of MACs.
COMBINATIONS = {
    1.0: (568.74, 418.12, 290.68, 186.40),
    0.75: (325.40, 239.27, 166.40, 106.77),
    0.5: (149.50, 109.97, 76.52, 49.16),
    0.25: (41.03, 30.21, 21.06, 13.57),
}

# What each tool reports for the paper's MobileNet at 224 with 1000 classes.
REPORTED = {
    "macs": 568_740_352,
    "torch": 1_137_480_704,
    "torchinfo": 568_763_240,
    "fvcore": 578_875_904,
    "ptflops": 589_012_456,
    "ptflops-aten": 568_741_352,
    "thop": 588_962_304,
}

# Non-local block: parameters for C channels.
NONLOCAL = {64: 8_352, 512: 525_568, 1024: 2_099_712}

# (K, C, N): what a separable convolution has, and what document 003's formula gives.
DOCUMENT_003 = {(3, 3, 4): (39, 48), (3, 10, 32): (410, 608), (3, 16, 8): (272, 200), (3, 1, 16): (25, 160)}

# K = 3: how many times fewer parameters, by the number of output channels.
GAIN = {8: 4.24, 32: 7.02, 64: 7.89, 128: 8.41, 1024: 8.92}

# The maps of document 002's network at 32x32, and how many blocks put out each.
DOCUMENT_002_MAPS = (
    [(32, 32, 32), (64, 32, 32)]
    + 2 * [(128, 16, 16)]
    + 2 * [(256, 8, 8)]
    + 6 * [(512, 4, 4)]
    + 2 * [(1024, 2, 2)]
)

# MobileNet paper, table 3: the inner layer 14x14x512, kernel 3: (M MACs, M parameters).
TABLE_3 = {
    "standard": (1.0, 14, 462.422, 2.359),
    "separable": (1.0, 14, 52.283, 0.2668),
    "width 0.75": (0.75, 14, 29.579, 0.1509),
    "and resolution 0.714": (0.75, 10, 15.091, 0.1509),
}
