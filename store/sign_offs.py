"""Rounds that named persons signed off. A row is written once; only its withdrawal is added later."""

from datetime import UTC, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from oit.errors import BadInput
from oit.rounds import SignOff
from store.models import SignOffTable


def sign_off(session: Session, one: SignOff) -> int:
    """Keeps a sign-off (its `id` is not looked at); returns the row's id. BadInput where one of the same round stands."""
    table = SignOffTable
    standing = session.scalars(_of(one.form, one.fiscal_year).where(table.round == one.round, table.withdrawn.is_(None))).first()
    if standing is not None:
        raise BadInput(f"{one.round}: was signed off by {standing.by}; withdraw that first with oit round signoff --withdraw")
    row = table(
        form=one.form, fiscal_year=one.fiscal_year, round=one.round, by=one.by, note=one.note, made=one.made, result=dict(one.result),
        withdrawn=None, withdrawn_by="",
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def withdraw(session: Session, sign_off_id: int, by: str) -> bool:
    """Did it stand, and is it withdrawn now?"""
    row = session.get(SignOffTable, sign_off_id)
    if row is None or row.withdrawn is not None:
        return False
    row.withdrawn, row.withdrawn_by = datetime.now(UTC), by
    return True


def sign_offs(session: Session, form: str, fiscal_year: int) -> list[SignOff]:
    """All of a form and year, oldest first, withdrawn ones too."""
    return [_read(row) for row in session.scalars(_of(form, fiscal_year))]


def _of(form: str, fiscal_year: int) -> Select[SignOffTable]:
    table = SignOffTable
    return select(table).where(table.form == form, table.fiscal_year == fiscal_year).order_by(table.made, table.id)


def _read(row: SignOffTable) -> SignOff:
    return SignOff(
        row.id, row.form, row.fiscal_year, row.round, row.by, row.note, row.made, row.result, row.withdrawn, row.withdrawn_by
    )  # fmt: skip
