"""What a document calls itself: the topics of its title, read from its first lines."""

from collections.abc import Callable, Iterator, Mapping

from oit.content import Document

FIRST_LINES, FIRST_LETTERS = 14, 1500
Scores = Callable[[str], Mapping[str, float]]


def title_lines(document: Document) -> Iterator[str]:
    """The lines that may be the title, alone and joined with the following ones (titles break across lines). Table rows are none."""
    lines = [" ".join(line.split()) for line in "\n".join(document.pages[:2])[:FIRST_LETTERS].split("\n")]
    lines = [line for line in lines if len(line) >= 4 and " | " not in line][:FIRST_LINES]
    for index, line in enumerate(lines):
        yield line[:200]
        joined = line
        for following in lines[index + 1 : index + 3]:
            joined = f"{joined} {following}"
            if len(joined) < 200:
                yield joined


def title_topics(document: Document, scores: Scores, accept: float) -> dict[str, tuple[float, str]]:
    """Topic -> score and words: of the name in the file's properties, and of the first line that names a topic with those it runs on to.

    What later lines name (chapters, columns, cited papers) is not what the document is."""
    found: dict[str, tuple[float, str]] = {}
    for topic, score in scores(document.title).items() if document.title else ():
        if score >= accept:
            found[topic] = (score, document.title)
    first = ""
    for text in title_lines(document):
        if first and not text.startswith(first):
            break
        good = {topic: score for topic, score in scores(text).items() if score >= accept}
        if good and not first:
            first, alone = text, good
        if first and text != first:
            rest = scores(text[len(first) :].strip())  # a line that names a topic by itself is no end of the title above it
            best, runs_on = max(alone.values()), not any(topic in good for topic in alone)
            good = {
                topic: score
                for topic, score in good.items()
                if topic in alone or score >= best or (runs_on and rest.get(topic, 0.0) < accept)
            }
        for topic, score in good.items():
            if score > found.get(topic, (0.0, ""))[0]:
                found[topic] = (score, text)
    return found
