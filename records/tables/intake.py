"""What was handed in: batches, their files, the files' pages, and uploads under way."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from records.states import FileState, PageState
from records.tables.access import Office
from records.tables.base import Base, Code, Id, Json, Leased, Sha256, Time, now, state_of


class Batch(Base):
    """Files handed in together by one office; its state is derived from theirs.

    `request_key` is the sha256 of the sender's idempotency key: one request sent twice makes one batch.
    """

    __tablename__ = "batches"
    __table_args__ = (
        Index("ix_batches_office_id_id", "office_id", "id"),
        UniqueConstraint("user_id", "request_key"),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), default=None)
    period_id: Mapped[int | None] = mapped_column(ForeignKey("periods.id"), default=None)
    note: Mapped[str] = mapped_column(String(500), default="")
    request_key: Mapped[Sha256 | None] = mapped_column(default=None)
    created_at: Mapped[Time] = mapped_column(default=now)

    office: Mapped[Office] = relationship()


class File(Leased, Base):
    """One uploaded file or ZIP member.

    `content_key` is `office:sha256` on the first file of that content and None on later ones, which point
    to it by `same_as_file_id`; being unique it settles two uploads of one file at the same moment.
    `ordinal` is the member's place in its ZIP. `grouping` is which pages a person put together, as lists of
    page numbers; None: as the machine finds them. `erased_at` is when bytes and pages were erased.
    """

    __tablename__ = "files"
    __table_args__ = (
        UniqueConstraint("parent_id", "ordinal"),
        Index("ix_files_batch_id_id", "batch_id", "id"),
        Index("ix_files_state_moved", "state", "moved_at"),
        Index("ix_files_office_state", "office_id", "state"),
    )

    id: Mapped[Id]
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"))
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"), default=None)
    ordinal: Mapped[int | None] = mapped_column(default=None)
    name: Mapped[str] = mapped_column(String(500))
    sha256: Mapped[Sha256] = mapped_column(index=True)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str] = mapped_column(String(80), default="")
    state: Mapped[FileState] = mapped_column(state_of(FileState), default=FileState.RECEIVED)
    content_key: Mapped[str | None] = mapped_column(String(100), unique=True, default=None)
    same_as_file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"), index=True, default=None)
    pages_total: Mapped[int | None] = mapped_column(default=None)
    grouping: Mapped[Json | None] = mapped_column(default=None)
    erased_at: Mapped[Time | None] = mapped_column(default=None)
    created_at: Mapped[Time] = mapped_column(default=now)

    batch: Mapped[Batch] = relationship()


class Page(Leased, Base):
    """One page of a file.

    `raw_blob` is the page as it came out of the file, `image_blob` the upright image people see and boxes
    refer to (`width_px` × `height_px`), `words_blob` the words as JSON. `rotation` was found by reading;
    `rotated_by_hand` is the turn from the raw page (degrees clockwise) a person wants instead, None where
    nobody turned it. `generation` counts readings.
    """

    __tablename__ = "pages"
    __table_args__ = (
        UniqueConstraint("file_id", "number"),
        Index("ix_pages_state_moved", "state", "moved_at"),
    )

    id: Mapped[Id]
    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"))
    number: Mapped[int]
    state: Mapped[PageState] = mapped_column(state_of(PageState), default=PageState.RENDERED)
    raw_blob: Mapped[Sha256 | None] = mapped_column(default=None)
    image_blob: Mapped[Sha256 | None] = mapped_column(default=None)
    words_blob: Mapped[Sha256 | None] = mapped_column(default=None)
    width_px: Mapped[int | None] = mapped_column(default=None)
    height_px: Mapped[int | None] = mapped_column(default=None)
    rotation: Mapped[int] = mapped_column(default=0)
    rotated_by_hand: Mapped[int | None] = mapped_column(default=None)
    skew_deg: Mapped[float] = mapped_column(default=0.0)
    blank: Mapped[bool] = mapped_column(default=False)
    quality: Mapped[float | None] = mapped_column(default=None)
    source: Mapped[Code] = mapped_column(default="")
    notes: Mapped[Json] = mapped_column(default=list)
    generation: Mapped[int] = mapped_column(default=1)
    cpu_s: Mapped[float | None] = mapped_column(default=None)

    file: Mapped[File] = relationship()


class Upload(Base):
    """A resumable upload: bytes land beside the blob store until `received_bytes` reaches `size_bytes`."""

    __tablename__ = "uploads"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    name: Mapped[str] = mapped_column(String(500))
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    received_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"), default=None)
    created_at: Mapped[Time] = mapped_column(default=now)
