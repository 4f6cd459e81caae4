"""Views choose what readers see: words, dates, who a service is for, what is near, what other programs are told."""

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbench import SITES, SiteFolder, ground_of

from nottalone_ssg.model import addresses
from nottalone_ssg.model.nearness import by_nearness, local_pairs
from nottalone_ssg.model.service import Contact, Service
from nottalone_ssg.model.site import Site
from nottalone_ssg.values import Ages
from nottalone_ssg.views import lists
from nottalone_ssg.views.cards import IN_LISTS, card, contact_line, who_in_words
from nottalone_ssg.views.letters import letters
from nottalone_ssg.views.parts import Entry
from nottalone_ssg.views.service import service_view
from nottalone_ssg.views.service_parts import FirstStep
from nottalone_ssg.views.shell import Ground, shell
from nottalone_ssg.views.structured import json_ld
from nottalone_ssg.views.texts import led, parted
from nottalone_ssg.views.words import bare_address, counted, day, listed, sentence, some_day

OPEN_DOOR = "content/services/open-door.yaml"


@pytest.fixture(scope="module")
def ground() -> Ground:
    """The small site as it is in the folder; nobody changes it."""
    return ground_of(SiteFolder(SITES / "small"))


def changed(service: Service, **update: object) -> Service:
    """The service with other values, each as it is after reading."""
    return service.model_copy(update=update)


def test_days_are_said_the_british_way() -> None:
    months = " ".join(day(date(2026, month, 1)).split()[1][:3] for month in range(1, 13))
    assert months == "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
    assert day(date(2026, 10, 1)) == "1 October 2026"


@pytest.mark.parametrize(
    ("when", "said"), [("2025", "2025"), ("2025-12", "December 2025"), ("2025-03-03", "3 March 2025")]
)
def test_a_day_that_is_not_fully_known_is_said_as_far_as_it_is(when: str, said: str) -> None:
    assert some_day(when) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [([], ""), (["one"], "one"), (["one", "two"], "one and two"), (["one", "two", "three"], "one, two and three")],
)
def test_lists_are_said_with_commas_and_an_and(words: list[str], said: str) -> None:
    assert listed(words) == said


def test_small_words_fit_their_number_and_place() -> None:
    assert counted(1, "service") == "1 service"
    assert counted(0, "service") == "0 services"
    assert counted(2, "entry", "entries") == "2 entries"
    assert sentence("free") == "Free"
    assert sentence("NHS only") == "NHS only"
    assert sentence("") == ""


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://www.example.org/", "example.org"),
        ("https://example.org/help/", "example.org/help"),
        ("http://mail.example.org:8080/a?b=c#d", "mail.example.org:8080/a?b=c"),
    ],
)
def test_web_addresses_are_printed_as_people_type_them(url: str, said: str) -> None:
    assert bare_address(url) == said


@pytest.mark.parametrize(
    ("for_", "ages", "said"),
    [
        (("everyone",), None, "Everyone"),
        (("young-people", "adults"), None, "Everyone"),
        (("young-people",), None, "Young people"),
        (("adults",), (18, None), "Adults, aged 18 and over"),
        (("young-people",), (11, 25), "Young people, aged 11 to 25"),
        (("everyone",), (None, 18), "Everyone, aged up to 18"),
        (("everyone",), (None, None), "Everyone"),
    ],
)
def test_who_a_service_is_for_is_said_in_one_phrase(
    ground: Ground, for_: tuple[str, ...], ages: tuple[int | None, int | None] | None, said: str
) -> None:
    service = changed(ground.site.directory["samaritans"], for_=for_, ages=Ages(*ages) if ages else None)
    assert who_in_words(ground.site, service) == said


def test_readers_are_named_in_the_order_of_the_vocabulary(site: SiteFolder) -> None:
    site.replace(
        "content/vocabulary/audiences.yaml", "audiences:\n", "audiences:\n  - {id: old, name: old, summary: O}\n"
    )
    landing = (site.content / "pages/for/adults.md").read_bytes()
    site.write("content/pages/for/old.md", landing)
    wide = ground_of(site)
    service = changed(wide.site.directory["samaritans"], for_=("adults", "old"))
    assert who_in_words(wide.site, service) == "Old and adults"


@pytest.mark.parametrize(
    ("contact", "way", "verb", "words", "href"),
    [
        ({"phone": "0115 956 0888"}, "phone", "Ring", "0115 956 0888", "tel:+441159560888"),
        ({"text": "85258 with the word SHOUT"}, "text", "Text", "SHOUT to 85258", "sms:85258?body=SHOUT"),
        ({"email": "a+b@example.org"}, "email", "Email", "a+b@example.org", "mailto:a+b@example.org"),
        ({"email": "a?cc=x@example.org"}, "email", "Email", "a?cc=x@example.org", "mailto:a%3Fcc%3Dx@example.org"),
        ({"web": "https://www.example.org/a/"}, "web", "Website", "example.org/a", "https://www.example.org/a/"),
        (
            {"webchat": "https://example.org/chat"},
            "webchat",
            "Chat online",
            "example.org/chat",
            "https://example.org/chat",
        ),
        ({"webchat": "on the website"}, "webchat", "Chat online", "on the website", ""),
        ({"visit": "1 A Street, NG18 1AA"}, "visit", "Visit", "1 A Street, NG18 1AA", ""),
        ({"post": "FREEPOST A"}, "post", "Write to", "FREEPOST A", ""),
    ],
)
def test_each_way_to_reach_somebody_has_its_verb_and_its_link(
    contact: Mapping[str, str], way: str, verb: str, words: str, href: str
) -> None:
    """What is printed must be enough without the link, and the link must do what the verb says."""
    line = contact_line(Contact.model_validate(contact))
    assert (line.way, line.verb, line.words, line.href) == (way, verb, words, href)
    assert line.hours == ()


def test_a_card_shows_the_first_ways_in_and_a_brief_one_the_number_alone(ground: Ground) -> None:
    """Long lists have to arrive in one round trip; a service's own page has the rest."""
    service = ground.site.directory["open-door"]
    assert len(service.contacts) > IN_LISTS
    full, whole, brief = (
        card(ground, service),
        card(ground, service, all_contacts=True),
        card(ground, service, brief=True),
    )
    assert [line.way for line in full.contacts] == ["visit", "phone"]
    assert [line.way for line in whole.contacts] == ["visit", "phone", "web"]
    assert [line.way for line in brief.contacts] == ["phone"]
    assert full.contacts[0].hours == ("Tuesday, 4pm to 7pm",)
    assert full.contacts[1].note == "Press 2 for the drop-in."
    assert (brief.contacts[0].hours, brief.contacts[0].note) == ((), "")
    assert (full.summary, full.who, full.where, full.cost) == (
        "A drop-in where you can talk to somebody the same day.",
        "Young people, aged 11 to 25",
        "Mansfield",
        "Free",
    )
    assert (brief.summary, brief.who, brief.where, brief.cost) == ("", "", "Mansfield", "")


def test_links_of_a_site_in_a_folder_start_with_the_folder(ground: Ground) -> None:
    under = dataclasses.replace(ground, base_url="https://x.org/sub/")
    assert card(under, ground.site.directory["open-door"]).href == "/sub/services/open-door/"
    assert under.href("tel:999") == "tel:999"
    assert under.canonical("/topics/") == "https://x.org/sub/topics/"
    assert shell(under).home == "/sub/"


AREAS = ("national", "nottingham-city", "nottinghamshire", "mansfield")
CHAINS = {
    "national": ["national"],
    "nottingham-city": ["nottingham-city", "national"],
    "nottinghamshire": ["nottinghamshire", "national"],
    "mansfield": ["mansfield", "nottinghamshire", "national"],
}
_directories = st.lists(st.sets(st.sampled_from(AREAS), min_size=1), max_size=8)


def site_with(base: Site, areas: list[set[str]]) -> Site:
    """The site with other services: one for each set of areas."""
    template = base.directory["samaritans"]
    services = (changed(template, id=f"s{n}", areas=tuple(sorted(where))) for n, where in enumerate(areas))
    return dataclasses.replace(base, directory={service.id: service for service in services})


@given(directory=_directories, area=st.sampled_from(AREAS))
def test_each_service_near_an_area_stands_once_in_the_nearest_group(
    ground: Ground, directory: list[set[str]], area: str
) -> None:
    """Somebody in Mansfield sees the services of Mansfield first, then of the county, then of the country."""
    site = site_with(ground.site, directory)
    groups = by_nearness(site, site.services, area)
    assert [around.id for around, _ in groups if around] == CHAINS[area]
    expected = {
        f"s{n}": next((near for near in CHAINS[area] if near in where), None) for n, where in enumerate(directory)
    }
    found = [(service.id, around.id) for around, services in groups if around for service in services]
    assert len(found) == len({service for service, _ in found})
    assert dict(found) == {service: near for service, near in expected.items() if near}


@given(directory=_directories)
def test_without_an_area_local_services_stand_before_those_for_the_whole_country(
    ground: Ground, directory: list[set[str]]
) -> None:
    site = site_with(ground.site, directory)
    (nowhere, local), (national, far) = by_nearness(site, site.services)
    assert nowhere is None
    assert national is site.areas["national"]
    assert [service.id for service in local] == [
        f"s{n}" for n, where in enumerate(directory) if "national" not in where
    ]
    assert [service.id for service in far] == [f"s{n}" for n, where in enumerate(directory) if "national" in where]


def test_a_topic_has_a_page_for_an_area_only_where_something_near_is_listed(ground: Ground) -> None:
    """A page for each of topics times areas would be hundreds of copies of the national list."""
    assert local_pairs(ground.site) == {
        ("anxiety", "national"): 2,
        ("anxiety", "mansfield"): 3,
        ("bereavement", "national"): 1,
        ("sleep", "mansfield"): 1,
    }


def test_empty_groups_have_no_heading(ground: Ground) -> None:
    groups = by_nearness(ground.site, ground.site.by_topic["bereavement"])
    assert [section.heading for section in lists.sections(ground, groups)] == ["Anywhere in the UK"]


def test_long_lists_are_brief(ground: Ground) -> None:
    """See LONG: the list of everything has to arrive in one round trip as well."""
    short = site_with(ground.site, [{"mansfield"}] * lists.LONG)
    long = site_with(ground.site, [{"mansfield"}] * (lists.LONG + 1))
    for site, summary in ((short, "Somebody to listen, day or night, whatever is wrong."), (long, "")):
        (section,) = lists.sections(dataclasses.replace(ground, site=site), by_nearness(site, site.services))
        assert {card.summary for card in section.cards} == {summary}


@given(directory=_directories)
def test_a_topics_page_shows_a_few_services_and_leads_to_all(ground: Ground, directory: list[set[str]]) -> None:
    site = site_with(ground.site, directory)
    services = site.by_topic.get("anxiety", ())
    sections = lists.shortened(dataclasses.replace(ground, site=site), by_nearness(site, services), "anxiety")
    shown = [card.id for section in sections for card in section.cards]
    assert len(shown) == len(set(shown)) == min(len(services), lists.ON_TOPIC_PAGES)
    more = [section.more for section in sections if section.more]
    assert bool(more) == (len(services) > lists.ON_TOPIC_PAGES)
    for link in more:
        assert (link.href, link.words) == ("/services/topic/anxiety/", f"See all {len(services)} services")
    local = [service.id for service in services if "national" not in service.areas]
    assert not local or set(shown) & set(local), "the local ones were cut away"


def test_of_two_services_the_one_for_more_readers_is_kept(ground: Ground) -> None:
    """Everyone is more than adults, although it is one word."""
    site = site_with(ground.site, [{"mansfield"}] * (lists.ON_TOPIC_PAGES + 1))
    *narrow, wide = site.directory.values()
    directory = {service.id: changed(service, for_=("adults",)) for service in narrow} | {wide.id: wide}
    site = dataclasses.replace(site, directory=directory)
    groups = by_nearness(site, site.by_topic["anxiety"])
    (section,) = lists.shortened(dataclasses.replace(ground, site=site), groups, "anxiety")
    assert section.cards[0].id == wide.id


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    'A "quoted" \\ name',
    "]]> & <b>",
    "Ünïcode 💙",
    "\u2028line",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_breaks_out_of_the_data_for_search_engines(ground: Ground, name: str) -> None:
    """What a person typed is data, inside a script element too."""
    service = changed(
        ground.site.directory["open-door"],
        name=name,
        organisation=name,
        summary=name,
        also_called=(name,),
        contacts=(Contact.model_validate({"webchat": name}), Contact.model_validate({"visit": name})),
    )
    text = json_ld(ground, service)
    assert "<" not in text
    data = json.loads(text)
    assert data["name"] == data["description"] == data["provider"]["name"] == data["alternateName"][0] == name
    page = html5lib.parse(
        f"<!doctype html><script type='application/ld+json'>{text}</script><p>", namespaceHTMLElements=False
    )
    scripts = page.findall(".//script")
    assert [script.text for script in scripts] == [text]


@pytest.mark.parametrize("name", [name for name in HOSTILE if name.isprintable()])
def test_no_name_breaks_out_of_the_pages_that_show_it(site: SiteFolder, name: str) -> None:
    """The same in the finished pages: as many scripts as ever, and the heading says the very name."""
    site.replace(OPEN_DOOR, "name: Open Door\n", f"name: {json.dumps(name, ensure_ascii=False)}\n")
    outcome = site.run()
    assert outcome.code == 0, outcome.text
    for address in ("/services/open-door/", "/services/", "/a-z/", "/topics/sleep/"):
        page = html5lib.parse(site.read(address), namespaceHTMLElements=False)
        own = [script for script in page.findall(".//script") if script.get("type") != "application/ld+json"]
        assert all(script.get("src") and not script.text for script in own)
        assert " ".join(name.split()) in _words(page, ".//body")
    page = html5lib.parse(site.read("/services/open-door/"), namespaceHTMLElements=False)
    assert _words(page, ".//h1") == " ".join(name.split())


def _words(page: Element, path: str) -> str:
    """The words that a reader sees in the one element at this path."""
    (element,) = page.findall(path)
    return " ".join("".join(element.itertext()).split())


def test_the_data_for_search_engines_says_what_the_page_says(ground: Ground) -> None:
    data = json.loads(json_ld(ground, ground.site.directory["open-door"]))
    assert data["@type"] == "Service"
    assert data["url"] == data["@id"] == "https://example.org/services/open-door/"
    assert data["areaServed"] == [{"@type": "AdministrativeArea", "name": "Mansfield"}]
    assert data["serviceType"] == ["Anxiety and worry", "Sleep problems"]
    people = {"@type": "PeopleAudience", "audienceType": "young people"}
    assert data["audience"] == [people | {"suggestedMinAge": 11, "suggestedMaxAge": 25}]
    assert data["alternateName"] == ["The Door"]
    assert data["offers"]["price"] == "0"
    place, phone, web = data["availableChannel"]
    assert place["serviceLocation"]["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "1 Example Street, Mansfield",
        "postalCode": "NG18 1AA",
        "addressCountry": "GB",
    }
    (opens,) = place["serviceLocation"]["openingHoursSpecification"]
    assert (opens["dayOfWeek"], opens["opens"]) == (["https://schema.org/Tuesday"], "16:00")
    assert phone["availableLanguage"] == ["English", "British Sign Language"]
    assert phone["servicePhone"] == {
        "@type": "ContactPoint",
        "telephone": "+441623000000",
        "hoursAvailable": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": [f"https://schema.org/{day}day" for day in ("Mon", "Tues", "Wednes", "Thurs", "Fri")],
                "opens": "09:30",
                "closes": "17:00",
            }
        ],
    }
    assert web["serviceUrl"] == "https://example.org/open-door"


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        ({"text": "85258 with the word DOOR"}, ("serviceSmsNumber", {"@type": "ContactPoint", "telephone": "85258"})),
        ({"email": "a@example.org"}, ("serviceUrl", "mailto:a@example.org")),
        ({"webchat": "https://example.org/chat"}, ("serviceUrl", "https://example.org/chat")),
        ({"webchat": "on the website"}, ("name", "on the website")),
        (
            {"post": "PO Box 1, Mansfield"},
            (
                "servicePostalAddress",
                {"@type": "PostalAddress", "streetAddress": "PO Box 1, Mansfield", "addressCountry": "GB"},
            ),
        ),
    ],
)
def test_each_way_to_reach_a_service_has_its_own_word(
    ground: Ground, contact: dict[str, str], said: tuple[str, object]
) -> None:
    """The words are those of ServiceChannel (https://schema.org/ServiceChannel); a program passes over any other."""
    service = changed(ground.site.directory["samaritans"], contacts=(Contact.model_validate(contact),))
    (channel,) = json.loads(json_ld(ground, service))["availableChannel"]
    assert channel == {"@type": "ServiceChannel", said[0]: said[1]}


@pytest.mark.parametrize(
    ("hours", "opens"),
    [
        ("always", [("00:00", "23:59", 7)]),
        ("mon-fri 9:00-12:00, 13:00-17:00", [("09:00", "12:00", 5), ("13:00", "17:00", 5)]),
        ("every day 17:00-midnight", [("17:00", "23:59", 7)]),
        ("fri 22:00-4:00", [("22:00", "04:00", 1)]),
        ("mon-fri", []),
        ("mon 9:00-10:00, tue", []),
        ("by appointment", []),
    ],
)
def test_hours_for_search_engines_are_given_only_where_they_are_known(
    ground: Ground, hours: str, opens: list[tuple[str, str, int]]
) -> None:
    """Half of the hours would be read as all of them, and somebody would find a closed door."""
    contact = Contact.model_validate({"phone": "999", "hours": hours})
    data = json.loads(json_ld(ground, changed(ground.site.directory["samaritans"], contacts=(contact,))))
    found = data["availableChannel"][0]["servicePhone"].get("hoursAvailable", [])
    assert [(span["opens"], span["closes"], len(span["dayOfWeek"])) for span in found] == opens


def test_what_costs_something_is_not_offered_for_nothing(ground: Ground) -> None:
    service = changed(ground.site.directory["samaritans"], cost="free for the first hour")
    assert "offers" not in json.loads(json_ld(ground, service))


def test_everything_that_has_a_page_stands_under_its_letter(ground: Ground) -> None:
    found = {letter: [(tile.words, tile.href) for tile in tiles] for letter, tiles in letters(ground)}
    assert found == {
        "A": [("Adults", "/for/adults/"), ("Anxiety and worry", "/topics/anxiety/")],
        "B": [("Bereavement and grief", "/topics/bereavement/")],
        "D": [("The Door", "/services/open-door/")],
        "G": [("Get help now", "/get-help-now/")],
        "O": [("Open Door", "/services/open-door/")],
        "S": [
            ("Samaritans", "/services/samaritans/"),
            ("Shout", "/services/shout/"),
            ("Sleep problems", "/topics/sleep/"),
        ],
        "Y": [("Young people", "/for/young-people/")],
    }


def test_letters_are_those_that_a_person_looks_under(ground: Ground) -> None:
    """The Drop is found between Door and Duck, Élan beside Elan, 42nd Street before A."""
    service = ground.site.directory["samaritans"]
    names = ["The Drop", "Duck", "door", "Élan", "Elm", "42nd Street", "Élan", "The", "Ζωή"]
    site = dataclasses.replace(ground.site, directory={"s": changed(service, name="Zed", also_called=tuple(names))})
    tiles = letters(dataclasses.replace(ground, site=site))
    found = {letter: [tile.words for tile in tiles if tile.summary == "service"] for letter, tiles in tiles}
    assert found["0 to 9"] == ["42nd Street", "Ζωή"]
    assert found["D"] == ["door", "The Drop", "Duck"]
    assert found["E"] == ["Élan", "Elm"]
    assert found["T"] == ["The"]
    assert found["Z"] == ["Zed"]
    order = [letter for letter, _ in tiles]
    assert order == sorted(set(order))


def test_every_link_of_the_a_to_z_is_published(ground: Ground) -> None:
    links = [tile.href for _, tiles in letters(ground) for tile in tiles]
    assert len(links) > 8
    assert set(links) <= addresses.published(ground.site)


@pytest.mark.parametrize(
    ("html", "lead", "rest"),
    [
        ("<p>Kind.</p><p>More.</p>", "<p>Kind.</p>", ["<p>More.</p>"]),
        ("<p>Kind.</p>", "<p>Kind.</p>", []),
        ("<h2>No words first</h2>", "", ["<h2>No words first</h2>"]),
    ],
)
def test_the_first_words_of_a_page_can_stand_before_all_else(html: str, lead: str, rest: list[str]) -> None:
    found, entries = led([Entry(html=html)])
    assert (found, [entry.html for entry in entries]) == (lead, rest)
    assert led([]) == ("", [])


def test_the_home_page_is_cut_at_its_headings_and_nothing_is_lost(ground: Ground) -> None:
    service = card(ground, ground.site.directory["samaritans"])
    entries = [Entry(html="<p>a</p><h2>b</h2><p>c</p>"), Entry(card=service), Entry(html="<p>d</p><h2>e</h2>")]
    before, first, second = parted(entries)
    assert before == (Entry(html="<p>a</p>"),)
    assert first == (Entry(html="<h2>b</h2><p>c</p>"), Entry(card=service), Entry(html="<p>d</p>"))
    assert second == (Entry(html="<h2>e</h2>"),)
    assert parted([]) == ((),)


def first_step(ground: Ground, service: Service) -> FirstStep | None:
    """What its page says to do first."""
    return service_view(ground, shell(ground), service).first


def test_the_first_step_comes_with_its_contact_and_says_what_happens_then(ground: Ground) -> None:
    """Not always the first contact: a service may list its website first and still ask people to ring."""
    service = ground.site.directory["open-door"]
    shown = service_view(ground, shell(ground), changed(service, next_step="ring"))
    assert shown.first is not None
    assert shown.first.contact is not None
    assert (shown.first.words, shown.first.contact.words) == ("ring", "01623 000000")
    assert shown.first.then == "Somebody says hello and asks what you need."
    assert shown.first.facts == (("Cost of the service", "Free"), ("Who can ask", "You or your GP"))
    assert [line.way for line in shown.contacts] == ["visit", "web"]


def test_where_somebody_else_has_to_be_asked_the_first_step_says_how(ground: Ground) -> None:
    service = changed(
        ground.site.directory["open-door"], next_step="ask your GP", how_to_refer="Ask at the desk.", referral=("GP",)
    )
    shown = service_view(ground, shell(ground), service)
    assert shown.first is not None
    assert (shown.first.words, shown.first.contact, shown.first.how) == ("ask your GP", None, "Ask at the desk.")
    assert len(shown.contacts) == 3
    assert shown.how_to_refer == ""  # it is said once


def test_a_paused_service_needs_no_step_and_a_closed_one_has_none(ground: Ground) -> None:
    service = ground.site.directory["samaritans"]
    paused = first_step(ground, changed(service, next_step=None, status="paused"))
    assert paused is not None
    assert paused.words == "ring"
    assert first_step(ground, changed(service, next_step=None, status="paused", contacts=())) is None
    closed = service_view(ground, shell(ground), changed(service, status="closed"))
    assert (closed.first, closed.contacts) == (None, ())


def test_times_that_are_not_known_are_said_where_somebody_has_to_be_there(ground: Ground) -> None:
    """Unless a note stands there, which may say them in words."""
    service = ground.site.directory["open-door"]
    ways = [{"phone": "01623 000 000"}, {"phone": "01623 000 001", "note": "Most evenings."}, {"web": "https://a.org"}]
    contacts = tuple(Contact.model_validate(way) for way in ways)
    shown = service_view(ground, shell(ground), changed(service, next_step="go online", contacts=contacts))
    assert [line.hours for line in shown.contacts] == [("Times not known",), ()]
    assert shown.first is not None
    assert shown.first.contact is not None
    assert shown.first.contact.hours == ()


@pytest.mark.parametrize(
    ("contact", "costs"),
    [
        ({"phone": "0808 196 3779"}, "Free to ring"),
        ({"phone": "0300 123 3393"}, "Charged as a landline call, or less"),
        ({"phone": "0115 956 0888"}, "Charged as a landline call"),
        ({"phone": "07900 000 000"}, ""),
        ({"phone": "0300 123 3393", "note": "Calls are not free."}, ""),
        ({"text": "85258"}, ""),
        ({"email": "a@example.org"}, ""),
    ],
)
def test_a_button_says_what_it_costs_where_that_is_certain(contact: Mapping[str, str], costs: str) -> None:
    """Somebody with no credit has to know before they ring; what an editor wrote about money goes first."""
    assert contact_line(Contact.model_validate(contact)).costs == costs


def test_how_to_tell_us_is_shown_once_the_owners_have_set_it_up(ground: Ground, site: SiteFolder) -> None:
    assert service_view(ground, shell(ground), ground.site.directory["samaritans"]).tell_us == ()
    site.replace("content/site.yaml", "menu:\n", "tell us:\n  - email: a@example.org\n  - post: 1 A Street\nmenu:\n")
    with_ways = ground_of(site)
    shown = service_view(with_ways, shell(with_ways), with_ways.site.directory["samaritans"])
    assert [line.href or line.words for line in shown.tell_us] == ["mailto:a@example.org", "1 A Street"]


def test_the_help_strip_says_how_to_reach_each_service(ground: Ground) -> None:
    samaritans, shout = shell(ground).help
    assert (samaritans.verb, samaritans.number, samaritans.href) == ("Ring", "116 123", "tel:116123")
    assert (shout.verb, shout.number, shout.href) == ("Text SHOUT to", "85258", "sms:85258?body=SHOUT")


def test_where_nobody_is_there_for_the_whole_country_who_listens_to_any_worry_is(site: SiteFolder) -> None:
    """Sleep has a local service only; a topic with a national one shows the listeners no second time."""
    site.replace("content/site.yaml", "menu:\n", "listeners: [samaritans, shout]\nmenu:\n")
    ground = ground_of(site)
    local, national = ground.site.directory["open-door"], ground.site.directory["shout"]
    here = lists.sections(ground, [(None, [local])])
    with_both = lists.with_listeners(ground, here)
    assert with_both[:-1] == here
    assert [card.id for card in with_both[-1].cards] == ["samaritans", "shout"]
    everywhere = lists.sections(ground, [(None, [local, national])])
    assert lists.with_listeners(ground, everywhere) == everywhere
    assert [card.id for part in lists.with_listeners(ground, ()) for card in part.cards] == ["samaritans", "shout"]
    assert lists.with_listeners(ground_of(SiteFolder(SITES / "small")), here) == here, "the setting may be left out"
