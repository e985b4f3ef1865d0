"""What the parts of a header have in common: fixed, read strictly, and fields that a later version adds are kept."""

from pydantic import BaseModel, ConfigDict


class Kept(BaseModel):
    """A part of a header."""

    model_config = ConfigDict(frozen=True, extra="allow", strict=True)
