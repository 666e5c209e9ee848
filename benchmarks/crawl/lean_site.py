"""A made-up agency's website of static pages, as heavy as real ones: 2,000 pages of 70 kB with 100 links each, 55 of them its menus."""

import random
from dataclasses import dataclass
from pathlib import Path

WORDS = (  # noqa: SIM905 (a list of so many words is read more easily as text)
    "โครงสร้าง ข้อมูล ผู้บริหาร อำนาจหน้าที่ แผนยุทธศาสตร์ พัฒนา หน่วยงาน ข้อมูลการติดต่อ กฎหมาย ที่เกี่ยวข้อง ข่าวประชาสัมพันธ์ ถามตอบ แผนดำเนินงาน "
    "ประจำปี งบประมาณ พ.ศ. ๒๕๖๘ 2569 รายงาน การกำกับติดตาม การใช้จ่าย จัดซื้อจัดจ้าง ประกาศ ผลการ ราคากลาง เอกสาร ดาวน์โหลด คู่มือ มาตรฐาน "
    "การให้บริการ การปฏิบัติงาน สถิติ ความพึงพอใจ ร้องเรียน ทุจริต ประพฤติมิชอบ นโยบาย ไม่รับของขวัญ No Gift Policy เจตจำนง สุจริต ประเมินความเสี่ยง "
    "มาตรการ ส่งเสริม คุณธรรม ความโปร่งใส ITA อบต. เทศบาลตำบล สำนักงาน จังหวัด กิจกรรม โครงการ ประชาชน ท้องถิ่น สภา ประชุม ครั้งที่ สมัย สามัญ เดือน "
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม กองคลัง กองช่าง สาธารณสุข การศึกษา"
).split()
MENU = (
    "โครงสร้าง", "ข้อมูลผู้บริหาร", "อำนาจหน้าที่", "แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน", "ข้อมูลการติดต่อ", "กฎหมายที่เกี่ยวข้อง",
    "ข่าวประชาสัมพันธ์", "Q&amp;A", "Social Network", "นโยบายคุ้มครองข้อมูลส่วนบุคคล", "แผนดำเนินงานประจำปี",
    "รายงานการกำกับติดตามการดำเนินงาน", "รายงานผลการดำเนินงานประจำปี", "คู่มือหรือมาตรฐานการปฏิบัติงาน", "คู่มือหรือมาตรฐานการให้บริการ",
    "ข้อมูลเชิงสถิติการให้บริการ", "รายงานผลการสำรวจความพึงพอใจการให้บริการ", "E-Service", "แผนการใช้จ่ายงบประมาณประจำปี",
    "รายงานการกำกับติดตามการใช้จ่ายงบประมาณ", "รายงานผลการใช้จ่ายงบประมาณประจำปี", "แผนการจัดซื้อจัดจ้าง",
    "ประกาศต่าง ๆ เกี่ยวกับการจัดซื้อจัดจ้าง", "สรุปผลการจัดซื้อจัดจ้างรายเดือน", "รายงานผลการจัดซื้อจัดจ้างประจำปี",
    "นโยบายการบริหารทรัพยากรบุคคล", "การดำเนินการตามนโยบายการบริหารทรัพยากรบุคคล", "หลักเกณฑ์การบริหารและพัฒนาทรัพยากรบุคคล",
    "รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี", "แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริต", "ช่องทางแจ้งเรื่องร้องเรียนการทุจริต",
    "ข้อมูลเชิงสถิติเรื่องร้องเรียนการทุจริต", "การเปิดโอกาสให้เกิดการมีส่วนร่วม", "ประกาศเจตนารมณ์นโยบาย No Gift Policy",
    "การสร้างวัฒนธรรม No Gift Policy", "รายงานผลตามนโยบาย No Gift Policy", "การประเมินความเสี่ยงการทุจริต",
    "การดำเนินการเพื่อจัดการความเสี่ยงการทุจริต", "แผนปฏิบัติการป้องกันการทุจริต", "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
)  # fmt: skip
SIDE = 15  # links of the second menu
DOCUMENTS = 200
DOCUMENT_BYTES = 150_000
FEWEST_PAGES = len(MENU) + SIDE
_SYLLABLES = [f"{start}{end}" for start in ("k", "kh", "ch", "s", "t", "n", "b", "p", "m", "r") for end in ("a", "ong", "ai", "ui", "an")]


@dataclass(frozen=True, slots=True)
class Built:
    """What was written: pages beside the front page, the links of all of them to pages and documents, bytes of the pages."""

    pages: int
    links: int
    bytes: int


def slug(number: int) -> str:
    """The name of a page's file, letters only: crawlers that take addresses that differ only in numbers for one endless list read all."""
    names = [_SYLLABLES[number // 50**place % 50] for place in range(3)]
    return "-".join(reversed(names))


def build(folder: Path, pages: int, base: str, seed: int = 7) -> Built:
    """Writes the site as it is served from `base` ("http://host:port"): `pages` pages beside the front page, every one within reach of it.
    The same arguments write the same bytes. Raises ValueError for fewer than 55 pages."""
    if pages < FEWEST_PAGES:
        raise ValueError(f"pages: {pages} is less than the {FEWEST_PAGES} that the menus lead to")
    for name in ("page", "pdf"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    writer = _Writer(random.Random(seed), pages, base)
    links = size = 0
    for number in range(pages):
        body, found = writer.page(number)
        (folder / "page" / f"{slug(number)}.html").write_bytes(body)
        links, size = links + found, size + len(body)
    document = b"%PDF-1.4\n" + writer.random.randbytes(DOCUMENT_BYTES) + b"\n%%EOF"
    for number in range(DOCUMENTS):
        (folder / "pdf" / f"{number}.pdf").write_bytes(document + str(number).encode())
    front = f'<!DOCTYPE html><html lang="th"><meta charset="utf-8"><title>อบต.</title><a href="/page/{slug(0)}.html">เข้าสู่เว็บไซต์</a></html>'
    (folder / "index.html").write_text(front, encoding="utf-8")
    (folder / "robots.txt").write_text("User-agent: *\nAllow: /\n", encoding="utf-8")
    return Built(pages, links + 1, size)


class _Writer:
    def __init__(self, chance: random.Random, pages: int, base: str) -> None:
        self.random, self.pages, self.base = chance, pages, base
        self.titles = [self._title(number) for number in range(pages)]
        menu = (
            f'<li class="menu-item menu-item-{n}"><a href="/page/{slug(n)}.html" class="nav-link">{text}</a></li>\n'
            for n, text in enumerate(MENU)
        )
        side = (
            f'<div class="widget"><a href="/page/{slug(n)}.html"><img src="/img/b{n}.png" alt="">{self.titles[n]}</a></div>\n'
            for n in range(len(MENU), FEWEST_PAGES)
        )
        style = "".join(f".c{n}-{n * 7 % 13}{{margin:{n % 9}px;padding:{n % 5}px;color:#{n * 99991 % 0xFFFFFF:06x}}}" for n in range(140))
        self.head = f"<style>{style}</style></head><body><nav><ul>{''.join(menu)}</ul></nav><aside>{''.join(side)}</aside>"

    def page(self, number: int) -> tuple[bytes, int]:
        """The bytes of a page, and how many links to pages and documents it has. One page in fifty is in the old Thai code page."""
        chance, title = self.random, self.titles[number]
        related = sorted({(number * 2 + 1) % self.pages, (number * 2 + 2) % self.pages, (number + 1) % self.pages}
                         | {chance.randrange(self.pages) for _ in range(chance.randint(5, 70))})  # fmt: skip
        entries = "".join(self._entry(other) for other in related)
        files = len(related) // 12
        papers = "".join(f'<li><a href="/pdf/{chance.randrange(DOCUMENTS)}.pdf">{self._text(3, 8)}.pdf</a></li>' for _ in range(files))
        boxes = range(chance.randint(4, 22))
        prose = "".join(f"<div class='elementor-col elementor-element-{n}'><p>{self._text(40, 120)}</p></div>\n" for n in boxes)
        script = ",".join(f'{{"id":{n},"u":"/ajax?x={n * number}"}}' for n in range(chance.randint(100, 900)))
        charset, codec = ("windows-874", "cp874") if number % 50 == 49 else ("utf-8", "utf-8")
        html = (
            f'<!DOCTYPE html><html lang="th"><head><meta charset="{charset}"><title>{title}</title>{self.head}'
            f'<main><h1>{title}</h1>{prose}{entries}{papers}</main><footer>ติดต่อ 034-123456 <a href="mailto:a@example.go.th">mail</a> '
            f'<a href="javascript:void(0)">x</a></footer><script>var cfg=[{script}];</script></body></html>'
        )
        return html.encode(codec, "replace"), FEWEST_PAGES + len(related) + files

    def _title(self, number: int) -> str:
        if number < 3 * len(MENU):
            return MENU[number % len(MENU)] + (" ปี 2569" if number % 3 else " ประจำปีงบประมาณ พ.ศ. 2568")
        return self._text(3, 9)

    def _text(self, fewest: int, most: int) -> str:
        return "".join(self.random.choice(WORDS) + self.random.choice(("", "", " ")) for _ in range(self.random.randint(fewest, most)))

    def _entry(self, number: int) -> str:
        """One line of a list of news, under one of three spellings of the same address."""
        before = self.random.choice(("/page/", "../page/", f"{self.base}/page/"))
        day, year = self.random.randint(1, 28), self.random.randint(66, 69)
        link = f'<h3 class="entry-title"><a href="{before}{slug(number)}.html#c">{self.titles[number]}</a></h3>'
        return f'<article class="post-{number} item">{link}<span class="date">{day} มกราคม 25{year}</span></article>\n'
