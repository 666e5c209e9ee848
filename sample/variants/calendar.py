"""What never ends around a small site: a calendar, a list that can be sorted and filtered, session ids, paging, print versions."""

import re
from dataclasses import dataclass
from itertools import product
from urllib.parse import parse_qsl

from sample.variants.kind import Variant
from sample.variants.site import Answer, Asked, Part, Site, content, page, with_content

_BOX = (
    '<section><h2>ปฏิทินกิจกรรม</h2><a href="/calendar.php?month=4&amp;year=2566">ปฏิทินกิจกรรม</a><a href="/events/2023/04/">กิจกรรมเดือนนี้</a>'
    '<a href="/list.php?sort=date&amp;dir=desc">ค้นหาข่าว</a><a href="/gallery.php?album=1&amp;photo=1">คลังภาพ</a></section>'
)
_MONTHS = 12


@dataclass(frozen=True)
class Calendar(Variant):
    def change(self, site: Site) -> None:
        site.change_pages(lambda target, text: text.replace("<aside>", f"<aside>{_BOX}", 1))

    def answer(self, asked: Asked, site: Site) -> Answer | None:
        given = dict(parse_qsl(asked.target.partition("?")[2]))
        made = _MADE.get(asked.path)
        if made is not None:
            return Answer(page(with_content(site.parts["/contact.html"].text, made(given, asked.number))))
        found = re.fullmatch(r"/events/(\d+)/(\d+)/(?:(\d+)/)?", asked.path)
        if found:
            return Answer(page(with_content(site.parts["/contact.html"].text, _events(int(found[1]), int(found[2]), bool(found[3])))))
        return self._printed(asked, given, site)

    @staticmethod
    def _printed(asked: Asked, given: dict[str, str], site: Site) -> Answer | None:
        """A news page with a session id, or as a version to print."""
        part = site.parts.get(asked.path)
        if part is None or not ({"sid", "print"} & set(given)) or not part.is_page:
            return None
        return Answer(Part(part.content_type, part.with_text(with_content(part.text, content(part.text))).body))


def _number(given: dict[str, str], name: str, otherwise: int) -> int:
    text = given.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 7 else otherwise


def _around(year: int, month: int) -> list[tuple[int, int]]:
    """The next month and the one before, each with its year."""
    return [(month % _MONTHS + 1, year + (month == _MONTHS)), ((month - 2) % _MONTHS + 1, year - (month == 1))]


def _calendar(given: dict[str, str], number: int) -> str:
    month, year = _number(given, "month", 4), _number(given, "year", 2566)
    steps = [*_around(year, month), (month, year + 1), (month, year - 1)]
    links = "".join(f'<a href="/calendar.php?month={m}&amp;year={y}">เดือน {m} ปี {y}</a> ' for m, y in steps)
    days = "".join(f'<td><a href="/calendar.php?month={month}&amp;year={year}&amp;day={day}">{day}</a></td>' for day in range(1, 29))
    return f"<h1>ปฏิทินกิจกรรม</h1>{links}<table><tr>{days}</tr></table><p>ไม่มีกิจกรรม</p>"


def _events(year: int, month: int, is_day: bool) -> str:
    links = "".join(f'<a href="/events/{y}/{m:02}/">{m}/{y}</a> ' for m, y in _around(year, month))
    days = "" if is_day else "".join(f'<a href="/events/{year}/{month:02}/{day}/">{day}</a> ' for day in range(1, 29))
    return f"<h1>กิจกรรม {month}/{year}</h1>{links}{days}<p>ไม่มีรายการ</p>"


def _sorted(given: dict[str, str], number: int) -> str:
    at = _number(given, "page", 1)
    orders = product(("date", "name", "view"), ("asc", "desc"), ("pr", "job", "all"), (10, 20, 50))
    ways = [f"sort={by}&amp;dir={way}&amp;type={kind}&amp;show={show}&amp;page={at}&amp;sid={number:08x}" for by, way, kind, show in orders]
    links = "".join(f'<a href="/list.php?{way}">เรียงลำดับ</a> ' for way in ways)
    ahead = f'<a href="/list.php?sort=date&amp;page={at + 1}&amp;sid={number:08x}">หน้าถัดไป</a>'
    again = f'<a href="/contact.html?sid={number:08x}">ติดต่อเรา</a> <a href="/laws.html?print=1&amp;sid={number:08x}">พิมพ์หน้านี้</a>'
    return f"<h1>ค้นหาข่าว</h1>{links}<p>{again}</p>{ahead}"


def _gallery(given: dict[str, str], number: int) -> str:
    album, photo = _number(given, "album", 1), _number(given, "photo", 1)
    ahead = f'<a href="/gallery.php?album={album}&amp;photo={photo + 1}">ภาพถัดไป</a>'
    other = f'<a href="/gallery.php?album={album + 1}&amp;photo=1">อัลบั้มถัดไป</a>'
    return f'<h1>คลังภาพ</h1><img src="/images/photo{photo % 12}.png" alt="ภาพกิจกรรม">{ahead} {other}'


_MADE = {"/calendar.php": _calendar, "/list.php": _sorted, "/gallery.php": _gallery}

CALENDAR = (Calendar(name="calendar", tells="an endless calendar, sorted and filtered lists, session ids, endless paging, print versions"),)
