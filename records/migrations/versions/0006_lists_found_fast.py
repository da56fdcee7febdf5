"""Indexes for lists and searches of a county's size, and figures counted ahead of time.

Parts of names and titles are searched for; PostgreSQL finds them by trigrams. `pg_trgm` comes with every
PostgreSQL and may be switched on by a database's owner; where it is missing, searches are only slower.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from records.tables.base import UtcTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_PLAIN = (
    ("ix_documents_confirmed_at", "documents", ["confirmed_at"]),
    ("ix_documents_waiting", "documents", ["state", "created_at", "ready"]),
    ("ix_files_office_state", "files", ["office_id", "state"]),
    ("ix_handover_records_answers", "handover_records", ["handover_id", "state", "ordinal"]),
    ("ix_handover_records_open", "handover_records", ["state", "office_id"]),
)
_PARTS = (
    ("ix_document_people_name_parts", "document_people", "name"),
    ("ix_documents_course_parts", "documents", "course"),
    ("ix_employees_nama_parts", "employees", "nama"),
)


def upgrade() -> None:
    op.create_table(
        "figures",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_figures")),
    )
    for name, table, columns in _PLAIN:
        op.create_index(name, table, columns)
    if not _has_trigrams():
        return
    for name, table, column in _PARTS:
        op.create_index(
            name,
            table,
            [column],
            postgresql_using="gin",
            postgresql_ops={column: "gin_trgm_ops"},
            # An index of no rows: SQLite cannot use one for parts of words.
            sqlite_where=sa.text("0"),
        )


def _has_trigrams() -> bool:
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return True
    found = connection.scalar(sa.text("SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_trgm'"))
    if found:
        op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    return bool(found)


def downgrade() -> None:
    for name, table, _ in _PARTS:
        op.drop_index(name, table_name=table, if_exists=True)
    for name, table, _ in _PLAIN:
        op.drop_index(name, table_name=table)
    op.drop_table("figures")
