"""The agency is a path on its province's site; its documents lie in the site's common folder, beside the province's own items."""

from dataclasses import dataclass
from datetime import date

from sample.blocks import read_blocks
from sample.pdf import write_pdf
from sample.variants.kind import Variant
from sample.variants.site import Part, Site, page

_PROVINCE = "จังหวัดนครคราม"
_FILES = "/files/"
_STAYS = ("/assets/", "/images/", "/data/", "/robots.txt")
_BAR = '<div class="province"><a href="/">จังหวัดนครคราม</a> <a href="/ita.html">ITA จังหวัดนครคราม</a> <a href="/news.html">ข่าวจังหวัด</a></div>'
_MEASURES = "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน จังหวัดนครคราม ประจำปีงบประมาณ พ.ศ. 2566"
# What the province itself shows, for the very items that the office lacks or has of an old year.
_RIVALS = {
    "แผนปฏิบัติราชการประจำปี จังหวัดนครคราม ประจำปีงบประมาณ พ.ศ. 2566": "โครงการพัฒนาแหล่งน้ำ งบประมาณ 12,000,000 บาท ระยะเวลา มกราคม - มิถุนายน 2566",
    _MEASURES: "มาตรการเผยแพร่ข้อมูลต่อสาธารณะ ผู้รับผิดชอบ สำนักงานจังหวัด",
    "แผนปฏิบัติการป้องกันการทุจริต จังหวัดนครคราม พ.ศ. 2566": "โครงการอบรมคุณธรรม จริยธรรม งบประมาณ 50,000 บาท",
    "รายงานการกำกับติดตามการดำเนินการป้องกันการทุจริต จังหวัดนครคราม รอบ 6 เดือน ปีงบประมาณ พ.ศ. 2566": "ดำเนินการแล้ว 5 โครงการ ใช้งบประมาณ 120,000 บาท",
    "ข้อมูลเชิงสถิติการให้บริการ จังหวัดนครคราม ประจำปีงบประมาณ พ.ศ. 2566": "ตุลาคม 2565 จำนวน 1,204 ราย มีนาคม 2566 จำนวน 1,377 ราย",
}


@dataclass(frozen=True)
class Office(Variant):
    def change(self, site: Site) -> None:
        site.move({target: self._place(target) for target in site.parts})
        site.change_pages(lambda target, text: text.replace("<body>", f"<body>{_BAR}", 1))
        for target, part in list(site.parts.items()):
            if target.startswith("/data/"):
                site.parts[target] = part.with_text(part.text.replace(f'"{_FILES}', '"/uploads/'))
        for number, (title, line) in enumerate(_RIVALS.items(), 1):
            body = write_pdf(title, read_blocks([line]), _PROVINCE, date(2022, 11, 1))
            site.parts[f"/uploads/province/{number}.pdf"] = Part("application/pdf", body)
        site.parts["/"] = page(_province("หน้าแรก", '<p><a href="/office/">เทศบาลตำบลหนองฟ้าคราม</a></p>'))
        site.parts["/news.html"] = page(_province("ข่าวจังหวัด", "<p>ผู้ว่าราชการจังหวัดเปิดงานประเพณี 3 เมษายน 2566</p>"))
        rows = "".join(f'<li><a href="/uploads/province/{number}.pdf">{title}</a></li>' for number, title in enumerate(_RIVALS, 1))
        site.parts["/ita.html"] = page(_province("การประเมิน ITA ปี 2566 จังหวัดนครคราม", f"<ul>{rows}</ul>"))

    @staticmethod
    def _place(target: str) -> str:
        if target.startswith(_FILES):
            return f"/uploads/{target.removeprefix(_FILES)}"
        return target if target.startswith(_STAYS) else f"/office{target}"


def _province(title: str, inner: str) -> str:
    menu = '<a href="/">หน้าแรก</a> <a href="/ita.html">ITA จังหวัดนครคราม</a> <a href="/office/">หน่วยงานในจังหวัด</a>'
    return (
        f'<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>{title} - {_PROVINCE}</title></head>'
        f"<body><header>{_PROVINCE}</header><nav>{menu}</nav><main><h1>{title}</h1>{inner}</main><footer>ศาลากลาง{_PROVINCE}</footer></body></html>"
    )


OFFICE = (
    Office(name="office", tells="a path on the province's site, documents in its common folder, the province's items beside",
           entry="/office/"),
)  # fmt: skip
