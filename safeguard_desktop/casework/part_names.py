"""What the parts of the records are called wherever they are listed: checked, restored, opened with a key."""

_NAMES = {
    "front": "Accounts and this organisation’s details",
    "casework": "The cases",
    "desk": "Your desk",
    "restricted": "A restricted case",
}
_OWNED = {"desk": "The desk of", "restricted": "The restricted case"}


def part_name(compartment: str, owner: str = "") -> str:
    """Return what a compartment is called; `owner` is whose desk it is, or which case, where that can be said."""
    if owner and compartment in _OWNED:
        return f"{_OWNED[compartment]} {owner}"
    return _NAMES.get(compartment, "Another part")
