"""What is typed into forms that are no records, such as the organisation's details, and not saved: kept at the desk."""

import json
from collections.abc import Mapping
from typing import Any

from safeguard_desktop.casework.session import Session

_FORM = "form:"


def keep_form(session: Session, form: str, raw: Mapping[str, Any]) -> None:
    """Keep what stands in a form."""
    session.desk.put_draft(_FORM + form, json.dumps(dict(raw)))


def kept_form(session: Session, form: str) -> Mapping[str, Any] | None:
    """Return what stood in a form, or None; a newer program may have kept it in another way."""
    try:
        found = json.loads(session.desk.draft(_FORM + form) or "null")
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def forget_form(session: Session, form: str) -> None:
    """Forget what stood in a form, as it was saved."""
    session.desk.drop_draft(_FORM + form)
