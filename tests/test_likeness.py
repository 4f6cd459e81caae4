"""What is like a service: live, about the same thing, there for the same people; and quickly found."""

from dataclasses import replace

import pytest
from workbench import ROOT, SITES, SiteFolder, ground_of

from nottalone_ssg.model.likeness import MOST, _best, similar
from nottalone_ssg.model.service import Service
from nottalone_ssg.model.site import Site


@pytest.fixture(scope="module")
def small() -> Site:
    return ground_of(SiteFolder(SITES / "small")).site


@pytest.fixture(scope="module")
def real() -> Site:
    return ground_of(SiteFolder(ROOT)).site


def with_services(site: Site, *services: Service) -> Site:
    """The site with these services in place of its own."""
    return replace(site, directory={service.id: service for service in services})


def names(services: tuple[Service, ...]) -> list[str]:
    return [service.id for service in services]


def test_what_is_like_a_service_is_about_the_same_main_topic(small: Site) -> None:
    """Samaritans and Shout name anxiety first, and so does the drop-in; nobody is like themselves."""
    assert names(similar(small, small.directory["samaritans"])) == ["shout"]
    assert names(similar(small, small.directory["open-door"])) == ["samaritans", "shout"]


def test_the_main_topic_comes_first_then_what_is_near_then_who_it_is_for(small: Site) -> None:
    one = small.directory["open-door"].model_copy(update={"replaced_by": None})

    def like(id_: str, **update: object) -> Service:
        return one.model_copy(update={"id": id_, **update})

    site = with_services(
        small,
        one,
        like("far", areas=("national",)),
        like("near"),
        like("by-the-way", topics=("sleep", "anxiety")),
        like("for-others", for_=("adults",)),
        like("for-all", for_=("everyone",)),
        like("paused", status="paused"),
        like("closed", status="closed"),
        like("elsewhere", areas=("nottingham-city",)),
        like("other-topic", topics=("sleep",)),
    )
    assert names(similar(site, one)) == ["for-all", "near", "far", "by-the-way"]
    closed = one.model_copy(update={"status": "closed", "replaced_by": "near"})
    assert names(similar(site, closed)) == ["for-all", "far", "by-the-way"]  # what replaces it is named above


def test_on_the_real_site_it_is_live_shares_topic_place_and_people(real: Site) -> None:
    found = 0
    for service in real.directory.values():
        near = {area.id for own in service.areas for area in real.within(own)}
        for other in similar(real, service):
            found += 1
            assert other.status == "live"
            assert other.id != service.id
            assert service.topics[0] in other.topics
            assert near & {*other.areas}
            assert {*real.readers(service.for_)} & {*real.readers(other.for_)}
        assert len(similar(real, service)) <= MOST
    assert found > 300


def test_in_a_large_directory_each_service_looks_at_few_others(small: Site) -> None:
    """Ten times as many services must not be a hundred times as much work."""
    one = small.directory["open-door"]
    many = with_services(small, *(one.model_copy(update={"id": f"door-{n}"}) for n in range(2000)))
    assert max(map(len, _best(many).values())) <= MOST + 2
    assert names(similar(many, many.directory["door-0"])) == ["door-1", "door-10", "door-100", "door-1000", "door-1001"]
