"""What all models share."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class In(BaseModel):
    """A request: a member that is not known is a mistake, and is said."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Out(BaseModel):
    """An answer; new members may come with later versions."""

    model_config = ConfigDict(frozen=True)


class Said(Out):
    """An error of a row: its stable code, the Indonesian and the English sentence."""

    code: str
    detail: str
    detail_en: str


class Problem(Out):
    """An error (RFC 9457, application/problem+json)."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    detail_en: str
    errors: list[dict[str, str]] = []
