"""People a reviewer added, files that were erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from records.tables.base import UtcTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "document_people", sa.Column("added", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("files", sa.Column("erased_at", UtcTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("files", schema=None) as batch_op:
        batch_op.drop_column("erased_at")
    with op.batch_alter_table("document_people", schema=None) as batch_op:
        batch_op.drop_column("added")
