"""A font map that swaps letters leaves Thai letters that are no language."""

from oit.content import TextLayer
from reading.text_quality import text_layer

SOUND = (
    "รายงานผลการดำเนินงานตามแผนปฏิบัติการประจำปี เทศบาลได้ดำเนินโครงการพัฒนาคุณภาพชีวิตของประชาชนในเขตพื้นที่ "
    "โดยจัดสรรงบประมาณสำหรับการก่อสร้างถนน ระบบระบายน้ำ และการศึกษาของเด็กเล็ก มีผู้เข้าร่วมกิจกรรมจำนวนมาก "
) * 6
SWAPPED = SOUND.replace("า", "จ").replace("ั", "บ").replace("ี", "ทท").replace("ิ", "น")


def test_sound_text_is_good() -> None:
    assert text_layer([SOUND]) is TextLayer.GOOD


def test_swapped_letters_are_garbled() -> None:
    assert text_layer([SWAPPED]) is TextLayer.GARBLED


def test_a_list_of_names_with_few_vowels_is_good() -> None:
    names = "นายสมชาย ใจดี ตำแหน่ง นักวิชาการ กลุ่มงานบริหาร จังหวัดนครปฐม อำเภอเมือง ตำบลพระปฐม " * 12
    assert text_layer([names]) is TextLayer.GOOD


def test_short_texts_are_not_judged_by_their_letters() -> None:
    assert text_layer(["บบ จจ กรรม ธรรม วรรณ สรรพ พรรค " * 3]) is TextLayer.GOOD
