"""The arguments of the four layers the documents name, beside each other, each with its default.

torch.nn.Conv2d and the two Keras layers are as PyTorch 2.13 and Keras 3.15 have them; a test compares them.
tf.layers.separable_conv2d, which TensorFlow 2 has no longer, is as document 001 prints it.
"""

from dataclasses import dataclass, fields

REQUIRED = "required"


@dataclass(frozen=True)
class Argument:
    """One setting and how each framework spells it; what its default does is the label ``arguments.<id>``.

    Attributes
    ----------
    id : str
    torch : str
        ``name=default`` of torch.nn.Conv2d; ``name (required)``; "" where there is no such argument.
    tf_layers, keras_depthwise, keras_separable : str
        The same of tf.layers.separable_conv2d, keras DepthwiseConv2D and SeparableConv2D.
    """

    id: str
    torch: str = ""
    tf_layers: str = ""
    keras_depthwise: str = ""
    keras_separable: str = ""


FRAMEWORKS = tuple(each.name for each in fields(Argument) if each.name != "id")


def _tensorflow_family(
    name: str, default: str, *, depthwise: bool = True, tf_default: str = ""
) -> dict[str, str]:
    """Spell an argument that tf.layers and Keras have under one name."""
    written = f"{name} ({REQUIRED})" if default == REQUIRED else f"{name}={default}"
    spelled = {"tf_layers": f"{name}={tf_default}" if tf_default else written, "keras_separable": written}
    return {**spelled, "keras_depthwise": written} if depthwise else spelled


ARGUMENTS = (
    Argument("in_channels", f"in_channels ({REQUIRED})"),
    Argument(
        "filters", f"out_channels ({REQUIRED})", **_tensorflow_family("filters", REQUIRED, depthwise=False)
    ),
    Argument("kernel_size", f"kernel_size ({REQUIRED})", **_tensorflow_family("kernel_size", REQUIRED)),
    Argument("stride", "stride=1", **_tensorflow_family("strides", "(1, 1)")),
    Argument("padding", "padding=0", **_tensorflow_family("padding", "'valid'")),
    Argument("padding_mode", "padding_mode='zeros'"),
    Argument("dilation", "dilation=1", **_tensorflow_family("dilation_rate", "(1, 1)")),
    Argument("groups", "groups=1"),
    Argument("depth_multiplier", "", **_tensorflow_family("depth_multiplier", "1")),
    Argument("bias", "bias=True", **_tensorflow_family("use_bias", "True")),
    Argument("activation", "", **_tensorflow_family("activation", "None")),
    Argument("data_format", "", **_tensorflow_family("data_format", "None", tf_default="'channels_last'")),
    Argument(
        "depthwise_initializer",
        "",
        **_tensorflow_family("depthwise_initializer", "'glorot_uniform'", tf_default="None"),
    ),
    Argument(
        "pointwise_initializer",
        "",
        **_tensorflow_family("pointwise_initializer", "'glorot_uniform'", depthwise=False, tf_default="None"),
    ),
    Argument(
        "bias_initializer",
        "",
        **_tensorflow_family("bias_initializer", "'zeros'", tf_default="tf.zeros_initializer()"),
    ),
    Argument("depthwise_regularizer", "", **_tensorflow_family("depthwise_regularizer", "None")),
    Argument(
        "pointwise_regularizer", "", **_tensorflow_family("pointwise_regularizer", "None", depthwise=False)
    ),
    Argument("bias_regularizer", "", **_tensorflow_family("bias_regularizer", "None")),
    Argument("activity_regularizer", "", **_tensorflow_family("activity_regularizer", "None")),
    Argument("depthwise_constraint", "", **_tensorflow_family("depthwise_constraint", "None")),
    Argument(
        "pointwise_constraint", "", **_tensorflow_family("pointwise_constraint", "None", depthwise=False)
    ),
    Argument("bias_constraint", "", **_tensorflow_family("bias_constraint", "None")),
    Argument("device", "device=None"),
    Argument("dtype", "dtype=None"),
    Argument("trainable", "", "trainable=True"),
    Argument("name", "", "name=None"),
    Argument("reuse", "", "reuse=None"),
    Argument("inputs", "", f"inputs ({REQUIRED})"),
)


def listed(framework: str) -> dict[str, str]:
    """Return a framework's arguments with their defaults.

    Parameters
    ----------
    framework : one of FRAMEWORKS

    Returns
    -------
    dict of str to str

    Examples
    --------
    >>> listed("torch")["stride"], listed("torch")["kernel_size"]
    ('1', 'required')
    """
    written = (getattr(argument, framework) for argument in ARGUMENTS)
    found = {}
    for text in filter(None, written):
        name, _, default = text.partition("=")
        found[name.removesuffix(f" ({REQUIRED})")] = default or REQUIRED
    return found
