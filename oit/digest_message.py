"""A message in parts, so that a medium with little room gets whole entries and the number of those left out."""

import json
from dataclasses import asdict, dataclass

_JOINT = "\n\n"


@dataclass(frozen=True, slots=True)
class Message:
    """`entries` are what may be left out, from the end; `cut` says so, with a gap {count}. `tells` names its news and is not sent."""

    subject: str  # one line
    head: str
    entries: tuple[str, ...] = ()
    foot: str = ""
    cut: str = ""
    tells: tuple[str, ...] = ()

    def text(self) -> str:
        return self._joined(len(self.entries))

    def within(self, room: int | None, *, titled: bool = True, line_end: str = "\n") -> tuple[str, str]:
        """Subject and text as they are sent: both together take at most `room` UTF-16 units (None: no limit). Where a medium has no
        subject it is the text's first line. `line_end` is what a medium shows as the end of a line."""
        if room is None:
            return self._made(self.text(), titled, line_end)
        for shown in range(len(self.entries), -1, -1):
            subject, text = self._made(self._joined(shown), titled, line_end)
            if length(subject) + length(text) <= room:
                return subject, text
        subject, text = self._made(_JOINT.join((self.head, self.cut.replace("{count}", str(len(self.entries))))), titled, line_end)
        return _shortened(subject, room), _shortened(text, room - length(_shortened(subject, room)))

    def _made(self, text: str, titled: bool, line_end: str) -> tuple[str, str]:
        subject = self.subject if titled else ""
        whole = text if titled else f"{self.subject}\n\n{text}"
        return subject, whole if line_end == "\n" else line_end.join(line for line in whole.split("\n") if line.strip())

    def _joined(self, shown: int) -> str:
        left = len(self.entries) - shown
        rest = self.cut.replace("{count}", str(left)) if left else ""
        return _JOINT.join(part for part in (self.head, *self.entries[:shown], rest, self.foot) if part)

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def of_json(cls, text: str) -> "Message":
        """ValueError where it is no message."""
        try:
            data = json.loads(text)
            subject, head, foot, cut = (str(data[name]) for name in ("subject", "head", "foot", "cut"))
            return cls(subject, head, tuple(map(str, data["entries"])), foot, cut, tuple(map(str, data["tells"])))
        except (KeyError, TypeError) as error:
            raise ValueError("is no kept message") from error


def length(text: str) -> int:
    """In UTF-16 units, as services count."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _shortened(text: str, room: int) -> str:
    if length(text) <= room:
        return text
    kept = text[: max(0, room - 1)]
    while kept and length(kept) > room - 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}…" if room > 0 else ""
