"""The plan of rounds in a file: read, and written for a new year."""

from pathlib import Path

import rules
from oit.errors import BadInput
from oit.rounds import Plan
from oit.rounds_reader import parse_plan
from rules.plain_yaml import read_plain_yaml

DEFAULT_FILE = "rounds.yaml"


def read_plan(path: Path) -> Plan:
    """The plan in a YAML file. Raises BadInput naming file, line and field of the first mistake, or how to write a plan."""
    if not path.is_file():
        raise BadInput(f"{path}: is no file; write a plan with oit round init, or name one with --plan")
    return parse_plan(*read_plain_yaml(path), rules.load_pack, rules.pack_names())
