"""What the documents say and what is true: every claim with a check that computes the evidence anew."""

from dsviz.errata import document_000, document_001, document_002, document_003
from dsviz.errata.claim import Claim, Finding

__all__ = ["CLAIMS", "DOCUMENTS", "Claim", "Finding", "find"]

#: The five documents, in order; "paper" is MobileNet's, whose own slips are listed last.
DOCUMENTS = ("000", "001", "002", "003", "004", "paper")

# The block and the random numbers that 000's checks run; network_evidence.py has the same seed.
BLOCK = {"C": "4", "height": "6", "width": "6", "input": "random", "seed": "7"}


def _run(name: str) -> Finding:
    # These checks run torch modules, and torch is loaded only when one is asked for.
    from dsviz.errata import network_evidence

    finding: Finding = getattr(network_evidence, name)()
    return finding


CLAIMS: tuple[Claim, ...] = (
    Claim("000-title", "wrong", document_000.title, "non_local"),
    Claim("000-eighth", "half", document_000.eighth, "cost", {"n": "72"}),
    Claim(
        "000-formulas",
        "worth",
        document_000.formulas,
        "cost",
        {"c": "4", "n": "8", "out": "4"},
        also=(("cost", {"c": "4", "n": "8", "out": "7"}),),
    ),
    Claim("000-ordinary", "wrong", document_000.ordinary, "separable", {"example": "separable-picture"}),
    Claim(
        "000-sparsity",
        "wrong",
        document_000.sparsity,
        "factoring",
        {"kernel": "factoring-sparse"},
        also=(("factoring", {"kernel": "factoring-separable"}),),
    ),
    Claim("000-relu", "catch", lambda: _run("relu"), "non_local", {**BLOCK, "relu": "off"}, torch=True),
    Claim(
        "000-identity",
        "catch",
        lambda: _run("identity"),
        "non_local",
        {**BLOCK, "identity": "on"},
        torch=True,
    ),
    Claim(
        "000-odd",
        "catch",
        lambda: _run("odd"),
        "non_local",
        {"C": "8", "height": "7", "width": "7", "subsample": "on"},
        torch=True,
    ),
    Claim(
        "000-shapes",
        "wrong",
        lambda: _run("shapes"),
        "non_local",
        {"C": "4", "height": "8", "width": "6", "subsample": "on"},
        torch=True,
    ),
    Claim("000-scale", "worth", lambda: _run("scale"), "non_local", BLOCK, torch=True),
    Claim(
        "000-parameters",
        "worth",
        document_000.parameters,
        "non_local",
        {"C": "64"},
        also=(("non_local", {"C": "512"}), ("non_local", {"C": "1024"})),
    ),
    Claim("001-picture", "wrong", document_001.picture, "standard", {"example": "standard-cs231n"}),
    Claim(
        "001-product",
        "wrong",
        document_001.product_27,
        "standard",
        {"example": "standard-cs231n", "step": "0"},
        also=(("standard", {"example": "standard-cs231n", "step": "1", "edits": "w_0_2_2_2_0"}),),
    ),
    Claim("001-filters", "half", document_001.filters, "depthwise", {"example": "depthwise-multiplier-2"}),
    Claim("001-shared", "wrong", document_001.shared, "separable", {"example": "separable-picture"}),
    Claim(
        "001-dilation",
        "half",
        document_001.dilation,
        "frameworks",
        {"stride": "2", "dilation": "2", "size": "9"},
        documents=("004",),
    ),
    Claim("001-signature", "catch", document_001.signature, "frameworks", {"kind": "separable"}),
    Claim("001-data-format", "catch", document_001.data_format, "arguments", {"tried": "data_format"}),
    Claim(
        "001-padding",
        "worth",
        document_001.padding,
        "frameworks",
        {"k": "5", "size": "8", "padding": "1"},
        also=(("frameworks", {"k": "3", "size": "8", "padding": "1"}),),
    ),
    Claim("001-biases", "worth", document_001.biases, "cost", {"c": "10", "n": "32", "g": "2", "bias": "on"}),
    Claim("001-one-by-one", "worth", document_001.one_by_one, "pointwise", {"example": "pointwise-scale"}),
    Claim("001-example", "right", document_001.example, "depthwise", {"example": "depthwise-tensorflow"}),
    Claim("001-sum", "right", document_001.channel_sum, "standard", {"example": "standard-conv2d"}),
    Claim(
        "001-maps", "right", document_001.output_channels, "depthwise", {"example": "depthwise-multiplier-2"}
    ),
    Claim("002-pasted", "catch", document_002.pasted, "mobilenet", {"network": "document"}),
    Claim(
        "002-cleaned",
        "right",
        lambda: _run("cleaned"),
        "mobilenet",
        {"part": "picture", "network": "document"},
        torch=True,
        also=(("mobilenet", {"network": "document"}),),
    ),
    Claim(
        "002-converges",
        "worth",
        document_002.converges,
        "mobilenet",
        {"part": "time", "network": "document"},
        tested=True,
    ),
    Claim(
        "002-input",
        "wrong",
        document_002.input_224,
        "mobilenet",
        {"part": "sizes", "height": "224", "width": "224"},
    ),
    Claim(
        "002-stem",
        "catch",
        document_002.stem,
        "mobilenet",
        {"network": "document", "height": "224", "width": "224", "remedy": "on"},
        also=(("mobilenet", {"resolution": "224"}),),
    ),
    Claim("002-alpha", "wrong", document_002.alpha, "mobilenet", {"alpha": "0.5"}),
    Claim(
        "002-maps",
        "wrong",
        document_002.maps,
        "cost",
        {"c": "3", "n": "64", "out": "112", "g": "1"},
        also=(("depthwise", {"example": "depthwise-picture"}),),
    ),
    Claim("003-parameters", "wrong", document_003.parameters, "separable", {"example": "separable-picture"}),
    Claim("003-grouped", "wrong", document_003.grouped, "grouped", {"c": "4", "n": "8", "g": "2"}),
    Claim(
        "003-name",
        "wrong",
        document_003.name,
        "pointwise",
        {"example": "pointwise-picture"},
        also=(("separable", {"example": "separable-picture"}),),
    ),
    Claim("003-depthwise", "half", document_003.as_many_groups, "grouped", {"c": "6", "n": "8", "g": "6"}),
    Claim(
        "003-alexnet",
        "wrong",
        document_003.alexnet,
        "grouped",
        {"c": "4", "n": "8", "g": "2"},
        also=(("cost", {"k": "5", "c": "96", "n": "256", "out": "27", "g": "2"}),),
    ),
    Claim("003-result", "worth", document_003.same_result, "factoring", {"kernel": "factoring-random"}),
    Claim(
        "003-xception",
        "worth",
        document_003.xception,
        "mobilenet",
        {"part": "block", "block": "extreme"},
        also=(("mobilenet", {"part": "block", "block": "xception"}),),
    ),
    Claim("004-case", "wrong", document_003.case, "frameworks", {"padding": "same"}, tested=True),
    Claim(
        "004-dilation",
        "half",
        document_003.dilation_rate,
        "frameworks",
        {"kind": "depthwise", "c": "3", "dilation": "2"},
    ),
    Claim(
        "004-layer",
        "right",
        document_003.keras_layer,
        "cost",
        {"c": "10", "n": "32", "out": "224", "g": "2", "bias": "on"},
    ),
    Claim("004-block", "worth", document_003.block, "mobilenet", {"part": "block"}),
    Claim("paper-table-2", "wrong", document_002.paper_table_2, "mobilenet"),
    Claim("paper-table-1", "wrong", document_002.paper_table_1, "mobilenet"),
)


def find(claim_id: str) -> Claim:
    """Find a claim by its id.

    Raises
    ------
    KeyError
        Where there is none.

    Examples
    --------
    >>> find("003-parameters").check().facts
    {'true': 39, 'printed': 48}
    """
    return {claim.id: claim for claim in CLAIMS}[claim_id]
