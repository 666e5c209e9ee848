"""Content types of the sample's files, by the ending of the name."""

_TYPES = {
    "html": "text/html",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "png": "image/png",
    "jpg": "image/jpeg",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def content_type(name: str, charset: str = "utf-8") -> str:
    """The header's value; `charset` is that of a page."""
    kind = _TYPES.get(name.rsplit(".", 1)[-1].lower(), "application/octet-stream")
    return f"{kind}; charset={charset.upper()}" if kind == "text/html" else kind
