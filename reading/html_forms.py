"""A form: where it sends, what it asks, whether it can be sent at all."""

import re

from bs4 import BeautifulSoup, Tag

from oit.content import Form, FormField, Region
from reading.addresses import is_dead, resolve
from reading.html_links import one_line

_LONGEST_HTML = 400_000
_LONGEST_TEXT = 2_000
_MOST_FIELDS = 200
_SENDS = re.compile(r"submit|send|save|post|ajax|fetch|ส่ง|บันทึก", re.IGNORECASE)
_SUBMIT_ATTRIBUTES = ("@submit", "v-on:submit", "ng-submit", "wire:submit", "x-on:submit")
_SILENT = frozenset(("script", "style", "template", "noscript", "option"))
_LABEL_BREAKS = frozenset(("input", "select", "textarea", "button", "form", "h1", "h2", "h3", "h4", "h5", "h6"))


def read_form(html: str, heading: str, region: Region, base: str, page_url: str, code: str) -> Form | None:
    """The form in `html`. `code` is what the page's inline scripts say, to tell whether one of them sends it."""
    form = BeautifulSoup(html[:_LONGEST_HTML], "lxml").find("form")
    if not isinstance(form, Tag):
        return None
    controls = list(form.find_all(["input", "select", "textarea", "button"], limit=_MOST_FIELDS))
    labels = {str(label.get("for")): label for label in form.find_all("label", limit=_MOST_FIELDS) if label.get("for")}
    fields = tuple(_field(control, labels) for control in controls)
    sends = any(_is_submit(control) for control in controls)
    method = "post" if _value(form, "method").strip().lower() == "post" else "get"
    return Form(_action(form, base, page_url), method, fields, sends, heading, _text(form), region, _scripted(form, controls, code))


def _action(form: Tag, base: str, page_url: str) -> str | None:
    action = form.get("action")
    if action is None or str(action).strip() == "":
        return page_url
    return None if is_dead(str(action)) else resolve(base, str(action))


def _is_submit(control: Tag) -> bool:
    kind = _value(control, "type").lower()
    if control.name == "button":
        return kind in ("", "submit")
    return control.name == "input" and kind in ("submit", "image")


def _scripted(form: Tag, controls: list[Tag], code: str) -> bool:
    if form.get("onsubmit") or any(_SENDS.search(_value(control, "onclick")) for control in controls):
        return True
    names = [name for name in (_value(form, "id"), _value(form, "name")) if len(name) > 2]
    listens = any(f"{quote}{mark}{name}{quote}" in code for name in names for quote in "\"'" for mark in ("", "#"))
    return listens or any(str(name).startswith(_SUBMIT_ATTRIBUTES) for name in form.attrs)


def _field(control: Tag, labels: dict[str, Tag]) -> FormField:
    kind = control.name if control.name in ("select", "textarea") else _value(control, "type").strip().lower() or "text"
    if control.name == "button":
        kind = _value(control, "type").strip().lower() or "submit"
    return FormField(kind[:40], _value(control, "name")[:200], _label(control, labels, kind)[:300])


def _label(control: Tag, labels: dict[str, Tag], kind: str) -> str:
    own = labels.get(_value(control, "id"))
    if own is not None and one_line(own.get_text(" ")):
        return one_line(own.get_text(" "))
    if control.name == "button":
        return one_line(control.get_text(" ")) or one_line(_value(control, "aria-label"))
    around = control.find_parent("label")
    stated = [_spoken(around)] if isinstance(around, Tag) else []
    stated += [_value(control, name) for name in ("placeholder", "aria-label", "title")]
    if kind in ("submit", "button", "reset", "image"):
        stated = [_value(control, "value"), _value(control, "alt"), *stated]
    return next((text for text in map(one_line, stated) if text), "" if kind == "hidden" else _text_before(control))


def _text_before(control: Tag) -> str:
    """The nearest text before a control, unless another control stands between."""
    for step, element in enumerate(control.previous_elements):
        if step > 40 or (isinstance(element, Tag) and element.name in _LABEL_BREAKS):
            return ""
        if not isinstance(element, Tag) and one_line(str(element)) and element.parent is not None and element.parent.name not in _SILENT:
            return one_line(str(element))
    return ""


def _spoken(element: Tag) -> str:
    return " ".join(str(text) for text in element.find_all(string=True) if text.parent is not None and text.parent.name not in _SILENT)


def _text(form: Tag) -> str:
    words = [str(text) for text in form.find_all(string=True) if text.parent is not None and text.parent.name not in _SILENT]
    words += [_value(control, "value") for control in form.find_all("input") if _value(control, "type").lower() in ("submit", "button")]
    return one_line(" ".join(words))[:_LONGEST_TEXT]


def _value(tag: Tag, name: str) -> str:
    value = tag.get(name)
    return " ".join(value) if isinstance(value, list) else str(value or "")
