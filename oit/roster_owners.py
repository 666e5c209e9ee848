"""Who answers for which items, as people write it: "O12,O18-O20: กองคลัง <finance@example.go.th>; กองแผน". And back again."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from oit.harmless import plain
from oit.roster import ANY_TOPIC, Owner
from oit.roster_words import EVERYTHING
from oit.thai import arabic_digits, clean

LONGEST = 300  # characters of a name or contact
_BETWEEN = re.compile(r"[;\n](?![^<>]*>)")  # between two owners, not within <...>
_CODE = re.compile(r"[Oo0]?\s*0*(\d{1,3})")
_RANGE = re.compile(r"([Oo]?\s*\d{1,3})\s*(?:-|ถึง|\.\.)\s*([Oo]?\s*\d{1,3})")
_SLUG = re.compile(r"[a-z][a-z0-9_]+")
_CODES = re.compile(r"(?:[Oo]\s*\d{1,3}|\d{1,3}|[a-z][a-z0-9_]+|\*|[,\s-]|ถึง|\.\.|ทั้งหมด|ทุกข้อ|อื่น\s?ๆ)+")
_NAMED = re.compile(r"(?P<name>[^<>]*)(?:<(?P<contact>[^<>]*)>\s*)?")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class Items:
    """The items that owners are given by: `topics_of` code -> topics in the order of the form; `slugs`: every topic there is."""

    form: str
    topics_of: Mapping[str, tuple[str, ...]]
    slugs: frozenset[str]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(self.topics_of)


def read_owners(text: str, items: Items) -> tuple[Owner, ...]:
    """The owners that a cell names, by topic. Raises ValueError telling what is wrong and what is allowed."""
    found: list[Owner] = []
    for part in _BETWEEN.split(text):
        if part.strip():
            codes, named = _split(part)
            name, contact = read_person(named)
            found += [Owner(topic, name, contact) for topic in read_topics(codes, items)]
    return distinct(found, items)


def distinct(owners: Iterable[Owner], items: Items) -> tuple[Owner, ...]:
    """Each topic's owner once, by topic. Raises ValueError where one has two."""
    by_topic: dict[str, Owner] = {}
    for owner in owners:
        other = by_topic.setdefault(owner.topic, owner)
        if other != owner:
            codes = [code for code, topics in items.topics_of.items() if owner.topic in topics]
            what = codes[0] if codes else owner.topic or "all other items"
            raise ValueError(f"{what}: {other.name} and {owner.name} both answer for it; name one")
    return tuple(by_topic[topic] for topic in sorted(by_topic))


def read_topics(text: str, items: Items) -> tuple[str, ...]:
    """The topics of codes, ranges of codes and topics' own names; (ANY_TOPIC,) for "all" and for nothing. Raises ValueError."""
    words = arabic_digits(clean(text)).strip()
    if not words or words.lower() in EVERYTHING:
        return (ANY_TOPIC,)
    found: list[str] = []
    for word in re.split(r"[,\s]+", _RANGE.sub(lambda m: f"{m[1]}-{m[2]}".replace(" ", ""), words)):
        if word:
            found += [ANY_TOPIC] if word.lower() in EVERYTHING else _topics(word, items)
    return tuple(dict.fromkeys(found))


def read_person(text: str) -> tuple[str, str]:
    """Name and contact of "name <contact>". Raises ValueError."""
    found = _NAMED.fullmatch(text.strip())
    if found is None or ";" in found["name"] or "\n" in text.strip():
        raise ValueError(f'"{plain(text, 60)}": write one owner as: name <contact>')
    name, contact = (line(clean(found[group] or "")) for group in ("name", "contact"))
    if not name and "@" in contact:
        name = contact
    if not name:
        raise ValueError(f'"{plain(text, 60)}": names nobody; write: O12: name <contact>')
    return name, read_contact(contact)


def read_contact(text: str) -> str:
    """A contact as it is kept: e-mail addresses that can be, or any other words. Raises ValueError."""
    contact = line(clean(text))
    for word in re.split(r"[\s,;<>()]+", contact):
        address = word.removeprefix("mailto:").rstrip(".:")
        if "@" in address.strip("@") and not (_EMAIL.fullmatch(address) and ".." not in address):
            raise ValueError(f'"{plain(address, 60)}" is no e-mail address; write it as name@example.go.th')
    return contact


def line(text: str, limit: int = LONGEST) -> str:
    """One line of visible characters. Raises ValueError for more than `limit`."""
    shown = plain(text, len(text) + 1)
    if len(shown) > limit:
        raise ValueError(f"has {len(shown)} characters; at most {limit} are kept")
    return shown


def write_owners(owners: Iterable[Owner], items: Items) -> str:
    """What read_owners reads back as these owners."""
    return "; ".join(f"{codes}: {name}" + (f" <{contact}>" if contact else "") for codes, name, contact in grouped(owners, items))


def grouped(owners: Iterable[Owner], items: Items) -> list[tuple[str, str, str]]:
    """Codes, name and contact of each owner, in the order of the form; who answers for all others comes last, as "all"."""
    topics: dict[tuple[str, str], set[str]] = {}
    for owner in owners:
        topics.setdefault((owner.name, owner.contact), set()).add(owner.topic)
    made = [(_written(own - {ANY_TOPIC}, items), name, contact) for (name, contact), own in topics.items() if own - {ANY_TOPIC}]
    made += [("all", name, contact) for (name, contact), own in topics.items() if ANY_TOPIC in own]
    return sorted(made, key=lambda group: (group[0] == "all", _first_number(group[0]), group))


def _first_number(codes: str) -> int:
    found = re.match(r"O(\d+)", codes)
    return int(found[1]) if found else 1_000


def _written(topics: set[str], items: Items) -> str:
    """Codes where all topics of an item are meant, the topics' own names for the rest."""
    codes = [code for code, own in items.topics_of.items() if set(own) <= topics]
    told = {topic for code in codes for topic in items.topics_of[code]}
    return ", ".join([*_ranges(codes, items.codes), *sorted(topics - told)])


def _ranges(codes: Sequence[str], order: Sequence[str]) -> list[str]:
    runs: list[list[str]] = []
    for code in codes:
        if runs and order.index(code) == order.index(runs[-1][-1]) + 1:
            runs[-1].append(code)
        else:
            runs.append([code])
    return [code for run in runs for code in ([f"{run[0]}-{run[-1]}"] if len(run) > 2 else run)]


def _split(part: str) -> tuple[str, str]:
    """Codes and person; what stands before a colon and is no list of codes belongs to the name."""
    head, colon, rest = part.partition(":")
    words = arabic_digits(clean(head)).strip()
    return (head, rest) if colon and (_CODES.fullmatch(words) or words.lower() in EVERYTHING) else ("", part)


def _topics(word: str, items: Items) -> list[str]:
    span = _RANGE.fullmatch(word)
    if span is None:
        return list(_of_code(word, items))
    order = items.codes
    first, last = (order.index(_code(end, items)) for end in span.groups())
    if first > last:
        raise ValueError(f"{word}: the range runs backwards")
    return [topic for code in order[first : last + 1] for topic in items.topics_of[code]]


def _of_code(word: str, items: Items) -> tuple[str, ...]:
    if word in items.slugs:
        return (word,)
    return items.topics_of[_code(word, items)]


def _code(word: str, items: Items) -> str:
    found = _CODE.fullmatch(word)
    code = f"O{found[1]}" if found else word
    if code not in items.topics_of:
        what = "is no topic" if _SLUG.fullmatch(word) else f"is no item of the form {items.form}"
        allowed = f"{items.codes[0]} to {items.codes[-1]}, ranges of them, topics of the rules, all"
        raise ValueError(f"{plain(word, 40)} {what}; allowed: {allowed}")
    return code
