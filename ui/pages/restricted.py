"""How it is shown that a case is restricted, wherever something of it is: nobody prints or sends it unaware."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel

from ui.models.table import Cell
from ui.widgets.callout import Callout, tag

RESTRICTED = "Restricted"
_TELL_THEM = "Tell whoever gets these pages how few people know."
_TONE = "red"
IN_A_LIST = Cell(RESTRICTED, _TONE)
"""The tag in a list."""


def who_sees(may_see: Sequence[str]) -> str:
    """Return in words who may see a restricted case."""
    return f"Only these people may see it: {', '.join(may_see)}"


def restricted_tag(may_see: Sequence[str]) -> QLabel:
    """Return the tag, which says to a screen reader who may see the case."""
    made = tag(RESTRICTED, _TONE)
    made.setAccessibleName(f"{RESTRICTED}. {who_sees(may_see)}.")
    made.setToolTip(who_sees(may_see))
    return made


def before_it_leaves(may_see: Sequence[str]) -> Callout:
    """Return what to know before something of a restricted case is printed or sent."""
    return Callout("danger", "This case is restricted", f"{who_sees(may_see)}. {_TELL_THEM}")
