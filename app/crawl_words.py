"""Importing this reads the rules that every crawl needs: processes that are forked afterwards have them."""

import rules

for _form in rules.pack_names():
    rules.load_pack(_form)
rules.load_words()
rules.load_outside()
