"""One page of every kind, for tests that must hold on all of them."""

from dataclasses import dataclass

import pytest


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page and where to see one."""

    name: str
    address: str
    in_sub: bool = False  # only in the site under /sub/, which conftest.py adds a few pages to
    status: int = 200


KINDS = (
    Kind("home", "/"),
    Kind("help now", "/get-help-now/"),
    Kind("topic", "/topics/sleep/"),
    Kind("topic that opens with a note", "/topics/self-harm/"),
    Kind("topic without a text", "/topics/housing/"),
    Kind("topics", "/topics/"),
    Kind("guide", "/guides/grounding-and-breathing/"),
    Kind("guides", "/guides/"),
    Kind("service", "/services/samaritans/"),
    Kind("paused service with a long name", "/services/test-paused/", in_sub=True),
    Kind("closed service", "/services/test-closed/", in_sub=True),
    Kind("services", "/services/"),
    Kind("services for a topic", "/services/topic/anxiety/"),
    Kind("services in an area", "/services/area/mansfield/"),
    Kind("services for a topic in an area", "/services/topic/anxiety/area/mansfield/"),
    Kind("audience", "/for/children/"),
    Kind("a to z", "/a-z/"),
    Kind("search", "/search/"),
    Kind("my list", "/my-list/"),
    Kind("print", "/print/"),
    Kind("leaflets", "/print/sheets/"),
    Kind("about", "/about/"),
    Kind("policy", "/about/privacy/"),
    Kind("open data", "/about/open-data/"),
    Kind("everything that a text can hold", "/about/test-of-blocks/", in_sub=True),
    Kind("not found", "/there-is-no-such-page/", status=404),
)

on_every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
