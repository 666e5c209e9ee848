"""The papers of the form's items as one agency publishes them: those that count, their older years, and what only looks like them."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.accuracy.papers import day_made, document, filled, fragment, gaps
from benchmarks.accuracy.variant import Variant, load_specification
from benchmarks.accuracy.wording import drawn
from benchmarks.crawl.goal_made import Site, words
from oit.pack import Item, Pack

OWN_PAGES = ("O1", "O2", "O5", "O6", "O8", "O9", "O17", "O30", "O32")  # shown by a page of the site itself
LISTS = ("O7", "O22", "O23")  # lists of dated entries
_ALTERNATIVES = {"O13": 3, "O14": 2}  # several manuals, one is enough


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper or page of an item. Papers of one `piece` are equally good evidence."""

    item: str
    piece: str
    title: str
    year: int  # fiscal year it is about
    counts: bool  # as evidence of the assessed year
    form: str  # page, pdf, docx, xlsx
    body: Callable[[], str]
    file: Callable[[], bytes]


class Papers:
    """Draws and makes the papers of one site. Nothing is written before it is asked for."""

    def __init__(self, site: Site, pack: Pack) -> None:
        self._site, self.items = site, {item.code: item for item in pack.items}
        self._variant = Variant(
            site.seed, site.agency_kind, site.name, site.fiscal_year, site.day, "menu", "utf-8", False, site.rng.random() < 0.25, "", ()
        )
        able = [code for code in self.items if code not in (*OWN_PAGES, *LISTS)]
        self.absent = frozenset(site.rng.sample(able, 5))  # what the agency has not published for the assessed year

    def wording(self, code: str) -> str:
        """Words under which real sites file the item, with the assessed year or none."""
        agency = load_specification()["agencies"][self._site.agency_kind]
        item = self.items[code]
        text = drawn(self._site.rng, item.topic, agency["wordings"], agency["own_words"], item.title_th)
        return text.replace("<Y>", str(self._site.fiscal_year + item.period.offset))

    def own_page(self, code: str) -> Paper:
        """A page of the site itself."""
        return self._paper(self.items[code], code, 0, self._site.rng, form="page")

    def current(self, code: str) -> list[Paper]:
        """The papers of the assessed year; none for an absent item."""
        if code in self.absent:
            return []
        item, rng = self.items[code], self._site.rng
        if code == "O27" and rng.random() < 0.6:
            return [self._plain(item, f"{code}.{at}", title, [body]) for at, (title, body) in enumerate(words()["criteria"], 1)]
        if code in _ALTERNATIVES:
            return [self._paper(item, code, 0, rng, title=at) for at in range(min(_ALTERNATIVES[code], self._titles(code)))]
        return [self._paper(item, code, 0, rng)]

    def older(self, code: str, back: int) -> Paper | None:
        """The item's paper of `back` years before; None where the item knows no years."""
        item = self.items[code]
        return None if item.period.kind == "none" else self._paper(item, "", back, self._site.rng)

    def months(self) -> list[Paper]:
        """The monthly summaries of purchases, newest first: three years, of which the first six months of the assessed one count."""
        item, year = self.items["O23"], self._site.fiscal_year
        papers = []
        for at in range(5, -31, -1):
            months = (year - 544) * 12 + 9 + at  # since October before the assessed fiscal year
            name, calendar = words()["months"][months % 12], months // 12 + 543
            title = f"สรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน{name} พ.ศ. {calendar} (แบบ สขร.1)"
            head = ["งานที่จัดซื้อจัดจ้าง", "วงเงิน", "วิธี", "ผู้ได้รับการคัดเลือก", "เหตุผล"]
            rows = [head, ["ซื้อวัสดุสำนักงาน", "8,400", "เฉพาะเจาะจง", "ร้านเพื่อนเรียน", "ราคาเหมาะสม"]]
            papers.append(self._plain(item, f"O23.{at + 1}" if at >= 0 else "", title, [{"table": rows}], year if at >= 0 else year - 1))
        return papers

    def _titles(self, code: str) -> int:
        return len(load_specification()["items"][code]["titles"])

    def _paper(self, item: Item, piece: str, back: int, rng: random.Random, form: str = "", title: int = -1) -> Paper:
        source = load_specification()["items"][item.code]
        age = back + (4 if back and item.period.kind == "spans" else 0)
        about = self._site.fiscal_year + item.period.offset - age
        values = gaps(self._variant, about)
        chosen = source["titles"][title] if title >= 0 else rng.choice(source["titles"])
        text = filled(chosen, values, self._variant.thai_digits)
        kind = form or rng.choices(source["as"], (4, 1, 1)[: len(source["as"])])[0]
        body = source.get("body", [])

        def inside() -> list[object]:
            result: list[object] = filled(body, values, self._variant.thai_digits)
            return result

        day = day_made(source.get("made", "within"), about)
        return Paper(
            item.code, piece, text, about, bool(piece), kind, lambda: fragment(inside()),
            lambda: document(text, inside(), kind, self._site.name, day),
        )  # fmt: skip

    def _plain(self, item: Item, piece: str, title: str, body: list[object], year: int = 0) -> Paper:
        about = year or self._site.fiscal_year
        day = day_made("within", about)
        return Paper(
            item.code, piece, title, about, bool(piece), "pdf", lambda: fragment(body),
            lambda: document(title, body, "pdf", self._site.name, day),
        )  # fmt: skip

    def look_alike(self, title: str, year: int) -> Paper:
        """A paper of no item."""
        body = ["เอกสารฉบับนี้จัดทำขึ้นเพื่อใช้ในราชการ", {"list": ["ส่วนที่ 1 บททั่วไป", "ส่วนที่ 2 รายละเอียด", "ส่วนที่ 3 เอกสารแนบ"]}]
        day = day_made("within", year)
        return Paper("", "", title, year, False, "pdf", lambda: fragment(body), lambda: document(title, body, "pdf", self._site.name, day))
