"""Every claim's check is run; what it computes is compared with what was computed by other hands (FACTS)."""

import subprocess
import sys
from fractions import Fraction

import pytest
import torch

from dsviz.content import Spoken
from dsviz.errata import CLAIMS, DOCUMENTS, find
from dsviz.errata.document_002 import LEARNED
from dsviz.networks.mobilenet import MobileNet
from dsviz.networks.tools import initialise

# Claim -> the numbers it must come to, found apart from this code with loops, torch, Keras and ONNX.
KNOWN = {
    "000-title": {"convolutions": 4, "depthwise": 0, "kernel": (1, 1)},
    "000-eighth": {"least": 72, "one": 10 / 9, "ratio": Fraction(1, 8)},
    "000-sparsity": {"sparse": 9, "random": 9, "separable": 1},
    "000-relu": {"lowest_relu": 0},
    "000-identity": {"paper": 0},
    "000-odd": {
        "c": 8,
        "reshape": 12,
        "pooled": 9,
        "error": "shape '[-1, 12, 4]' is invalid for input of size 36",
    },
    "000-shapes": {"f": (1, 48, 12), "g": (1, 12, 2), "out": (1, 8, 6, 4)},
    "000-scale": {"difference": 0},
    "000-parameters": {"first": 8352},
    "000-ordinary": {"m": 3, "n": 4, "middle": 3, "weights": 39, "standard": 108},
    "000-formulas": {
        "out": (4, 4),
        "standard": 9 * 4 * 8 * 16,
        "separable": (9 * 4 + 4 * 8) * 16,
        "with_input": 14_112,
    },
    "001-picture": {"input": (5, 5), "padded": (7, 7), "same": 18, "of": 18},
    "001-product": {
        "printed": "0×0",
        "true": "0×1",
        "changed": 1,
        "place": "y[0,0,1]",
        "now": 0,
        "then": -2,
    },
    "001-filters": {"channels": 2, "one": 2, "two": 4},
    "001-shared": {"slices": 12, "standard": 108, "depthwise_slices": 3, "depthwise": 27},
    "001-dilation": {"out": (3, 3), "same": 9},
    "001-data-format": {"signature": "data_format=‘channels_last’"},
    "001-signature": {"text": "padding=‘valid’,"},
    "001-padding": {"three": (8, 8), "five": (6, 6)},
    "001-biases": {"both": 452, "one": 442, "none": 410, "same": 36, "of": 36},
    "001-one-by-one": {"same": 8, "of": 8, "reads": 2},
    "001-example": {"same": 8, "of": 8},
    "001-sum": {"same": 4, "of": 4},
    "001-maps": {"kernels": 2, "channels": 2, "maps": 4},
    "002-pasted": {"text": "541class Block(nn.Module):"},
    "002-converges": {"pictures": 4, "steps": 5},
    "002-cleaned": {"logits": (1, 10), "parameters": 3_217_226},
    "002-input": {"least": 17, "most": 48, "got": 50176, "expected": 1024, "classes": 10},
    "002-stem": {"stride": 1, "paper": 2, "map": (224, 224), "paper_map": (112, 112), "times": 4.0},
    "002-alpha": {"kernels": "3×3 and 1×1", "full": 32, "half": 16, "layers": 27},
    "002-maps": {"out": (3, 112, 112), "numbers": 3 * 112 * 112, "filters": 64, "last": 64 * 112 * 112},
    "003-parameters": {"true": 39, "printed": 48},
    "003-grouped": {"true": 144, "printed": 72, "standard": 288, "part": 4},
    "003-name": {"half": 12, "pair": 39},
    "003-depthwise": {
        "error": "groups must divide the output channels; got 6 groups for 8 channels",
        "legal": "1, 2",
    },
    "003-alexnet": {"places": 9, "channels": 2, "of_channels": 4, "weights": 307_200},
    "003-result": {"out": (16, 8, 8)},
    "003-xception": {"c": 32, "n": 64, "mobilenet": 288 + 2048, "xception": 2048 + 576, "printed": 41 * 64},
    "004-case": {"read": "same"},
    "004-dilation": {"same": 3, "of": 3},
    "004-layer": {"pair": 442, "standard": 2912, "out": (224, 224, 32)},
    "004-block": {"keras": 2720, "trained": 2528},
    "paper-table-2": {"macs": 10_838_016, "all": 568_740_352, "share": 1.91},
    "paper-table-1": {"printed": (4, 4), "true": (7, 7)},
}
# N -> how many times fewer weights: the table that "1/8 to 1/9" is measured against.
TIMES_FEWER = {8: 4.24, 32: 7.02, 64: 7.89, 72: 8.0, 128: 8.41, 1024: 8.92}
# (K, C, N) -> counted, and by document 003's formula.
SEPARABLE = {(3, 3, 4): (39, 48), (3, 10, 32): (410, 608), (3, 16, 8): (272, 200), (3, 1, 16): (25, 160)}
NONLOCAL = {64: 8_352, 512: 525_568, 1024: 2_099_712}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda each: each.id)
def test_what_is_computed_bears_the_correction_out(claim):
    found = claim.check()
    assert found.holds
    wanted = KNOWN[claim.id]
    facts = {
        name: str(fact) if isinstance(fact, Spoken) else fact
        for name, fact in found.facts.items()
        if name in wanted
    }
    assert facts == wanted


def test_every_claim_has_known_numbers_and_an_id_of_its_own():
    assert [claim.id for claim in CLAIMS] == list(dict.fromkeys(claim.id for claim in CLAIMS))
    assert {claim.id for claim in CLAIMS} == set(KNOWN)
    assert {claim.document for claim in CLAIMS} == set(DOCUMENTS)


# AlexNet's layers as its paper describes them: the channels a filter reads, of how many.
ALEXNET_READS = {1: (3, 3), 2: (48, 96), 3: (256, 256), 4: (192, 384), 5: (192, 384)}


def test_alexnets_first_and_third_layer_read_all_channels_and_the_others_half():
    rows = find("003-alexnet").check().rows
    assert {row["layer"]: (row["reads"], row["of"]) for row in rows} == ALEXNET_READS


def test_a_limit_of_some_frameworks_and_a_formula_lost_in_copying_are_not_called_wrong():
    assert find("001-dilation").verdict == "half"
    assert find("004-dilation").verdict == "half"  # it was so in 2019
    assert find("000-formulas").verdict == "worth"


def test_one_eighth_to_one_ninth():
    rows = {row["n"]: row for row in find("000-eighth").check().rows}
    assert {n: row["times"] for n, row in rows.items() if n > 1} == TIMES_FEWER
    assert Fraction(rows[1]["pair"], rows[1]["standard"]) == Fraction(10, 9)


def test_document_003s_formula_against_the_count():
    rows = find("003-parameters").check().rows
    assert {(row["k"], row["c"], row["n"]): (row["pair"], row["printed"]) for row in rows} == SEPARABLE


def test_the_nonlocal_blocks_parameters():
    rows = find("000-parameters").check().rows
    assert {row["c"]: row["parameters"] for row in rows} == NONLOCAL
    assert all(row["parameters"] == row["subsampled"] for row in rows)


def test_two_images_of_a_batch_are_mixed_and_a_refusal_is_torchs_own():
    facts = find("000-odd").check().facts
    assert "invalid for input of size" in facts["error"]
    assert facts["moved"] > 0


def test_the_block_whose_numbers_are_said_is_the_block_the_links_open():
    for claim_id in ("000-relu", "000-identity", "000-scale"):
        claim = find(claim_id)
        facts = claim.check().facts
        opened = (int(claim.link["C"]), int(claim.link["height"]), int(claim.link["width"]))
        assert opened == (facts["c"], *facts["side"])


def test_a_check_can_fail(monkeypatch):
    from dsviz.errata import document_003

    monkeypatch.setattr(document_003, "document_003_grouped", lambda *shape: 144)
    assert not document_003.grouped().holds
    monkeypatch.setattr(document_003, "document_003_separable", lambda *shape: 39)
    assert not document_003.parameters().holds


def test_listing_the_claims_loads_no_torch():
    script = "import sys, dsviz.errata; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_document_002s_network_learns_a_few_pictures_by_heart():
    network = initialise(MobileNet.document_002(), 7).train()
    pictures = torch.rand(LEARNED["pictures"], 3, 32, 32, generator=torch.Generator().manual_seed(7))
    classes = torch.arange(LEARNED["pictures"])
    optimizer = torch.optim.SGD(network.parameters(), lr=0.05)
    losses = []
    for _ in range(LEARNED["steps"] + 1):
        loss = torch.nn.functional.cross_entropy(network(pictures), classes)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    assert losses[-1] < losses[0] / 2
