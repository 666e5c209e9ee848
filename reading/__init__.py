"""Bytes in, Page or Document out (types in oit.content). No network, no clock; nothing read here may crash or hang the caller.

`READER_VERSION` is written beside everything that is kept of a reading. Raise it when the same bytes would give another Page or Document.
"""

READER_VERSION = "11"
