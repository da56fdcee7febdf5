"""Results, hand-overs and logs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from records.tables.base import UtcTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_log",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("verb", sa.String(length=64), nullable=False),
        sa.Column("subject_type", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("from_state", sa.String(length=24), nullable=True),
        sa.Column("to_state", sa.String(length=24), nullable=True),
        sa.Column("details", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_audit_log_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_log")),
    )
    with op.batch_alter_table("audit_log", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_log_at"), ["at"], unique=False)
        batch_op.create_index("ix_audit_log_subject", ["subject_type", "subject_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_log_user_id"), ["user_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_log_verb"), ["verb"], unique=False)

    op.create_table(
        "handovers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("period_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "REQUESTED", "PACKED", "CLOSED", "FAILED", name="handoverstate", native_enum=False, length=24
            ),
            nullable=False,
        ),
        sa.Column("package_blob", sa.String(length=64), nullable=True),
        sa.Column("package_bytes", sa.Integer(), nullable=True),
        sa.Column("records_total", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("created_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("packed_at", UtcTime(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("lease_by", sa.String(length=120), nullable=True),
        sa.Column("lease_until", UtcTime(), nullable=True),
        sa.Column("moved_at", UtcTime(), nullable=False),
        sa.Column("sent_at", UtcTime(), nullable=True),
        sa.Column("error_code", sa.String(length=64), nullable=True),
        sa.Column("error_values", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_handovers_created_by_users")),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_handovers_office_id_offices")),
        sa.ForeignKeyConstraint(["period_id"], ["periods.id"], name=op.f("fk_handovers_period_id_periods")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handovers")),
    )
    with op.batch_alter_table("handovers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handovers_office_id"), ["office_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_handovers_state"), ["state"], unique=False)

    op.create_table(
        "preferences",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_preferences_user_id_users")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_preferences")),
    )
    op.create_table(
        "index_results",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("employee_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "variant",
            sa.Enum("recorded", "pending", "confirmed", name="variant", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("rule_set", sa.String(length=64), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("total", sa.Numeric(precision=6, scale=2, asdecimal=False), nullable=False),
        sa.Column("kualifikasi", sa.Numeric(precision=6, scale=2, asdecimal=False), nullable=False),
        sa.Column("kompetensi", sa.Numeric(precision=6, scale=2, asdecimal=False), nullable=False),
        sa.Column("kinerja", sa.Numeric(precision=6, scale=2, asdecimal=False), nullable=False),
        sa.Column("disiplin", sa.Numeric(precision=6, scale=2, asdecimal=False), nullable=False),
        sa.Column("category", sa.String(length=64), nullable=False),
        sa.Column("jp", sa.Integer(), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("explanation", sa.JSON(), nullable=False),
        sa.Column("inputs_sha256", sa.String(length=64), nullable=False),
        sa.Column("computed_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employees.id"], name=op.f("fk_index_results_employee_id_employees")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_index_results")),
        sa.UniqueConstraint("employee_id", "variant", name=op.f("uq_index_results_employee_id_variant")),
    )
    with op.batch_alter_table("index_results", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_index_results_variant_index_results_total"), ["variant", "total"], unique=False
        )

    op.create_table(
        "scan_views",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("page_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_scan_views_document_id_documents")
        ),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_scan_views_page_id_pages")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_scan_views_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan_views")),
    )
    with op.batch_alter_table("scan_views", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scan_views_page_id"), ["page_id"], unique=False)
        batch_op.create_index("ix_scan_views_user_at", ["user_id", "at"], unique=False)

    op.create_table(
        "handover_records",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("handover_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("evidence_member", sa.String(length=200), nullable=False),
        sa.Column(
            "state",
            sa.Enum("SENT", "ACCEPTED", "RETURNED", name="recordstate", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("reason_code", sa.String(length=64), nullable=True),
        sa.Column("reason_text", sa.String(length=1000), nullable=False),
        sa.Column("decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("decided_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["users.id"], name=op.f("fk_handover_records_decided_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_handover_records_document_id_documents")
        ),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["handovers.id"], name=op.f("fk_handover_records_handover_id_handovers")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_handover_records_office_id_offices")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["document_people.id"], name=op.f("fk_handover_records_person_id_document_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_records")),
        sa.UniqueConstraint(
            "handover_id",
            "document_id",
            "person_id",
            name=op.f("uq_handover_records_handover_id_document_id_person_id"),
        ),
    )
    with op.batch_alter_table("handover_records", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handover_records_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_handover_records_office_id"), ["office_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_handover_records_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("handover_records", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_handover_records_person_id"))
        batch_op.drop_index(batch_op.f("ix_handover_records_office_id"))
        batch_op.drop_index(batch_op.f("ix_handover_records_document_id"))

    op.drop_table("handover_records")
    with op.batch_alter_table("scan_views", schema=None) as batch_op:
        batch_op.drop_index("ix_scan_views_user_at")
        batch_op.drop_index(batch_op.f("ix_scan_views_page_id"))

    op.drop_table("scan_views")
    with op.batch_alter_table("index_results", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_index_results_variant_index_results_total"))

    op.drop_table("index_results")
    op.drop_table("preferences")
    with op.batch_alter_table("handovers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_handovers_state"))
        batch_op.drop_index(batch_op.f("ix_handovers_office_id"))

    op.drop_table("handovers")
    with op.batch_alter_table("audit_log", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_log_verb"))
        batch_op.drop_index(batch_op.f("ix_audit_log_user_id"))
        batch_op.drop_index("ix_audit_log_subject")
        batch_op.drop_index(batch_op.f("ix_audit_log_at"))

    op.drop_table("audit_log")
