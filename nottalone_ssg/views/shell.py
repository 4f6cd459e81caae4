"""The shell: what all pages of the site share; and the ground that views stand on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from nottalone_ssg.model.page import FIXED
from nottalone_ssg.model.settings import HelpLine, MenuItem
from nottalone_ssg.model.site import Site
from nottalone_ssg.recipes.typeface import Fonts
from nottalone_ssg.views.assets import OPENING, PAPER, STYLE, only_sheets
from nottalone_ssg.views.parts import Card, HelpLink, Link, Shell
from nottalone_ssg.views.policy import policy_for


def policy(assets: Mapping[str, str]) -> str:
    """The Content-Security-Policy of a host, for pages with any of these style sheets in them."""
    return policy_for([assets[STYLE], *only_sheets(assets).values()])


def base_path(base_url: str) -> str:
    """The path under which a site with this address lies: / or /sub/."""
    return urlsplit(base_url).path or "/"


@dataclass(frozen=True)
class Ground:
    """What views build on: the site, its base address, its fingerprinted assets, the typefaces of print-outs."""

    site: Site
    base_url: str  # https://example.org/sub/
    assets: Mapping[str, str]  # js/site.js -> /assets/site.1a2b3c4d.js; css/site.css -> its text
    fonts: Fonts = field(default_factory=Fonts)
    pictures: Mapping[str, str] = field(default_factory=dict, repr=False)  # of easy read: SVG by name
    danger: str = ""  # the script that knows words of danger; "" where the editors have no list
    finder: str = ""  # the script of search boxes, which holds the quick index: /assets/find.1a2b3c4d5e.js
    filters: str = ""  # the script that narrows the list of all services
    my_list: str = ""  # the script of the page of kept services, if there is one
    printed: Mapping[PurePosixPath, tuple[int, int]] = field(default_factory=dict)  # pages and bytes, once it is known
    cards: dict[tuple[str, bool, bool], Card] = field(init=False, default_factory=dict, compare=False, repr=False)

    @property
    def base(self) -> str:
        """The path under which the site lies: / or /sub/."""
        return base_path(self.base_url)

    def href(self, address: str) -> str:
        """An address of the site as a link needs it; numbers and other sites stay as they are."""
        return self.base + address[1:] if address.startswith("/") else address

    def canonical(self, address: str) -> str:
        """The full address."""
        return self.base_url + address[1:]

    def crumbs(self, *parents: tuple[str, str]) -> tuple[Link, ...]:
        """The way back: home, then the addresses and names given."""
        return tuple(Link(self.href(address), words) for address, words in (("/", "Home"), *parents))


def shell(ground: Ground) -> Shell:
    """The part of the ingredients that every page has."""
    settings = ground.site.settings
    return Shell(
        name=settings.name,
        tagline=settings.tagline,
        language=settings.language,
        home=ground.base,
        notice=settings.testing_notice if settings.stage == "testing" else "",
        help=help_links(ground.site),
        help_now=Link(ground.href(FIXED["help now"]), "Get help now"),
        exit=settings.exit_page,
        menu=tuple(_menu_link(ground, item) for item in settings.menu),
        footer=tuple(_menu_link(ground, item) for item in settings.footer),
        style=ground.assets[STYLE],
        only=tuple(only_sheets(ground.assets).items()),
        paper=ground.href(ground.assets[PAPER]),
        script=ground.href(ground.assets["js/site.js"]),
        opening_script=ground.href(ground.assets[OPENING]),
        icon=ground.href(ground.assets["icons/favicon.svg"]),
        feed=ground.href("/feed.xml"),
    )


def _menu_link(ground: Ground, item: MenuItem) -> Link:
    path = item.page.strip("/")
    return Link(ground.href(f"/{path}/" if path else "/"), item.words)


def help_links(site: Site) -> tuple[HelpLink, ...]:
    """The numbers of the help strip."""
    return tuple(_help_link(site, line) for line in site.settings.help_strip)


def _help_link(site: Site, line: HelpLine) -> HelpLink:
    service = site.directory[line.service]
    contact = service.contact("phone", "text")
    if contact and contact.text:
        said = f"{contact.text.number}"
        return HelpLink(
            line.words, f"Text {contact.text.word} to".replace("  ", " "), said, contact.text.href, line.then
        )
    if contact and contact.phone:
        return HelpLink(line.words, "Ring", contact.phone.number, contact.phone.href, line.then)
    raise AssertionError("checks.crisis lets no service without a number into the strip")


def filters_of(
    site: Site, kind: str, topics: tuple[str, ...], areas: tuple[str, ...], for_: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """The filters of full-text search, as pairs of filter and value in words.

    What serves the county is found by its districts too; what serves the country is not, or every filter would find it.
    """
    served = [area for area in site.areas if {*areas} & {a.id for a in site.within(area) if a.kind != "national"}]
    served += [area for area in areas if area not in served]
    return (
        ("kind", kind),
        *(("topic", site.topics[topic].name) for topic in topics),
        *(("area", site.areas[area].name) for area in served),
        *(("audience", site.audiences[who].name) for who in site.readers(for_)),
    )


TOPICS = (FIXED["topics"], "Topics")
SERVICES = (FIXED["services"], "Services")
