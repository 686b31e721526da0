"""Every number of the documents and of the MobileNet paper, recomputed from the data."""

from fractions import Fraction

import pytest
from counted_by_others import (
    COMBINATIONS,
    DOCUMENT_002_MAPS,
    DOCUMENT_003,
    GAIN,
    NONLOCAL,
    TABLE_3,
    WIDTH_MACS,
    WIDTH_PARAMETERS,
)

from dsviz.cost import (
    CostError,
    MatMul,
    Reads,
    count,
    depthwise,
    pointwise,
    separable,
    standard,
)
from dsviz.cost.architectures import (
    RESOLUTIONS,
    WIDTHS,
    accepted_sides,
    document_002,
    mobilenet,
    nonlocal_block,
    separable_block,
    thin,
)
from dsviz.cost.formulas import (
    document_003_grouped,
    document_003_separable,
    factors,
    least_out_channels,
    separable_ratio,
)
from dsviz.cost.published import FULL_TABLE, LAYER_TABLE, RESOLUTION_TABLE, WIDTH_TABLE


@pytest.mark.parametrize("width", WIDTHS)
def test_mobilenet_by_width(width):
    counted = count(mobilenet(width))
    assert counted.macs == WIDTH_MACS[width]
    assert counted.parameters == WIDTH_PARAMETERS[width]


def test_mobilenet_weights_parameters_and_moving_statistics():
    counted = count(mobilenet())
    assert counted.weights == 4_209_088
    assert counted.parameters == 4_231_976
    assert counted.parameters + counted.moving_statistics == 4_253_864
    assert counted.weight_bytes == 4 * 4_231_976


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("resolution", RESOLUTIONS)
def test_the_sixteen_combinations(width, resolution):
    printed = COMBINATIONS[width][RESOLUTIONS.index(resolution)]
    assert round(count(mobilenet(width, resolution)).macs / 1e6, 2) == printed


def as_printed(exact, printed):
    """Whether a printed number is the exact one rounded, or cut, to the decimals that are shown."""
    decimals = len(f"{printed:g}".partition(".")[2])
    unit = 10**-decimals
    return abs(exact - printed) < unit


@pytest.mark.parametrize("line", [*WIDTH_TABLE, *RESOLUTION_TABLE, *FULL_TABLE], ids=str)
def test_the_papers_printed_numbers(line):
    counted = count(mobilenet(line.width, line.resolution, full_convolutions=line.full_convolutions))
    # The paper leaves the classifier out of the 4866 M of the full network.
    macs = counted.macs - (counted.layers[-1].macs if line.full_convolutions else 0)
    assert as_printed(macs / 1e6, line.m_macs)
    assert as_printed(counted.parameters / 1e6, line.m_parameters)


def test_the_same_network_in_full_convolutions():
    full, lean = count(mobilenet(full_convolutions=True)), count(mobilenet())
    assert full.macs == 4_867_293_184
    assert full.macs - full.layers[-1].macs == 4_866_269_184
    assert full.weights == 29_281_120
    assert round(full.macs / lean.macs, 2) == 8.56
    assert round(full.weights / lean.weights, 2) == 6.96
    assert round(full.parameters / lean.parameters, 2) == 6.92


def inner_layer(width, side, is_separable):
    channels = thin(512, width)
    layers = separable(channels, channels, 3, padding=1) if is_separable else standard(512, 512, 3, padding=1)
    return count(layers, side)


@pytest.mark.parametrize("row", TABLE_3)
def test_table_3_of_the_paper(row):
    width, side, m_macs, m_parameters = TABLE_3[row]
    counted = inner_layer(width, side, row != "standard")
    assert round(counted.macs / 1e6, 3) == m_macs
    assert as_printed(counted.parameters / 1e6, m_parameters)


@pytest.mark.parametrize("line", LAYER_TABLE, ids=str)
def test_table_3_as_printed(line):
    counted = inner_layer(line.width, line.side, line.separable)
    assert as_printed(counted.macs / 1e6, line.m_macs)
    assert as_printed(counted.parameters / 1e6, line.m_parameters)


def test_document_002():
    counted = count(document_002())
    assert counted.macs == 46_354_432
    assert counted.parameters == 3_217_226
    by_kind = {}
    for row in counted:
        by_kind[row.kind] = by_kind.get(row.kind, 0) + row.parameters
    assert by_kind["batch_norm"] == 21_888
    assert by_kind["linear"] == 10_250
    assert by_kind["standard"] + by_kind["depthwise"] + by_kind["pointwise"] == 3_185_088
    ends = [row.out_shape for row in counted if row.name == "stem.relu" or row.name.endswith("relu2")]
    assert ends == DOCUMENT_002_MAPS


def test_document_002_takes_17_to_48_only():
    def takes(side):
        try:
            return count(document_002(size=(side, 32))).layers[-1].out_shape == (10,)
        except CostError:
            return False

    assert [side for side in range(1, 80) if takes(side)] == list(range(17, 49))
    assert accepted_sides() == (17, 48)


def test_document_002_at_224_says_what_does_not_fit():
    with pytest.raises(CostError, match=r"got shape \(50176,\) for 1024") as refused:
        count(document_002(size=(224, 224)))
    assert refused.value.rule == "in-features-match"
    assert count(document_002(size=(224, 224), adaptive=True)).layers[-1].out_shape == (10,)


@pytest.mark.parametrize("channels", [*NONLOCAL, 2, 10, 36])
@pytest.mark.parametrize("subsample", [False, True])
def test_nonlocal_parameters(channels, subsample):
    counted = count(nonlocal_block(channels, (4, 6), subsample=subsample))
    assert counted.parameters == 2 * channels**2 + 5 * channels // 2
    assert counted.parameters == NONLOCAL.get(channels, counted.parameters)


def test_subsampling_quarters_the_two_matrix_products():
    def products(subsample):
        return sum(
            row.macs
            for row in count(nonlocal_block(64, (14, 14), subsample=subsample))
            if row.kind == "matmul"
        )

    assert products(False) == 2 * 196 * 196 * 32
    assert products(True) * 4 == products(False)


@pytest.mark.parametrize(
    ("layers", "size", "parameters", "macs"),
    [
        (standard(64, 128, 3, padding=1, bias=True), 56, 73_856, 231_211_008),
        (depthwise(64, 3, padding=1, bias=True), 56, 640, 1_806_336),
        (standard(64, 128, 3, padding=1, groups=4), 56, 18_432, 57_802_752),
        (standard(4, 8, 3, groups=2), 5, 144, 144 * 9),
        (separable(3, 4), 5, 39, 39 * 9),
        (standard(3, 4), 5, 108, 108 * 9),
        (standard(10, 32, 3, bias=True, padding="same"), 224, 2_912, 2_880 * 224**2),
        (separable(10, 32, 3, bias=True, padding="same"), 224, 442, 410 * 224**2),
        (separable(10, 32, 3, bias=True, depthwise_bias=True), 224, 452, 410 * 222**2),
        (separable(10, 32, 3), 224, 410, 410 * 222**2),
        (separable_block(32, 64, 1, "block"), 112, 2_528, (9 * 32 + 32 * 64) * 112**2),
        (Reads(MatMul(3, 4, 5), (4, 3)), None, 0, 60),
    ],
)
def test_single_layers(layers, size, parameters, macs):
    counted = count(layers, size)
    assert counted.parameters == parameters
    assert counted.macs == macs


def test_a_map_that_is_not_square():
    """A 2x2 kernel on 3 rows of 6 columns: 2 x 5 places, 4 multiplications each."""
    assert count(standard(1, 1, 2), (3, 6)).macs == 4 * 2 * 5


def test_the_block_of_document_004_with_kerass_statistics():
    assert count(separable_block(32, 64, 1, "block"), 8, convention="keras").reported_parameters == 2_720


@pytest.mark.parametrize("shape", DOCUMENT_003)
def test_document_003s_separable_formula_is_another_one(shape):
    kernel, in_channels, out_channels = shape
    true, printed = DOCUMENT_003[shape]
    assert count(separable(in_channels, out_channels, kernel), 9).parameters == true
    assert document_003_separable(kernel, in_channels, out_channels) == printed


def test_document_003s_grouped_formula_is_a_fraction_of_the_input_channels_off():
    assert document_003_grouped(3, 8, 2) == 72
    standard_count = count(standard(4, 8, 3), 5).parameters
    assert document_003_grouped(3, 8, 2) * 4 == standard_count
    assert count(standard(4, 8, 3, groups=2), 5).parameters * 2 == standard_count


@pytest.mark.parametrize("out_channels", GAIN)
def test_document_000s_one_eighth_to_one_ninth(out_channels):
    gain = 1 / separable_ratio(3, out_channels)
    assert round(float(gain), 2) == GAIN[out_channels]
    assert gain < 9
    assert (gain >= 8) == (out_channels >= least_out_channels(3, Fraction(1, 8)))


def test_with_one_output_channel_the_separable_one_has_more():
    assert round(float(separable_ratio(3, 1)), 2) == 1.11
    assert count(separable(4, 1), 5).parameters > count(standard(4, 1), 5).parameters


@pytest.mark.parametrize(
    ("kernel", "in_channels", "out_channels", "side"), [(3, 5, 7, 9), (5, 4, 2, 8), (1, 3, 3, 2)]
)
def test_the_ratio_is_that_of_the_counts(kernel, in_channels, out_channels, side):
    lean = count(separable(in_channels, out_channels, kernel), side)
    full = count(standard(in_channels, out_channels, kernel), side)
    ratio = separable_ratio(kernel, out_channels)
    assert Fraction(lean.parameters, full.parameters) == Fraction(lean.macs, full.macs) == ratio


@pytest.mark.parametrize(("side", "percent"), [(5, 25), (7, 18), (32, 4)])
def test_multiplications_on_padding(side, percent):
    counted = count(standard(1, 1, 3, padding=1), side, convention="macs on pixels")
    assert counted.macs == 9 * side * side
    assert counted.operations == counted.macs - counted.macs_on_padding
    assert round(100 * counted.macs_on_padding / counted.macs) == percent
    if side == 5:
        assert (counted.macs, counted.operations) == (225, 169)


def test_the_factors_multiply_to_the_macs():
    row = count(standard(6, 9, (3, 2), groups=3, stride=2, padding=1), (8, 7)).layers[0]
    product = 1
    for factor in factors(row).values():
        product *= factor
    assert product == row.macs
    assert factors(count(nonlocal_block(4, (2, 2))).layers[-1]) == {}


def test_pointwise_twelve():
    assert count(pointwise(3, 4), 5).parameters == 12
