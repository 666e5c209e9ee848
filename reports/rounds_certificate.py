"""Certificates to print: one sheet of A4 for each agency that was complete by what was signed. One HTML file that fetches nothing."""

import base64
import hashlib
from collections.abc import Sequence
from datetime import date
from functools import cache, partial
from importlib.resources import files
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, Template
from markupsafe import Markup

from oit.rounds_frozen import Certified, FrozenAgency, FrozenRound
from oit.wording import date_text, head
from oit.wording_digits import decimal
from reports.rounds_words import district_words
from reports.safe_text import printable

View = dict[str, Any]
_MOST_LINES = 3
_LONG, _LONGER = 48, 90  # letters of a name from which on it is drawn smaller


def render_certificates(found: Certified, day: date, lang: str = "th") -> str:
    """The page as one HTML text, under the name of whoever signed the last of the rounds off; `day` is when they are given."""
    css = (files("reports") / "templates" / "certificate.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode("ascii")
    text = _template().render(
        lang="en" if lang == "en" else "th",
        head=partial(_head, lang),
        css=Markup(css),  # our own file; its hash is the only style the page allows
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        title=head("round_certificate", lang),
        issuer=printable(found.plan.issuer, 120),
        agencies=[_agency(one, lang) for one in found.agencies],
        said=_said(found, lang),
        rounds=_rounds([one.result.round for one in found.signed], lang),
        tight=len(found.signed) > 1,
        on=head("round_certificate_on", lang, day=date_text(day.isoformat(), lang)),
        signer=printable(found.signed[-1].sign_off.by, 160),
    )
    return text.encode("utf-8", "replace").decode("utf-8")


def _head(lang: str, name: str, **gaps: object) -> str:
    return head(name, lang, **gaps)


def _agency(one: FrozenAgency, lang: str) -> View:
    name = printable(one.name, 200) or head("unnamed_agency", lang)
    size = "longer" if len(name) > _LONGER else "long" if len(name) > _LONG else ""
    return {"parts": name.split(), "size": size, "place": district_words(one.district, lang)}


def _said(found: Certified, lang: str) -> list[str]:
    marks = {one.result.round.pass_mark for one in found.signed}
    whole = marks == {100.0}
    measure = head("round_certificate_all_items", lang) if whole else head("round_certificate_mark", lang, mark=decimal(min(marks)))
    year = head("round_certificate_year", lang, year=found.plan.fiscal_year)
    lines = [head("round_certificate_done", lang), measure, head("round_certificate_for", lang), year]
    return [*lines, head("round_certificate_all", lang, count=len(found.signed))] if found.every else lines


def _rounds(rounds: Sequence[FrozenRound], lang: str) -> list[str]:
    """A line each, or one line for all where a sheet has no room for that."""
    if len(rounds) <= _MOST_LINES:
        return [_round(one, lang) for one in rounds]
    first, last = date_text(rounds[0].start, lang), date_text(rounds[-1].end, lang)
    return [head("round_span", lang, first=first, last=last)]


def _round(one: FrozenRound, lang: str) -> str:
    first, last = date_text(one.start, lang), date_text(one.end, lang)
    return head("round_certificate_round", lang, name=printable(one.name, 120), first=first, last=last)


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, loader=BaseLoader())
    return environment.from_string((files("reports") / "templates" / "certificate.html.j2").read_text(encoding="utf-8"))
