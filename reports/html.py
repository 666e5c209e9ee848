"""The HTML report: one file that opens offline, fetches nothing, runs nothing, and prints on A4."""

import base64
import hashlib
from collections.abc import Callable
from functools import cache, partial
from importlib.resources import files

from jinja2 import BaseLoader, Environment, StrictUndefined, Template
from markupsafe import Markup

from oit.audit import AgencyAudit
from oit.wording import head
from reports import no_picture
from reports.html_view import report_view


def render_html(
    audit: AgencyAudit,
    lang: str = "th",
    *,
    picture: Callable[[str], bytes | None] = no_picture,
    title: str = "",
    version: str = "",
) -> str:
    """The report as one HTML text. `picture` gives the bytes of a screenshot (PNG, JPEG or WebP) by its name, or None."""
    css = _text("report.css")
    text = _template().render(
        lang="en" if lang == "en" else "th",
        head=partial(_head, lang),
        css=Markup(css),  # our own file; its hash is the only style the page allows
        policy=_policy(css),
        **report_view(audit, lang, picture, title, version),
    )
    return text.encode("utf-8", "replace").decode("utf-8")


def _head(lang: str, name: str, **gaps: object) -> str:
    return head(name, lang, **gaps)


def _policy(css: str) -> str:
    digest = base64.b64encode(hashlib.sha256(css.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _text(name: str) -> str:
    return (files("reports") / "templates" / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, loader=BaseLoader())
    return environment.from_string(_text("report.html.j2"))
