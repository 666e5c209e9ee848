"""`oit advice` on a terminal."""

from collections.abc import Callable

from oit.advice import Action, QuestionAdvice, TopicAdvice
from oit.advice_links import EIT, IIT, SurveyOffer
from oit.advice_result import Advised, FailingItem
from oit.counting import counted_outcome
from oit.survey import QuestionBook, Sureness
from oit.wording import advise, date_text, explain, head, label
from oit.wording_digits import decimal
from reports.safe_text import printable, web_address
from reports.thai_cells import wrap
from reports.years_view import said, score_text

Out = Callable[[str], object]


class _Page:
    """Lines of at most `width` cells, indented; addresses are not broken."""

    def __init__(self, out: Out, lang: str, width: int) -> None:
        self.out, self.lang, self.width = out, lang, width

    def tell(self, line: str, indent: int = 0) -> None:
        for n, part in enumerate(wrap(line, self.width - indent - 2)):
            self.out(" " * (indent + (2 if n else 0)) + part)

    def address(self, url: str, indent: int) -> None:
        shown = web_address(url) or printable(url)
        self.out(" " * indent + shown)

    def title(self, line: str) -> None:
        self.out("")
        self.tell(line)

    def head(self, name: str, indent: int = 0, /, **gaps: object) -> None:
        self.tell(head(name, self.lang, **gaps), indent)


def print_advice(found: Advised, book: QuestionBook, out: Out, lang: str = "th", width: int = 100) -> None:
    """Lines of plain text of at most `width` cells, addresses apart."""
    page = _Page(out, lang, width)
    page.head("advice_of", agency=printable(found.agency.name, 160) or found.agency.url)
    page.head("advice_form", form=found.form, year=found.fiscal_year)
    if found.checked_on:
        page.head("advice_checked", day=date_text(found.checked_on.isoformat(), lang))
    else:
        page.head("advice_unchecked")
    _print_questions(page, found, book)
    _print_failing(page, found)
    page.title(head("advice_surveys", lang))
    _print_offer(page, found.offer)


def _print_questions(page: _Page, found: Advised, book: QuestionBook) -> None:
    mark = decimal(found.below)
    if found.scores_year is None or not found.questions_scored:
        page.title(head("advice_no_scores", page.lang))
        return
    page.title(head("advice_questions", page.lang, mark=mark, year=found.scores_year))
    if not found.questions:
        page.head("advice_none_weak", 2, mark=mark, count=found.questions_scored)
    if not found.known_year:
        page.head("advice_year_unknown", 2, year=found.scores_year)
    for one in found.questions:
        _print_question(page, one, book)


def _print_question(page: _Page, one: QuestionAdvice, book: QuestionBook) -> None:
    asked = one.weak.question
    name = head("key_question", page.lang, code=one.weak.key, title=said(asked.subject if asked else None, page.lang), part=one.weak.part)
    page.tell(f"{score_text(one.weak.score, page.lang)}  {name}", 2)
    if asked is None:
        return
    if asked.sureness is Sureness.INFERRED:
        page.head("advice_subject_inferred", 6)
    for topic in one.topics:
        _print_topic(page, topic)
    notes = dict.fromkeys(note for topic in one.topics for note in topic.notes)
    for note in notes:
        page.head("advice_note", 6, text=said(note, page.lang))
    for source in dict.fromkeys(source for topic in one.topics for source in topic.sources):
        page.head("advice_by", 6, text=said(book.sources[source], page.lang))
    if any(not topic.sources for topic in one.topics):
        page.head("advice_inferred", 6)
    page.head("advice_measure", 6, text=said(book.measures[asked.measure].title, page.lang))


def _print_topic(page: _Page, topic: TopicAdvice) -> None:
    name = " ".join(filter(None, (topic.code, said(topic.title, page.lang))))
    page.tell(f"{head(f'action_{topic.action}', page.lang)}: {name}", 6)
    if topic.finding is not None and topic.action in (Action.PUBLISH, Action.IMPROVE, Action.LOOK):
        page.tell(advise(topic.finding, page.lang), 10)
    elif topic.finding is not None and topic.action is Action.SHOWN and topic.finding.best_url:
        page.address(topic.finding.best_url, 10)


def _print_failing(page: _Page, found: Advised) -> None:
    if found.checked_on is None:
        return
    page.title(head("advice_failing", page.lang))
    if not found.failing:
        page.head("advice_none_failing", 2)
    elif not found.on_roster:
        page.head("advice_not_listed", 2)
    for one in found.failing:
        _print_item(page, one, found)


def _print_item(page: _Page, one: FailingItem, found: Advised) -> None:
    finding = one.finding
    title = finding.title_en if page.lang == "en" else finding.title_th
    page.tell(f"{finding.code} {printable(title)}: {label(counted_outcome(finding), page.lang)}", 2)
    page.tell(explain(finding, page.lang), 6)
    page.tell(advise(finding, page.lang), 6)
    for example in one.examples:
        where = head(f"example_{int(example.nearness)}", page.lang)
        day = date_text(example.day.isoformat(), page.lang)
        page.head("advice_example", 6, agency=printable(example.agency_name, 160), where=where, day=day)
        page.address(example.url, 8)
    if not one.examples and found.on_roster:
        page.head("advice_no_example", 6, count=found.similar)


def _print_offer(page: _Page, offer: SurveyOffer | None) -> None:
    if offer is None:
        page.head("survey_unknown", 2)
        return
    for survey in (IIT, EIT):
        links = offer.links_to(survey)
        page.head("survey_seen" if links else "survey_not_seen", 2, name=survey)
        for link in links:
            page.address(link.url, 6)
            if link.found_on:
                page.out(" " * 6 + head("survey_found_on", page.lang, url=web_address(link.found_on) or printable(link.found_on)))
    for picture in offer.pictures:
        page.head("survey_picture", 2, name=picture.survey)
        page.address(picture.url, 6)
