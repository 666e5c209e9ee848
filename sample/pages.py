"""The pages of the site as HTML: Jinja templates around the pieces of site.yaml."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sample.spec import FOLDER, NEWS_ON_A_PAGE, News, PageSpec, Spec, list_address
from sample.truth import encoded

_MONTHS = ["มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"]
_SHORT = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]
PHOTOS = 12


def thai_date(day: date) -> str:
    """`18 เมษายน 2566`"""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year + 543}"


def short_date(day: date) -> str:
    """`18 เม.ย. 2566`"""
    return f"{day.day} {_SHORT[day.month - 1]} {day.year + 543}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    filters: dict[str, Callable[..., str]] = {"address": encoded, "thai_date": thai_date, "short_date": short_date}
    environment.filters.update(filters)
    return environment


def _render(template: str, spec: Spec, **values: Any) -> str:
    return _environment().get_template(template).render(spec=spec, agency=spec.agency, photos=PHOTOS, **values)


def page_html(page: PageSpec, spec: Spec) -> bytes:
    """A page of the specification, in its own encoding (characters that it lacks become references)."""
    template = "front.html" if page.path == "index.html" else "page.html"
    text = _render(template, spec, title=page.title, body=page.body, charset=page.charset)
    return text.encode("cp874" if page.charset == "tis-620" else page.charset, "xmlcharrefreplace")


def news_html(news: News, spec: Spec) -> bytes:
    """One news page, with its date and a photograph."""
    return _render("news.html", spec, title=news.title, news=news, charset="utf-8").encode()


def list_html(number: int, spec: Spec) -> bytes:
    """A page of the list of all news, newest first; `number` counts from 1."""
    part = spec.news[(number - 1) * NEWS_ON_A_PAGE : number * NEWS_ON_A_PAGE]
    pager = [(at, list_address(at), at == number) for at in range(1, spec.list_pages() + 1)]
    return _render("news_list.html", spec, title="ข่าวประชาสัมพันธ์และกิจกรรม", part=part, pager=pager, charset="utf-8").encode()


def not_found_html(spec: Spec) -> bytes:
    """What the server says about an address it does not have."""
    return _render("not_found.html", spec, title="ไม่พบหน้าที่ต้องการ", charset="utf-8").encode()
