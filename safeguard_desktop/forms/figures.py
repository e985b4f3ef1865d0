"""What a form works out from records and shows: counts, tables and pictures that no single question holds."""

from collections.abc import Callable, Iterator

from safeguard_desktop.forms.answers import Setting
from safeguard_desktop.forms.sections import Part
from safeguard_desktop.forms.sources import Sources

Figure = Callable[[Sources, Setting], Iterator[Part]]

FIGURES: dict[str, Figure] = {}
