"""What one counts: a declared convention, and the ones the well-known counters use.

A number of operations means nothing until it is said what was counted. ``Convention`` says it, switch by
switch, and ``PRESETS`` holds the settings that give what each tool reports for the same network. The presets
speak for networks of convolutions, linear layers, batch norm, ReLU and pooling, one picture at a time, in
evaluation mode. Two tools look at how a module is written, which a description does not hold: fvcore leaves
out a convolution made with ``padding="same"``, and ptflops' backend pytorch counts ReLU6 once, ReLU twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from math import prod
from types import MappingProxyType

from dsviz.content import Listed
from dsviz.conv.numbers import whole_number
from dsviz.cost.errors import CostError, yes_or_no


@dataclass(frozen=True, slots=True)
class Rate:
    """How many operations a layer is charged per input number, per output number and per parameter.

    Examples
    --------
    >>> Rate(inputs=2).charge((4, 5, 5), (4, 5, 5), parameters=8)
    200
    """

    inputs: int = 0
    outputs: int = 0
    parameters: int = 0

    def __post_init__(self) -> None:
        for name in ("inputs", "outputs", "parameters"):
            whole_number(name, getattr(self, name))

    def charge(self, in_shape: tuple[int, ...], out_shape: tuple[int, ...], parameters: int = 0) -> int:
        """Return the operations for a layer with these shapes and so many parameters."""
        operations = self.parameters * parameters
        if self.inputs:
            operations += self.inputs * prod(in_shape)
        if self.outputs:
            operations += self.outputs * prod(out_shape)
        return operations


FREE = Rate()


@dataclass(frozen=True, slots=True)
class Convention:
    """The switches of counting.

    Attributes
    ----------
    name : str
    per_mac : int, 1 counts a multiply-accumulate once, 2 counts multiply and add apart
    padding : bool, multiplications on padding count
    same_padding : bool, convolutions written with ``padding="same"`` count (fvcore does not see them)
    matmul : bool, matrix products of two activations count (they are no layer, so some tools miss them)
    conv_bias, linear_bias : bool, one addition per output number of a layer that has a bias
    batch_norm, activation, max_pool, average_pool, global_pool : Rate
    functions : tuple of (str, Rate), the activations that do not cost what ``activation`` says
    moving_statistics : bool, batch norm's mean and variance count among the parameters
    counts_operations, counts_parameters : bool, False where the tool reports no such number

    Examples
    --------
    >>> Convention("FLOP", per_mac=2, conv_bias=True, linear_bias=True).per_mac
    2
    """

    name: str = "macs"
    per_mac: int = 1
    padding: bool = True
    same_padding: bool = True
    matmul: bool = True
    conv_bias: bool = False
    linear_bias: bool = False
    batch_norm: Rate = FREE
    activation: Rate = FREE
    max_pool: Rate = FREE
    average_pool: Rate = FREE
    global_pool: Rate = FREE
    functions: tuple[tuple[str, Rate], ...] = ()
    moving_statistics: bool = False
    counts_operations: bool = True
    counts_parameters: bool = True

    def __post_init__(self) -> None:
        if isinstance(self.per_mac, bool) or self.per_mac not in (1, 2):
            raise CostError("per-mac", got=repr(self.per_mac))
        for each in fields(self):
            value = getattr(self, each.name)
            if each.type is bool:
                yes_or_no(each.name, value)
            elif each.type is Rate and not isinstance(value, Rate):
                raise CostError("rate-form", name=each.name, got=repr(value))
        for function, rate in self.functions:
            if not isinstance(rate, Rate):
                raise CostError("rate-form", name=function, got=repr(rate))

    def of_function(self, function: str) -> Rate:
        """Return what an activation of this name costs.

        Examples
        --------
        >>> PRESETS["ptflops"].of_function("relu6")
        Rate(inputs=1, outputs=0, parameters=0)
        """
        return dict(self.functions).get(function, self.activation) if self.functions else self.activation


_ONCE, _TWICE = Rate(inputs=1), Rate(inputs=2)

#: The conventions by name. Each comment is the tool's rule in one sentence.
PRESETS: Mapping[str, Convention] = MappingProxyType(
    {
        one.name: one
        for one in (
            # One multiply-accumulate per product, those on padding included: the papers' number.
            Convention("macs"),
            # The same, without the products that only read padding.
            Convention("macs on pixels", padding=False),
            # torch's FlopCounterMode: 2 x MACs of convolutions and matrix products, nothing else.
            Convention("torch", per_mac=2, counts_parameters=False),
            # torchinfo: weights and biases of a convolution at every output place; of any other layer, once.
            Convention(
                "torchinfo", matmul=False, conv_bias=True, linear_bias=True, batch_norm=Rate(parameters=1)
            ),
            # fvcore: MACs without bias, 2 per number in batch norm, 1 per number read by a global pool. A
            # convolution made with padding="same" is an operation it does not know, and counts nothing.
            Convention("fvcore", same_padding=False, batch_norm=_TWICE, global_pool=_ONCE),
            # ptflops, backend pytorch: MACs, biases, 2 per number in batch norm, and 2 per number in ReLU and
            # in pools, which it meets once as a module and once as the function the module calls. ReLU6 calls
            # a function it does not know, a sigmoid is not known at all.
            Convention(
                "ptflops",
                conv_bias=True,
                linear_bias=True,
                batch_norm=_TWICE,
                activation=_TWICE,
                functions=(("relu6", _ONCE), ("sigmoid", FREE)),
                max_pool=_TWICE,
                average_pool=_TWICE,
                global_pool=_TWICE,
            ),
            # ptflops, backend aten: MACs of convolutions and matrix products, and their biases.
            Convention("ptflops-aten", conv_bias=True, linear_bias=True),
            # thop: MACs without bias, 4 per number in batch norm, additions and division of average pools.
            Convention(
                "thop",
                matmul=False,
                batch_norm=Rate(inputs=4),
                average_pool=Rate(outputs=1),
                global_pool=Rate(inputs=1, outputs=1),
            ),
            # Keras counts parameters only, batch norm's moving mean and variance among them.
            Convention("keras", moving_statistics=True, counts_operations=False),
        )
    }
)


def preset(name: str) -> Convention:
    """Return the convention of that name.

    Raises
    ------
    CostError, rule ``known-convention``

    Examples
    --------
    >>> preset("torch").per_mac
    2
    """
    if name not in PRESETS:
        raise CostError("known-convention", known=Listed(PRESETS), got=repr(name))
    return PRESETS[name]
