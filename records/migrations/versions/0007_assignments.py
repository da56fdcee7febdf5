"""Documents assigned to a reviewer; people found by what they gain without reading whole results."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from records.tables.base import BigId, UtcTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "assignments",
        sa.Column("document_id", BigId, nullable=False),
        sa.Column("user_id", BigId, nullable=False),
        sa.Column("assigned_by", BigId, nullable=True),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_assignments_document_id_documents"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_assignments_user_id_users")),
        sa.ForeignKeyConstraint(["assigned_by"], ["users.id"], name=op.f("fk_assignments_assigned_by_users")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_assignments")),
    )
    op.create_index("ix_assignments_user", "assignments", ["user_id", "document_id"])
    op.create_index("ix_index_results_figures", "index_results", ["variant", "employee_id", "total", "jp"])


def downgrade() -> None:
    op.drop_index("ix_index_results_figures", table_name="index_results")
    op.drop_index("ix_assignments_user", table_name="assignments")
    op.drop_table("assignments")
