"""The declarative base and the column types all tables share."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    Enum,
    Index,
    Integer,
    MetaData,
    String,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class UtcTime(TypeDecorator[datetime]):
    """An aware UTC time; SQLite forgets zones, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the base's signature
        """Turn any aware time into UTC.

        Raises:
            ValueError: the time has no zone.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("times must be aware")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the base's signature
        """Give an aware UTC time."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def now() -> datetime:
    """Give the present moment, aware UTC."""
    return datetime.now(UTC)


def state_of(states: type[StrEnum]) -> Enum:
    """Give a column type that keeps a StrEnum by its value, as text in every database."""
    return Enum(states, native_enum=False, length=24, values_callable=lambda e: [str(m) for m in e])


# SQLite numbers rows by itself only for INTEGER keys.
BigId = BigInteger().with_variant(Integer, "sqlite")

Id = Annotated[int, mapped_column(BigId, primary_key=True)]
Sha256 = Annotated[str, mapped_column(String(64))]
Code = Annotated[str, mapped_column(String(64))]
Text = Annotated[str, mapped_column(String(1000))]
Time = Annotated[datetime, mapped_column(UtcTime)]
Json = Annotated[Any, mapped_column(JSON)]


class Base(DeclarativeBase):
    """Base of all mapped classes; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def parts_index(name: str, column: str) -> Index:
    """Give an index by which parts of a text are found: trigrams in PostgreSQL, nothing in SQLite."""
    return Index(
        name,
        column,
        postgresql_using="gin",
        postgresql_ops={column: "gin_trgm_ops"},
        sqlite_where=text("0"),
    )


class Leased:
    """Columns of a row that workers move; tries are counted as work starts, so a killer page counts too.

    `lease_by` is `host:pid:start` of the process at work, `lease_until` when others may take over,
    `moved_at` the last state move, `sent_at` the last hint sent to the broker.
    """

    tries: Mapped[int] = mapped_column(default=0)
    lease_by: Mapped[str | None] = mapped_column(String(120), default=None)
    lease_until: Mapped[Time | None] = mapped_column(default=None)
    moved_at: Mapped[Time] = mapped_column(default=now)
    sent_at: Mapped[Time | None] = mapped_column(default=None)
    error_code: Mapped[Code | None] = mapped_column(default=None)
    error_values: Mapped[Json | None] = mapped_column(default=None)
