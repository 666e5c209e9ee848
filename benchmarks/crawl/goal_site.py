"""A made agency's site of more than 5,000 pages, about 4,000 of them news, calendars and galleries, and the truth of its evidence.

Six layouts: how an assessor comes to the papers of the 43 items.

  index      one page of the assessment with a line for each item: to the paper, to a page that holds it, to a list
  scattered  no such page: papers behind menu entries, in lists of several pages, on the pages of departments
  years      a folder for each year of the assessment; the older ones look alike and prove nothing
  banner     as index, but reached only through a banner without words, or a line at the bottom; at times behind a splash page
  php        addresses that say nothing (index.php?mod=page&id=..), windows-874 at times; index or scattered
  cms        WordPress or Joomla; index, scattered or years

The same layout and seed give the same bytes. Words are those of ../accuracy (labelled link texts of real sites) and of goal_words.yaml.
"""

import datetime as dt
import html
import random
from collections.abc import Sequence

from benchmarks.accuracy.variant import load_specification
from benchmarks.crawl.goal_addresses import Addresses, key
from benchmarks.crawl.goal_made import Site, link, words
from benchmarks.crawl.goal_noise import Entry, add_board, add_calendar, add_gallery, add_news, fiscal_year, listing, news_row, spoken
from benchmarks.crawl.goal_papers import LISTS, OWN_PAGES, Papers
from benchmarks.crawl.goal_places import Places, document_row
from rules import load_pack
from sample.pages import thai_date

LAYOUTS = ("index", "scattered", "years", "banner", "php", "cms")
NOTICES = 480
_CODES = ("O{n} ", "OIT {n} ", "o{n}: ", "", "O{n}. ")
_OUTSIDE = ("https://www.nacc.go.th/", "https://www.gprocurement.go.th/", "https://www.dla.go.th/", "https://www.facebook.com/office.example",
            "https://www.oic.go.th/", "https://www.moi.go.th/")  # fmt: skip


def make_site(layout: str, seed: int) -> Site:
    """The site of a layout and seed. ValueError for a layout nobody knows."""
    if layout not in LAYOUTS:
        raise ValueError(f"goal_site: no layout {layout!r}; take {', '.join(LAYOUTS)}")
    rng = random.Random(f"goal/{layout}/{seed}")
    kind = rng.choice(sorted(load_specification()["agencies"]))
    year = rng.randint(2564, 2567)
    style = {"php": "php", "cms": ("wordpress", "joomla")[seed % 2]}.get(layout, "flat")
    charset = "tis-620" if layout == "php" and rng.random() < 0.5 else "utf-8"
    day = dt.date(year - 543, 4, 20) + dt.timedelta(days=rng.randrange(30))
    site = Site(layout, seed, load_specification()["agencies"][kind]["name"], kind, year, day, charset, Addresses(style), rng)
    _Building(site).build()
    return site


class _Building:
    """Puts one site together."""

    def __init__(self, site: Site) -> None:
        self.site, self.rng = site, site.rng
        self.papers = Papers(site, load_pack("o01_o43"))
        self.places = Places(site, self.papers)
        self.groups: dict[str, list[tuple[str, str]]] = {name: [] for name in (
            "ข้อมูลหน่วยงาน", "ส่วนงานภายใน", "ข่าวสาร", "ข้อมูลเผยแพร่", "การเงินและพัสดุ", "บริการประชาชน", "ความโปร่งใส",
        )}  # fmt: skip
        self.homes: dict[str, str] = {}  # of an item: the page or list where it is filed

    def build(self) -> None:
        site, rng = self.site, self.rng
        organisation = {"php": ("index", "scattered"), "cms": ("index", "scattered", "years")}.get(site.layout, (site.layout,))
        kind = organisation[site.seed % len(organisation)]
        news = add_news(site)
        albums = add_gallery(site)
        add_calendar(site)
        add_board(site)
        self._news_entries(news)
        self._own_pages()
        notices = self._notices()
        self._about()
        self._collections()
        left = [code for code in self.papers.items if code not in (*OWN_PAGES, *LISTS)]
        if kind == "scattered":
            self._scatter(left)
        else:
            inside = rng.sample(left, len(left) // 4)  # these are filed elsewhere on the site and the index leads there
            self._scatter(inside)
            self._index(kind, [code for code in left if code not in inside])
        self._units()
        self.groups["ข้อมูลเผยแพร่"].append(("ประกาศและเอกสารเผยแพร่", self.places.copies("ประกาศและเอกสารเผยแพร่")))
        site.menu = [(name, entries) for name, entries in self.groups.items() if entries]
        site.side = [self._side_calendar, self._side_units, lambda: _latest("ข่าวล่าสุด", news["ข่าวประชาสัมพันธ์"][:5])]
        site.below.insert(0, lambda: f"<p>โทรศัพท์ 0-4321-7700 {link(_OUTSIDE[3], 'Facebook')} ผู้เข้าชม 55,210 คน</p>")
        self._front(news, albums, notices)
        site.pieces = self.places.pieces()

    def _page(self, group: str, title: str, body: str, kind: str = "about") -> str:
        address = self.site.add(self.site.new("page", title), kind, title, f"<h2>{html.escape(title)}</h2>{body}")
        if group:
            self.groups[group].append((title, address))
        return address

    def _news_entries(self, news: dict[str, list[Entry]]) -> None:
        about, group = self.site.about, self.groups["ข่าวสาร"]
        group += [(name, about[f"section {name}"]) for name in news]
        group += [("ภาพกิจกรรม", about["albums"]), ("ปฏิทินกิจกรรม", about["calendar"]), ("กระดานสนทนา", about["board"])]
        own = [name for name in news if name in ("ข่าวประชาสัมพันธ์", "ข่าวกิจกรรม")]
        self.homes["O7"] = about[f"section {own[0]}"]
        recent = [entry.address for name in own for entry in news[name] if fiscal_year(entry.day) == self.site.fiscal_year]
        self.places.note_item("O7", [*(about[f"section {name}"] for name in own), *recent])

    def _own_pages(self) -> None:
        groups = {"O1": "ข้อมูลหน่วยงาน", "O2": "ข้อมูลหน่วยงาน", "O5": "ข้อมูลหน่วยงาน", "O6": "ข้อมูลเผยแพร่", "O30": "ความโปร่งใส"}
        for code in OWN_PAGES:
            title = self.papers.wording(code)
            self.homes[code] = self.places.own_page(code, title)
            if code != "O9" or self.rng.random() < 0.5:
                self.groups[groups.get(code, "บริการประชาชน")].append((title, self.homes[code]))

    def _notices(self) -> list[Entry]:
        rng, site = self.rng, self.site
        days = sorted((site.day - dt.timedelta(days=rng.randrange(1300)) for _ in range(NOTICES)), reverse=True)
        entries, recent = [], []
        for day in days:
            text = spoken(site, rng.choice(words()["procurement"]), day)
            paper = self.papers.look_alike(text, fiscal_year(day))
            document = site.add_file("procurement", text, "pdf", day, paper.file) if rng.random() < 0.5 else ""
            inside = f"<p>{link(document, 'ดาวน์โหลดเอกสาร')}</p>" if document else paper.body()
            shown = f"<p class=date>ประกาศ ณ วันที่ {thai_date(day)}</p>{inside}"
            address = site.add(site.new("detail", text, day), "procurement", text, f"<h2>{html.escape(text)}</h2>{shown}")
            entries.append(Entry(text, day, address))
            if fiscal_year(day) == site.fiscal_year:
                recent += [address, *([document] if document else [])]
        title = self.papers.wording("O22")
        first = listing(site, "procurement", "list", title, entries, 20, document_row, sortable=True)
        self.groups["การเงินและพัสดุ"].append((title, first))
        self.places.note_item("O22", [first, *recent])
        title = self.papers.wording("O23")
        self.homes["O22"], self.homes["O23"] = first, self.places.months(title)
        self.groups["การเงินและพัสดุ"].append((title, self.homes["O23"]))
        return entries

    def _about(self) -> None:
        for title in self.rng.sample(words()["about"], 13):
            self._page("ข้อมูลหน่วยงาน", title, f"<p>{html.escape(spoken(self.site, words()['text'][1], self.site.day))}</p>")

    def _collections(self) -> None:
        rng, site = self.rng, self.site
        for title, count, text in words()["collections"]:
            entries = []
            for _ in range(count):
                day = site.day - dt.timedelta(days=rng.randrange(1500))
                paper = self.papers.look_alike(spoken(site, text, day), fiscal_year(day))
                entries.append(Entry(paper.title, day, self.places.detail(paper)))
            first = listing(site, "list", "list", title, entries, 15, document_row, sortable=rng.random() < 0.3)
            self.groups[rng.choice(("ข้อมูลเผยแพร่", "บริการประชาชน", "การเงินและพัสดุ"))].append((title, first))

    def _scatter(self, codes: Sequence[str]) -> None:
        """Papers where agencies without an index file them."""
        rng, left = self.rng, set(codes)
        for unit, fitting in words()["units"].items():
            here = [code for code in fitting if code in left and rng.random() < 0.4]
            left -= set(here)
            for code in here:
                self.homes[code] = ""
            self.site.about[f"unit {unit}"] = " ".join(here)
        for title, fitting in words()["shared_lists"]:
            here = [code for code in fitting if code in left and rng.random() < 0.65]
            left -= set(here)
            if here:
                first = self.places.shared_list(title, here)
                self.homes |= dict.fromkeys(here, first)
                self.groups["ความโปร่งใส" if "ทุจริต" in title or "โปร่งใส" in title else "ข้อมูลเผยแพร่"].append((title, first))
        for code in sorted(left, key=lambda code: int(code[1:])):
            title = self.papers.wording(code)
            self.homes[code] = self.places.holder([code], title)
            group = "ความโปร่งใส" if int(code[1:]) >= 29 else "การเงินและพัสดุ" if 18 <= int(code[1:]) <= 24 else "ข้อมูลเผยแพร่"
            self.groups[group].append((title, self.homes[code]))

    def _units(self) -> None:
        """Departments: people, duties, forms, and the papers filed there."""
        rng, site = self.rng, self.site
        for unit in ("office", "unit1", "unit2", "unit3"):
            name = site.tokens[unit]
            parts = [
                (f"บุคลากร {name}", f"<p>หัวหน้าส่วนงาน นายชูชาติ ใจงาม</p><p>เจ้าหน้าที่ {rng.randint(3, 9)} คน</p>"),
                (f"อำนาจหน้าที่ {name}", "<p>งานธุรการของส่วนงาน งานแผนของส่วนงาน</p>"),
                (f"แบบฟอร์ม {name}", "<p>แบบคำขอทั่วไป</p>"),
            ]
            entries = [(title, self._page("", title, body)) for title, body in parts]
            codes = site.about.get(f"unit {unit}", "").split()
            if len(codes) > 2 or (codes and rng.random() < 0.4):
                entries.append((f"เอกสารเผยแพร่ {name}", self.places.shared_list(f"เอกสารเผยแพร่ {name}", codes, 14, 40)))
            else:
                entries += [(title, self.places.holder([code], title)) for code in codes for title in (self.papers.wording(code),)]
            rng.shuffle(entries)
            rows = "".join(f"<li>{link(address, title)}</li>" for title, address in entries)
            self._page("ส่วนงานภายใน", name, f"<ul>{rows}</ul>", "unit")

    def _index(self, kind: str, codes: Sequence[str]) -> None:
        year = self.site.fiscal_year
        title = self.rng.choice((f"การประเมินคุณธรรมและความโปร่งใส (ITA) ปี {year}", f"ITA {year}", "การเปิดเผยข้อมูลสาธารณะ (OIT)"))
        if kind == "years":
            pages = [(back, f"ITA {year - back}", self._year(back, codes)) for back in range(4)]
            rows = "".join(f"<p>{link(address, text)}</p>" for _, text, address in sorted(pages, reverse=self.rng.random() < 0.5))
            address = self._page("", "การประเมิน ITA", rows, "index")
        else:
            address = self._year(0, codes, title)
        if kind == "banner":
            self._hide(address, title)
        else:
            self.groups["ความโปร่งใส"].insert(self.rng.randrange(3), ("ITA" if kind == "years" else title, address))

    def _year(self, back: int, codes: Sequence[str], title: str = "") -> str:
        """The index of one year; of the assessed one if `back` is 0. Groups stand on pages of their own at times."""
        rng, year = self.rng, self.site.fiscal_year - back
        code_style, style, split = rng.choice(_CODES), rng.randrange(3), self.site.layout == "years" and self.site.seed % 2 == 1
        heading = title or f"ITA {year}"
        parts = []
        for name, first, last in words()["sub_indicators"]:
            rows = "".join(self._line(f"O{n}", back, code_style.format(n=n), style, codes) for n in range(first, last + 1))
            shown = f"<table border=1>{rows}</table>" if style == 1 else f"<ul>{rows}</ul>"
            parts.append((name, shown))
        if split:
            pages = [(name, self._page("", f"{name} ปี {year}", shown, "index")) for name, shown in parts]
            body = "".join(f"<p>{link(address, name)}</p>" for name, address in pages)
        else:
            body = "".join(f"<h3>{name}</h3>{shown}" for name, shown in parts)
        return self._page("", heading, body, "index")

    def _line(self, code: str, back: int, number: str, style: int, codes: Sequence[str]) -> str:
        words_ = f"{number}{self.papers.items[code].title_th if self.rng.random() < 0.5 else self.papers.wording(code)}"
        targets = self._targets(code, back, codes)
        text = html.escape(words_)
        if not targets:
            return f"<tr><td>{text}</td><td></td></tr>" if style == 1 else f"<li>{text}</li>"
        if style == 1:
            return f"<tr><td>{text}</td><td>{' '.join(link(at, 'คลิก') for at in targets)}</td></tr>"
        if style == 2 or len(targets) > 1:
            return f"<li>{text} {' '.join(link(at, f'(ลิงก์ที่ {place})') for place, at in enumerate(targets, 1))}</li>"
        return f"<li>{link(targets[0], words_)}</li>"

    def _targets(self, code: str, back: int, codes: Sequence[str]) -> list[str]:
        """Where the line of an item leads: the paper, a page that holds it, where it is filed, or nowhere."""
        rng, places = self.rng, self.places
        if code not in codes:
            home = self.homes.get(code, "")
            return [home] if home else []
        if back:
            older = self.papers.older(code, back)
            return [places.publish(older) if rng.random() < 0.6 else places.detail(older)] if older else []
        current = self.papers.current(code)
        if not current:
            older = self.papers.older(code, 1) if rng.random() < 0.5 else None
            return [places.publish(older)] if older else []
        if len(current) > 1 or rng.random() < 0.4:
            return [places.holder([code], self.papers.wording(code), older=rng.randrange(3))]
        return [places.publish(current[0]) if rng.random() < 0.6 else places.detail(current[0])]

    def _hide(self, address: str, title: str) -> None:
        way = self.site.seed % 3
        if way == 1:
            self.site.about["banner"] = f'<a href="{html.escape(address)}"><img src="/images/banner_07.png" alt=""></a>'
        elif way == 2:
            self.site.about["banner"] = f'<a href="{html.escape(address)}"><img src="/images/ita.png" alt="{html.escape(title)}"></a>'
        else:
            self.site.below.append(lambda: f"<p>{link(address, 'ITA')}</p>")

    def _side_calendar(self) -> str:
        day = self.site.day
        days = " ".join(link(self.site.addresses.day(day.year, day.month, n), str(n)) for n in range(1, 29))
        return f"<h4>ปฏิทิน</h4>{link(self.site.about['calendar'], 'เดือนนี้')} {days}"

    def _side_units(self) -> str:
        return "".join(f"<p>{link(address, text)}</p>" for text, address in self.groups["ส่วนงานภายใน"])

    def _front(self, news: dict[str, list[Entry]], albums: Sequence[Entry], notices: Sequence[Entry]) -> None:
        site, rng = self.site, self.rng
        banners = [f'<a href="{at}"><img src="/images/link{n}.png" alt=""></a>' for n, at in enumerate(_OUTSIDE)]
        banners.append(f'<a href="{html.escape(site.about["albums"])}"><img src="/images/banner_03.png" alt=""></a>')
        if "banner" in site.about:
            banners.insert(rng.randrange(len(banners)), site.about["banner"])
        parts = [
            f"<h3>{name}</h3>{''.join(news_row(entry) for entry in entries[:6])}{link(site.about[f'section {name}'], 'อ่านทั้งหมด')}"
            for name, entries in news.items()
        ]
        parts.append(_latest("ภาพกิจกรรม", albums[:6]))
        parts.append(_latest("ประกาศจัดซื้อจัดจ้าง", notices[:8]))
        services = self.groups["บริการประชาชน"][:4]
        parts.append("".join(link(address, text) for text, address in services))
        body = "".join(parts) + f'<div class="banners">{"".join(banners)}</div>'
        if site.layout == "banner" and site.seed % 2 == 1:
            site.front = site.new("page", "home", n=1)
            picture = f'<a href="{html.escape(site.front)}"><img src="/images/splash.jpg" alt=""><br>เข้าสู่เว็บไซต์</a>'
            site.add("/", "splash", "ยินดีต้อนรับ", f"<center>{picture}</center>", framed=False)
        site.add(site.front, "front", "หน้าหลัก", body)
        self.places.note_item("O9", [site.front])


def _latest(title: str, entries: Sequence[Entry]) -> str:
    rows = "".join(f"<li>{link(entry.address, entry.title)}</li>" for entry in entries)
    return f"<h4>{html.escape(title)}</h4><ul>{rows}</ul>"


__all__ = ["LAYOUTS", "Site", "key", "make_site"]
