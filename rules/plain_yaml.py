"""YAML whose values stay as they are written: a code of 0012 is no number, and `no` no answer. For lists that people keep."""

from pathlib import Path
from typing import Any

import yaml

from oit.source import Source
from rules import _lines
from rules.mistakes import refuse_slips

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # texts, lists and mappings only


def read_plain_yaml(file: Path) -> tuple[Any, Source]:
    """Texts, lists and mappings of a file, and the line of each key and entry. Raises RulePackError naming the line of a mistake."""
    refuse_slips(file)
    loader = _LOADER(file.read_text(encoding="utf-8-sig"))
    try:
        node = loader.get_single_node()
        lines = dict(_lines(node, ())) if node is not None else {}
        return loader.construct_document(node) if node is not None else None, Source(str(file), lines)
    finally:
        loader.dispose()
