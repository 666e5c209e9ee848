"""Checks on how an agency can be reached: telephone, e-mail, address, map."""

import re
from collections.abc import Mapping
from functools import lru_cache

from oit.checks.base import NO, UNKNOWN, Context, Seen, around
from oit.checks.words import key_of, unreadable
from oit.content import BlockKind
from oit.scene import Scene
from oit.thai import arabic_digits, key

# Thai numbers: 0 + 8 or 9 digits, also +66; separators are blanks, hyphens, dots, brackets. A digit on either side makes it another number.
_PHONE = re.compile(r"(?<![\d\-])(?:\(?0[ \-.)]{0,2}|\+?66[ \-.)]{0,2})(?:\d[ \-.()]{0,2}){7,8}\d(?!\d)")
_EMAIL = re.compile(r"[a-z0-9][a-z0-9._%+\-]{0,63}(?:@|\[at\]|\(at\))[a-z0-9\-]{1,63}(?:\.[a-z0-9\-]{1,63}){1,4}", re.IGNORECASE)
_POSTCODE = re.compile(r"(?<!\d)[1-9]\d{4}(?!\d)")
_MAP_HOSTS = ("maps.google.", "google.com/maps", "google.co.th/maps", "maps.app.goo.gl", "goo.gl/maps", "openstreetmap.org", "longdo.com")


def phone(scene: Scene, args: Mapping[str, object], context: Context) -> Seen:
    """A telephone number: in the text or as a tel: link. `words` asks for one of these words within 40 letters before it."""
    if unreadable(scene):
        return UNKNOWN
    for link in scene.links:
        if link.href.lower().startswith("tel:") and sum(c.isdigit() for c in link.href) >= 8:
            return Seen(True, f"{link.text} {link.href}".strip())
    text = arabic_digits(scene.text)
    before = [key_of(word) for word in context.words(args, "words")]
    for found in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", found.group())
        lead = key(text[max(0, found.start() - 40) : found.start()])
        if len(set(digits[2:])) > 1 and (not before or any(word in lead for word in before)):
            return Seen(True, around(text, found.start(), 60))
    return NO


def email(scene: Scene, args: Mapping[str, object], context: Context) -> Seen:
    """An e-mail address that is not a template's (example.com and the like)."""
    if unreadable(scene):
        return UNKNOWN
    text = scene.text + "\n" + "\n".join(link.href[7:] for link in scene.links if link.href.lower().startswith("mailto:"))
    templates = context.words(args, "not")
    for found in _EMAIL.finditer(text):
        if not any(word in found.group().lower() for word in templates):
            return Seen(True, found.group())
    return NO


def address(scene: Scene, args: Mapping[str, object], context: Context) -> Seen:
    """A postal address: within three neighbouring lines a word of the area (`any`: sub-district, district, province) together with a word
    of the street (`street`: house number, village number, road) or a postcode. The agency's own name alone holds area words only."""
    if unreadable(scene):
        return UNKNOWN
    area, street = _whole_words(context.words(args)), _whole_words(context.words(args, "street"))
    lines = [line for line in scene.text.split("\n") if line.strip()]
    for index, line in enumerate(lines):
        # An address is often broken over neighbouring lines: street, then district and postcode.
        joined = arabic_digits(" ".join(lines[index : index + 3])[:400])
        if area.search(joined) and (street.search(joined) or _POSTCODE.search(joined)) and area.search(line):
            return Seen(True, " ".join(joined.split())[:200])
    return NO


@lru_cache(maxsize=32)
def _whole_words(words: tuple[str, ...]) -> re.Pattern[str]:
    """Abbreviations count only where a word begins; full words anywhere, since Thai writes no blanks between words."""
    return re.compile("|".join(rf"(?<![\u0E00-\u0E7FA-Za-z]){re.escape(w)}" if w.endswith(".") else re.escape(w) for w in words))


def place_map(scene: Scene, args: Mapping[str, object], context: Context) -> Seen:
    """A map: embedded, linked at a map service, or a picture whose words say that it is one (`any`)."""
    wanted = [key_of(word) for word in context.words(args)]
    for block in scene.blocks:
        if block.kind is BlockKind.EMBED and any(host in block.url for host in _MAP_HOSTS):
            return Seen(True, block.url[:200])
        if block.kind is BlockKind.IMAGE and any(word in key(block.text) for word in wanted):
            return Seen(True, block.text)
    for link in scene.links:
        if link.url and any(host in link.url for host in _MAP_HOSTS):
            return Seen(True, link.url[:200])
    return NO
