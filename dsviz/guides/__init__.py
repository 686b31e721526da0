"""The guides of the lessons, as data: beats that move the stage, and the numbers that their words say."""

from dsviz.guides.backward import BACKWARD
from dsviz.guides.beat import Beat, Guide, Pose
from dsviz.guides.cheaper import CHEAPER
from dsviz.guides.depthwise import DEPTHWISE
from dsviz.guides.grouped import GROUPED
from dsviz.guides.pointwise import POINTWISE
from dsviz.guides.row import ROW
from dsviz.guides.separable import SEPARABLE
from dsviz.guides.several import SEVERAL
from dsviz.guides.standard import STANDARD
from dsviz.guides.transposed import TRANSPOSED

__all__ = ["ALL", "Beat", "Guide", "Pose", "after", "of_page"]

# In reading order: where one ends, the next is offered.
ALL = (
    *(STANDARD, DEPTHWISE, POINTWISE, SEPARABLE, CHEAPER, GROUPED),
    *(SEVERAL, ROW, BACKWARD, TRANSPOSED),
)


def of_page(page: str) -> tuple[Guide, ...]:
    """Return the guides of a lesson's page, in reading order.

    Examples
    --------
    >>> [guide.id for guide in of_page("separable")]
    ['separable', 'cheaper']
    """
    return tuple(guide for guide in ALL if guide.page == page)


def after(guide: Guide) -> Guide | None:
    """Return the guide that follows in reading order; None after the last.

    Examples
    --------
    >>> [each.id for guide in ALL if (each := after(guide))]
    ['depthwise', 'pointwise', 'separable', 'cheaper', 'grouped', 'several', 'row', 'backward', 'transposed']
    """
    at = ALL.index(guide) + 1
    return ALL[at] if at < len(ALL) else None
