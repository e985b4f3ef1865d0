"""What is wrong with an answer that a record refuses, in words for the person."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from safeguard_desktop.errors import InputTrouble

M = TypeVar("M", bound=BaseModel)
_UNUSABLE = "This answer cannot be used as it stands. Change it, or take it out."


def sentence(problem: Mapping[str, Any]) -> str:
    """Return one of pydantic's errors as a sentence that says what to do."""
    limits = problem.get("ctx", {})
    if problem["type"] == "string_too_long":
        return f"This is too long. Use at most {limits['max_length']:,} letters."
    if problem["type"] in ("greater_than_equal", "less_than_equal"):
        word, limit = next(iter(limits.items()))
        return f"Enter a number that is {limit} or {'more' if word == 'ge' else 'less'}."
    if problem["type"] == "value_error":
        return str(limits.get("error", _UNUSABLE))
    return _UNUSABLE


def by_question(error: ValidationError) -> dict[str, str]:
    """Return the first sentence for each question named in the error; "" stands for the record as a whole."""
    told: dict[str, str] = {}
    for problem in error.errors(include_url=False, include_input=False):
        name = str(problem["loc"][0]) if problem["loc"] else ""
        told.setdefault(name, sentence(problem))
    return told


def made(model: type[M], values: Mapping[str, Any], field: str) -> M:
    """Return a part made from its answers. Raises InputTrouble, naming the field, where it refuses them."""
    try:
        return model.model_validate(dict(values))
    except ValidationError as error:
        first = next(iter(by_question(error).values()), _UNUSABLE)
        raise InputTrouble(first, field=field) from None
