"""Documents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from records.tables.base import UtcTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "certificate",
                "supervisor_letter",
                "other",
                "blank",
                name="kind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "FOUND",
                "MATCHED",
                "SCORED",
                "AWAITING_REVIEW",
                "CONFIRMED",
                "HANDED_OVER",
                "ACCEPTED",
                "RETURNED",
                "SET_ASIDE",
                "REPLACED",
                "FAILED",
                name="documentstate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("ready", sa.Boolean(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("probability", sa.Double(), nullable=True),
        sa.Column("reading", sa.JSON(), nullable=False),
        sa.Column("number", sa.String(length=300), nullable=True),
        sa.Column("course", sa.String(length=1000), nullable=True),
        sa.Column("organiser", sa.String(length=1000), nullable=True),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("issued", sa.Date(), nullable=True),
        sa.Column("jp", sa.Integer(), nullable=True),
        sa.Column("jenis_diklat", sa.Integer(), nullable=True),
        sa.Column("latihan_struktural", sa.Integer(), nullable=True),
        sa.Column("repeat_of_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "repeat_kind",
            sa.Enum("same", "conflict", "partly", name="repeatkind", native_enum=False, length=24),
            nullable=True,
        ),
        sa.Column("repeat_why", sa.JSON(), nullable=True),
        sa.Column("lock_user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("locked_until", UtcTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("confirmed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("confirmed_at", UtcTime(), nullable=True),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("lease_by", sa.String(length=120), nullable=True),
        sa.Column("lease_until", UtcTime(), nullable=True),
        sa.Column("moved_at", UtcTime(), nullable=False),
        sa.Column("sent_at", UtcTime(), nullable=True),
        sa.Column("error_code", sa.String(length=64), nullable=True),
        sa.Column("error_values", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_documents_batch_id_batches")),
        sa.ForeignKeyConstraint(["confirmed_by"], ["users.id"], name=op.f("fk_documents_confirmed_by_users")),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_documents_file_id_files")),
        sa.ForeignKeyConstraint(["lock_user_id"], ["users.id"], name=op.f("fk_documents_lock_user_id_users")),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_documents_office_id_offices")),
        sa.ForeignKeyConstraint(
            ["repeat_of_id"], ["documents.id"], name=op.f("fk_documents_repeat_of_id_documents")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint(
            "file_id", "generation", "ordinal", name=op.f("uq_documents_file_id_generation_ordinal")
        ),
    )
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.create_index("ix_documents_batch_id_id", ["batch_id", "id"], unique=False)
        batch_op.create_index("ix_documents_office_state", ["office_id", "state", "id"], unique=False)
        batch_op.create_index("ix_documents_queue", ["state", "ready", "probability", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_documents_repeat_of_id"), ["repeat_of_id"], unique=False)
        batch_op.create_index("ix_documents_state_moved", ["state", "moved_at"], unique=False)

    op.create_table(
        "surgeries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("verb", sa.String(length=64), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("undone_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_surgeries_file_id_files")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_surgeries_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surgeries")),
    )
    with op.batch_alter_table("surgeries", schema=None) as batch_op:
        batch_op.create_index("ix_surgeries_file", ["file_id", "id"], unique=False)

    op.create_table(
        "audit_samples",
        sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("drawn_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("drawn_at", UtcTime(), nullable=False),
        sa.Column("verdict", sa.Boolean(), nullable=True),
        sa.Column("checked_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("checked_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["checked_by"], ["users.id"], name=op.f("fk_audit_samples_checked_by_users")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_audit_samples_document_id_documents")
        ),
        sa.ForeignKeyConstraint(["drawn_by"], ["users.id"], name=op.f("fk_audit_samples_drawn_by_users")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_audit_samples")),
    )
    op.create_table(
        "corrections",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_ordinal", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(length=64), nullable=False),
        sa.Column("old", sa.JSON(), nullable=True),
        sa.Column("new", sa.JSON(), nullable=True),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_corrections_document_id_documents")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_corrections_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )
    with op.batch_alter_table("corrections", schema=None) as batch_op:
        batch_op.create_index("ix_corrections_document", ["document_id", "id"], unique=False)

    op.create_table(
        "decisions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("verb", sa.String(length=64), nullable=False),
        sa.Column("reason_code", sa.String(length=64), nullable=True),
        sa.Column("reason_text", sa.String(length=1000), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("undone_at", UtcTime(), nullable=True),
        sa.Column("undone_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("undo", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_decisions_document_id_documents")
        ),
        sa.ForeignKeyConstraint(["undone_by"], ["users.id"], name=op.f("fk_decisions_undone_by_users")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_decisions_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.create_index("ix_decisions_document", ["document_id", "id"], unique=False)

    op.create_table(
        "document_keys",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_document_keys_document_id_documents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", "document_id", name=op.f("pk_document_keys")),
    )
    with op.batch_alter_table("document_keys", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_keys_document_id"), ["document_id"], unique=False)

    op.create_table(
        "document_people",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=True),
        sa.Column("nip", sa.String(length=40), nullable=True),
        sa.Column("reading", sa.JSON(), nullable=False),
        sa.Column("match_nip", sa.String(length=18), nullable=True),
        sa.Column(
            "match_status",
            sa.Enum(
                "certain", "probable", "ambiguous", "none", name="matchstatus", native_enum=False, length=24
            ),
            nullable=False,
        ),
        sa.Column("match_probability", sa.Double(), nullable=False),
        sa.Column("match_why", sa.JSON(), nullable=False),
        sa.Column("match_others", sa.JSON(), nullable=False),
        sa.Column("employee_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "decision",
            sa.Enum("open", "taken", "excluded", name="persondecision", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("linear_proposed", sa.Boolean(), nullable=True),
        sa.Column("linear_why", sa.JSON(), nullable=False),
        sa.Column("linear", sa.Boolean(), nullable=True),
        sa.Column("decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("decided_at", UtcTime(), nullable=True),
        sa.Column("training_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["users.id"], name=op.f("fk_document_people_decided_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_document_people_document_id_documents")
        ),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employees.id"], name=op.f("fk_document_people_employee_id_employees")
        ),
        sa.ForeignKeyConstraint(
            ["training_id"], ["trainings.id"], name=op.f("fk_document_people_training_id_trainings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_people")),
        sa.UniqueConstraint("document_id", "ordinal", name=op.f("uq_document_people_document_id_ordinal")),
    )
    with op.batch_alter_table("document_people", schema=None) as batch_op:
        batch_op.create_index("ix_document_people_employee", ["employee_id"], unique=False)

    op.create_table(
        "precedents",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("course_key", sa.String(length=300), nullable=False),
        sa.Column("post_key", sa.String(length=300), nullable=False),
        sa.Column("linear", sa.Boolean(), nullable=False),
        sa.Column("decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("decided_at", UtcTime(), nullable=False),
        sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["decided_by"], ["users.id"], name=op.f("fk_precedents_decided_by_users")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_precedents_document_id_documents")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_precedents")),
        sa.UniqueConstraint("course_key", "post_key", name=op.f("uq_precedents_course_key_post_key")),
    )


def downgrade() -> None:
    op.drop_table("precedents")
    with op.batch_alter_table("document_people", schema=None) as batch_op:
        batch_op.drop_index("ix_document_people_employee")

    op.drop_table("document_people")
    with op.batch_alter_table("document_keys", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_keys_document_id"))

    op.drop_table("document_keys")
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.drop_index("ix_decisions_document")

    op.drop_table("decisions")
    with op.batch_alter_table("corrections", schema=None) as batch_op:
        batch_op.drop_index("ix_corrections_document")

    op.drop_table("corrections")
    op.drop_table("audit_samples")
    with op.batch_alter_table("surgeries", schema=None) as batch_op:
        batch_op.drop_index("ix_surgeries_file")

    op.drop_table("surgeries")
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.drop_index("ix_documents_state_moved")
        batch_op.drop_index(batch_op.f("ix_documents_repeat_of_id"))
        batch_op.drop_index("ix_documents_queue")
        batch_op.drop_index("ix_documents_office_state")
        batch_op.drop_index("ix_documents_batch_id_id")

    op.drop_table("documents")
