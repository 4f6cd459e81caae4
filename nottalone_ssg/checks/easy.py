"""Easy read: every picture is there, every service has a number, and sentences are short."""

from collections.abc import Collection, Iterator

from nottalone_ssg.checks.relations import is_live
from nottalone_ssg.model.page import EasyLine, Page
from nottalone_ssg.model.site import Site
from nottalone_ssg.problems import Problem, did_you_mean
from nottalone_ssg.words.sentences import sentences
from nottalone_ssg.yaml_text import Document

# Words of a sentence: 10 to 15 (Department of Health, Making written information easier to understand for people with
# learning disabilities, 2010). More than two sentences are more than one idea.
WORDS, SENTENCES = 15, 2


def easy_read_is_right(site: Site, pictures: Collection[str]) -> Iterator[Problem]:
    """Each line of an easy read text has a picture that is drawn, few words, and a service that can be rung."""
    for page in site.pages.values():
        document = site.documents[f"page:{page.path}"]
        for number, line in enumerate(page.easy_read):
            yield from _line(site, page, document, number, line, pictures)


def _line(
    site: Site, page: Page, document: Document, number: int, line: EasyLine, pictures: Collection[str]
) -> Iterator[Problem]:
    at = ("easy read", number)
    if line.picture not in pictures:
        hint = did_you_mean(line.picture, pictures) or f"In assets/pictures/ are: {', '.join(sorted(pictures))}."
        yield document.place((*at, "picture")).problem("picture", f'there is no picture "{line.picture}"', hint)
    said = list(sentences(line.words))
    longest = max((sentence.words for sentence in said), default=0)
    if longest > WORDS or len(said) > SENTENCES:
        what = f"{longest} words in a sentence" if longest > WORDS else f"{len(said)} sentences in a line"
        hint = f"Easy read has at most {WORDS} words in a sentence, and one idea in a line. Make two lines of it."
        yield document.place((*at, "words")).problem("easy-read", f"{what} are hard to read", hint)
    if line.service:
        place = document.place((*at, "service"))
        yield from is_live(site, line.service, place)
        service = site.directory.get(line.service)
        if service and service.status == "live" and not service.contact("phone", "text"):
            hint = "Name a service that has a phone number or a number for texts."
            yield place.problem("easy-read", f"{service.name} has no number to ring or text", hint)
