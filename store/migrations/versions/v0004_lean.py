"""Findings, evidence and failures are shared between runs: an unchanged night is one row (store/moving_0004.py moves the old ones)."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from store.moving_0004 import move

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_OLD = ("resources", "failures", "findings", "detail_evidence", "details", "evidence")


def upgrade() -> None:
    _shared("versions",
        sa.Column("pack_version", sa.Text(), nullable=False),
        sa.Column("pack_sha256", sa.Text(), nullable=False),
        sa.Column("tool_version", sa.Text(), nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.Column("sandbox", sa.Boolean(), nullable=False),
    )
    _shared("shared_evidence", sa.Column("body", sa.LargeBinary(), nullable=False))
    _shared("shared_findings",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("presence_verdict", sa.Text(), nullable=False),
        sa.Column("presence_score", sa.Integer(), nullable=False),
        sa.Column("currency_verdict", sa.Text(), nullable=False),
        sa.Column("currency_score", sa.Integer(), nullable=False),
        sa.Column("points", sa.Double(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("evidence", sa.LargeBinary(), nullable=False),
    )
    _shared("finding_sets", sa.Column("findings", sa.LargeBinary(), nullable=False))
    op.create_table("sightings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.Column("base_id", sa.Integer(), nullable=True),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["set_id"], ["finding_sets.id"], name="fk_sightings_set_id"),
        sa.ForeignKeyConstraint(["base_id"], ["sightings.id"], name="fk_sightings_base_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sightings"),
    )
    _shared("shared_failures",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.Column("found_on", sa.Text(), nullable=False),
    )
    _shared("failure_lists", sa.Column("failures", sa.LargeBinary(), nullable=False))
    for name in ("version_id", "set_id", "sighting_id", "failures_id"):
        op.add_column("runs", sa.Column(name, sa.Integer(), nullable=True))
    op.add_column("runs", sa.Column("fetched", sa.LargeBinary(), nullable=True))
    move(op.get_bind())
    with op.batch_alter_table("runs") as runs:
        for name in ("pack_version", "pack_sha256", "browser", "sandbox", "tool_version"):
            runs.drop_column(name)
        for name in ("version_id", "set_id"):
            runs.alter_column(name, existing_type=sa.Integer(), nullable=False)
        runs.alter_column("fetched", existing_type=sa.LargeBinary(), nullable=False)
        runs.create_foreign_key("fk_runs_version_id", "versions", ["version_id"], ["id"])
        runs.create_foreign_key("fk_runs_set_id", "finding_sets", ["set_id"], ["id"])
        runs.create_foreign_key("fk_runs_sighting_id", "sightings", ["sighting_id"], ["id"])
        runs.create_foreign_key("fk_runs_failures_id", "failure_lists", ["failures_id"], ["id"])
    for table in _OLD:
        op.drop_table(table)


def _shared(name: str, *columns: "sa.Column[Any]") -> None:
    op.create_table(name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint("digest", name=f"uq_{name}_digest"),
    )
