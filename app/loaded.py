"""Imported for what it does: the rules are read and the words of topics made ready, so that what is forked from this process need not."""

import rules
from oit.agency import AGENCY_TYPES, Agency
from oit.judge import agency_matcher

rules.load_pack()
rules.code_tables()
for kind in AGENCY_TYPES:
    agency_matcher(rules.load_words(), Agency("", "", kind))  # its patterns and titles are remembered
