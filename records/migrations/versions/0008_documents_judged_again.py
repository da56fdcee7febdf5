"""Documents that are judged again when something beside them changed; rule sets named with all options."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_INDEX = "ix_documents_judge_again"
_BEHIND = sa.text("judge_wanted > judge_done")
_COLUMNS = ("judge_wanted", "judge_done")


def upgrade() -> None:
    for name in _COLUMNS:
        op.add_column("documents", sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.create_index(_INDEX, "documents", ["id"], sqlite_where=_BEHIND, postgresql_where=_BEHIND)
    _rule_set_of(sa.String(64), sa.String(200))


def _rule_set_of(before: sa.String, after: sa.String) -> None:
    with op.batch_alter_table("index_results", schema=None) as batch_op:
        batch_op.alter_column("rule_set", existing_type=before, type_=after, existing_nullable=False)


def downgrade() -> None:
    _rule_set_of(sa.String(200), sa.String(64))
    op.drop_index(_INDEX, table_name="documents")
    with op.batch_alter_table("documents", schema=None) as batch_op:
        for name in _COLUMNS:
            batch_op.drop_column(name)
