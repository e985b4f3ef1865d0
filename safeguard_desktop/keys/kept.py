"""What the parts of a header have in common: fixed, read strictly, and fields that a later version adds are kept."""

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, model_serializer


class Kept(BaseModel):
    """A part of a header.

    `LATER` names the fields that its first version did not have: one that holds nothing is not written at all, so that
    what an earlier version signed and counted is the same in bytes for ever.
    """

    model_config = ConfigDict(frozen=True, extra="allow", strict=True)
    LATER: ClassVar[frozenset[str]] = frozenset()

    @model_serializer(mode="wrap")
    def _without_what_came_later(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        found: dict[str, Any] = handler(self)
        return {name: value for name, value in found.items() if value is not None or name not in self.LATER}
