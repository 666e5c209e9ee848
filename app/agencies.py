"""Which agency of the database is meant."""

from app.address import agency_addresses
from oit.agency import Agency
from oit.errors import BadInput
from oit.roster_address import bare
from store.database import Database

_SHOWN = 5


def agency_of(database: Database, typed: str) -> Agency:
    """The agency with this address, code or name. Raises BadInput naming those that are known."""
    known = database.agencies()
    text = typed.strip()
    found = [agency for agency in known if text and text in (agency.url, agency.code, agency.name)]
    if not found:
        found = [agency for agency in known if bare(agency.url) in _bare_addresses(text)]
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(agency.url for agency in found[:_SHOWN])
        raise BadInput(f"{typed}: {len(found)} agencies are called so; give the address of one: {several}")
    listed = ", ".join(agency.url for agency in known[:_SHOWN]) + (f" and {len(known) - _SHOWN} more" if len(known) > _SHOWN else "")
    raise BadInput(f"{typed}: is no agency of the database {database.name}; " + (f"it knows {listed}" if known else "run oit check first"))


def _bare_addresses(text: str) -> frozenset[str]:
    try:
        return frozenset(map(bare, agency_addresses(text)))
    except BadInput:
        return frozenset()
