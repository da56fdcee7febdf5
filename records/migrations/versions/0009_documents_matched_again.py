"""Which register a document was matched by; periods name rule sets with all options."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_INDEX = "ix_documents_state_register"


def upgrade() -> None:
    op.add_column(
        "documents", sa.Column("register_version", sa.Integer(), server_default=sa.text("0"), nullable=False)
    )
    op.create_index(_INDEX, "documents", ["state", "register_version"])
    _rule_set_of(sa.String(64), sa.String(200))


def _rule_set_of(before: sa.String, after: sa.String) -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column("periods", "rule_set", existing_type=before, type_=after, existing_nullable=True)
        return
    # A copied table would have to be dropped first, and batches that name a period forbid it.
    op.add_column("periods", sa.Column("rule_set_as", after, nullable=True))
    op.execute("UPDATE periods SET rule_set_as = rule_set")
    op.execute("ALTER TABLE periods DROP COLUMN rule_set")
    op.execute("ALTER TABLE periods RENAME COLUMN rule_set_as TO rule_set")


def downgrade() -> None:
    _rule_set_of(sa.String(200), sa.String(64))
    op.drop_index(_INDEX, table_name="documents")
    op.execute("ALTER TABLE documents DROP COLUMN register_version")
