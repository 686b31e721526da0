"""The words of printouts and array code that may stand around numbers, and whose they are."""

from __future__ import annotations

import re

from dsviz.reading.frames import Frame

_PREFIXES = {
    "": "",
    **dict.fromkeys(("np", "numpy", "sympy", "sp", "onp", "cp", "cupy", "pd", "pandas"), "numpy"),
    **dict.fromkeys(("jnp", "jax.numpy"), "jax"),
    **dict.fromkeys(("torch", "nn", "torch.nn", "at", "torch::nn"), "torch"),
    **dict.fromkeys(("mx.nd", "nd", "mxnet.nd", "mxnet", "mx.np", "paddle", "ms", "mindspore"), "torch"),
    **dict.fromkeys(("tf", "tensorflow", "keras", "keras.ops", "ops", "K", "tf.keras.backend"), "tensorflow"),
    **dict.fromkeys(("mx", "mlx.core", "mlx"), "mlx"),
}
_TELLING = {
    "tensor": "torch",
    "Parameter": "torch",
    "to_tensor": "torch",
    "torch_tensor": "torch",
    "DeviceArray": "jax",
    "constant": "tensorflow",
    **dict.fromkeys(("tensor1d", "tensor2d", "tensor3d", "tensor4d"), "tensorflow"),
}
_SHAPES = ("Size", "TensorShape")
DTYPES = ("float16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8")
TENSORS = {
    *("array", "asarray", "Array", "ndarray", "tensor", "Tensor", "as_tensor", "from_numpy", "Parameter"),
    *("FloatTensor", "DoubleTensor", "LongTensor", "IntTensor", "ShortTensor", "CharTensor", "ByteTensor"),
    *("BoolTensor", "HalfTensor", "BFloat16Tensor", "DeviceArray", "to_tensor", "torch_tensor", "bool_"),
    *("constant", "convert_to_tensor", "Variable", "cast", "MatrixForm", "Series", "DataFrame"),
    *("Float32Array", "Float64Array", "Int32Array", "Uint8Array", "Int8Array", "ascontiguousarray"),
    *_SHAPES,
    *DTYPES,
}
SHAPERS = {"reshape", "view"}
# Fortran's and MATLAB's, which fills column by column.
BY_COLUMN = {"RESHAPE"}
# A tensor and its shape, both in brackets.
FILLED = {"tensor1d", "tensor2d", "tensor3d", "tensor4d"}
# Lists whose parts stand in round brackets.
LISTS = {
    *(
        "c",
        "list",
        "tuple",
        "arrayOf",
        "intArrayOf",
        "floatArrayOf",
        "doubleArrayOf",
        "listOf",
        "mutableListOf",
    ),
    *("List", "Seq", "Vector", "asList"),
}
# What gives a list, as Python's brackets do.
PYTHONS_LISTS = {"list", "tuple", "tolist"}
# The brackets around the parts only group them.
JOINS = {
    *("stack", "concatenate", "concat", "cat", "vstack", "row_stack", "hstack", "dstack", "column_stack"),
    *("rbind", "cbind"),
}
COPIES = {"tile", "repeat", "repeat_interleave", "repmat", "diag", "outer"}
MATRICES = {"matrix", "Matrix", "ImmutableMatrix", "mat"}
LIKE = {"full_like", "ones_like", "zeros_like"}
MAKERS = {"ones", "zeros", "eye", "identity", "arange", "range", "linspace", "full", "fill", *LIKE}
NO_CHANGE = {
    *("float", "double", "numpy", "detach", "cpu", "clone", "contiguous", "astype", "to", "cuda", "half"),
    *("asnumpy", "tolist", "eval", "copy", "dataSync", "arraySync", "cast", "requires_grad_", "int", "long"),
    *("type", "asscalar", "print", "short", "char", "byte", "bfloat16", "bool"),
}
FLIPS = {"flip", "fliplr", "flipud", "rot90"}
TURNS = {
    *("T", "mT", "t", "permute", "transpose", "unsqueeze", "squeeze", "expand_dims", "swapaxes", "movedim"),
    *FLIPS,
}
SCALERS = {"div": "/", "mul": "*", "divide": "/", "multiply": "*"}
# What they do takes time in proportion to the numbers.
WORKS = TURNS | JOINS | COPIES | SCALERS.keys()
# What a tensor in code begins with.
TENSOR_CALLS = TENSORS | SHAPERS | BY_COLUMN | FILLED | LISTS | JOINS | COPIES | MATRICES | MAKERS | FLIPS
_FUNCTIONS = TENSOR_CALLS | {"transpose", "expand_dims", "unsqueeze", "squeeze", "permute", "swapaxes"}
_NEEDS_PREFIX = {
    *("expand_dims", "unsqueeze", "squeeze", "permute", "swapaxes", "stack", "range"),
    *("concat", "cat", "tile", "repeat", "flip"),
}
_ALONE = {"range", "fill", "cat"} | LISTS | {"rbind", "cbind"}
_PRINTED = {"tf.Tensor", "tf.Variable", "Variable", "KerasVariable", "EagerTensor"}
IN_JSON = {
    "dims": "shape",
    "type": "dtype",
    "cpuData": "data",
    "dataLocation": "device",
}  # what onnxruntime's objects call them
_KEYS = {
    *("dtype", "device", "requires_grad", "name", "path", "trainable", "copy", "layout", "stop_gradient"),
    *("shape", "newshape", "numpy", "value", "values", "data", "weak_type", "ctx", "ndmin", "init"),
    *("ORDER", "num", "end", "steps", "k", "diagonal", "reps", "repeats", "multiples", "sizes", "size"),
    *(
        "nrow",
        "ncol",
        "byrow",
        "dim",
        "dims",
        "axis",
        "fill_value",
        "perm",
        "axes",
        "start",
        "stop",
        "step",
    ),
}
DATA_KEYS = ("numpy", "value", "values", "data")
WORDED_KEYS = {
    *("device", "requires_grad", "name", "path", "trainable", "copy", "layout", "stop_gradient"),
    *("weak_type", "ctx", "init"),
}
_SETTING = re.compile(
    r"(?:.*\.)?(?:(?:u?[iI]nt|b?[fF]loat|double|half|long|bool)[0-9]*|bool_|[A-Z][A-Za-z]{2,5}(?:16)?Tensor)"
    r"|None|True|False"
)
_WHOLE = re.compile(r"(?:.*\.)?(?:u?int[0-9]*|long)['\"]?")


def framework_of(name: str, *, method: bool = False) -> str | None:
    """Tell whose word stands before a bracket.

    Returns
    -------
    str or None
        "numpy", "torch" (and whoever has its order of axes), "tensorflow", "mlx", "jax", "" for nobody's;
        None for an unknown word.

    Examples
    --------
    >>> framework_of("tf.reshape"), framework_of("array"), framework_of("os.system")
    ('tensorflow', '', None)
    """
    if method:
        known = SHAPERS | NO_CHANGE | TURNS | SCALERS.keys() | {"repeat", "tile"}
        return "" if name in known else None
    prefix, _, base = name.rpartition(".")
    if prefix not in _PREFIXES or base not in _FUNCTIONS:
        return None
    if prefix and base in LISTS:
        return None
    if not prefix and base in _NEEDS_PREFIX - _ALONE:
        return None
    return _PREFIXES[prefix] or _TELLING.get(base, "")


def base_of(name: str) -> str:
    """Cut the library off a word: `np.reshape` is `reshape`."""
    return name.rpartition(".")[2]


def is_shape(name: str) -> bool:
    """Tell whether a word stands before a shape, as in torch.Size([2, 2])."""
    return base_of(name) in _SHAPES


def is_part(name: str) -> bool:
    """Tell whether a word stands before a shape or a single number, which may follow other numbers."""
    return is_shape(name) or base_of(name) in DTYPES


def is_known_key(name: str, call: str = "") -> bool:
    """Tell whether a keyword is one that printouts have, or one that shapes; an order is reshape's only."""
    return name in _KEYS or (name == "order" and base_of(call) in SHAPERS)


def is_known_word(name: str, frame: Frame) -> bool:
    """Tell whether a bare word may stand in a bracket: a dtype, a flag, or what is printed in <>."""
    if frame.opener == "<" and not frame.key:
        return name in _PRINTED
    return bool(_SETTING.fullmatch(name))


def is_whole(dtype: str) -> bool:
    """Tell whether a dtype holds whole numbers only."""
    return bool(_WHOLE.fullmatch(dtype))
