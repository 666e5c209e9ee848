"""Weights of the instruments and rating scales, from rules/scales.yaml or another folder of rules."""

from functools import cache
from pathlib import Path

from oit.scales_reader import Scales, parse_scales
from rules import data_file, read_yaml

SCALES = "scales.yaml"


@cache
def load_scales(folder: Path | None = None) -> Scales:
    """Raises RulePackError naming file, line and field of a mistake."""
    return parse_scales(*read_yaml(data_file(SCALES, folder)))
