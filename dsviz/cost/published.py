"""What the MobileNet paper prints, as data: Howard et al. 2017, arXiv 1704.04861, tables 3, 4, 6 and 7."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Published:
    """One line of a table of the paper.

    Attributes
    ----------
    width : float, alpha
    resolution : int, side of the input in pixels
    accuracy : float, ImageNet top-1 in percent
    m_macs, m_parameters : float, in millions, as printed
    full_convolutions : bool
    """

    width: float
    resolution: int
    accuracy: float
    m_macs: float
    m_parameters: float
    full_convolutions: bool = False


@dataclass(frozen=True, slots=True)
class PublishedLayer:
    """One line of table 3: a layer of 3x3 kernels on 14x14x512, made cheaper step by step."""

    separable: bool
    width: float
    side: int
    m_macs: float
    m_parameters: float


#: Table 6: the width multiplier at 224 pixels.
WIDTH_TABLE = (
    Published(1.0, 224, 70.6, 569, 4.2),
    Published(0.75, 224, 68.4, 325, 2.6),
    Published(0.5, 224, 63.7, 149, 1.3),
    Published(0.25, 224, 50.6, 41, 0.5),
)

#: Table 7: the resolution at full width.
RESOLUTION_TABLE = (
    Published(1.0, 224, 70.6, 569, 4.2),
    Published(1.0, 192, 69.1, 418, 4.2),
    Published(1.0, 160, 67.2, 290, 4.2),
    Published(1.0, 128, 64.4, 186, 4.2),
)

#: Table 4: the same network in full convolutions, and separable.
FULL_TABLE = (
    Published(1.0, 224, 71.7, 4866, 29.3, full_convolutions=True),
    Published(1.0, 224, 70.6, 569, 4.2),
)

#: Table 3. A resolution multiplier of 0.714 makes 10 of 14.
LAYER_TABLE = (
    PublishedLayer(False, 1.0, 14, 462, 2.36),
    PublishedLayer(True, 1.0, 14, 52.3, 0.27),
    PublishedLayer(True, 0.75, 14, 29.6, 0.15),
    PublishedLayer(True, 0.75, 10, 15.1, 0.15),
)
