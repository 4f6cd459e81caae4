"""Open data: valid against the published schemas, whole, and readable by who knows the standard alone."""

import csv
import io
import json
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.protocols import Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012
from serving import static_host
from workbench import ROOT, SiteFolder, ground_of

from nottalone_ssg.exports.open_referral.files import Catalogue
from nottalone_ssg.exports.open_referral.words import FOLDER, identifier, labelled, unlabelled
from nottalone_ssg.exports.table import COLUMNS, plain, safe
from nottalone_ssg.model.service import Service

SCHEMAS = Path(__file__).parent / "open-referral-uk"
LISTS = ("services", "organizations", "taxonomies", "taxonomy_terms", "service_at_locations")
OPEN_DOOR = "content/services/open-door.yaml"
DOOR = "669b2cfb-64e0-5592-a487-e07871d7e693"  # the id of the small site's Open Door, for ever


def schema(name: str) -> Validator:
    """A validator of tests/open-referral-uk/, such as uk/service; formats are checked too."""
    folder = SCHEMAS / name.partition("/")[0]
    known = {file.name: json.loads(file.read_text()) for file in folder.glob("*.json")}
    resources = ((file, DRAFT202012.create_resource(text)) for file, text in known.items())
    registry: Registry[Any] = Registry().with_resources(resources)
    return Draft202012Validator(known[f"{name.partition('/')[2]}.json"], registry=registry, format_checker=FORMATS)


FORMATS = FormatChecker()


def faults(name: str, data: Any) -> list[str]:
    return [f"{fault.json_path}: {fault.message}" for fault in schema(name).iter_errors(data)]


@dataclass(frozen=True)
class Host:
    """Where a client asks: the address of the data, and how a host without rules names its files."""

    url: str
    plain: bool

    def ask(self, path: str, page: int | None = None) -> Any:
        """What GET gives; checks that it is sent as JSON."""
        if self.plain:
            path = "/index.json" if path == "/" else f"{path}/page/{page}.json" if page else f"{path}.json"
        else:
            path += f"?page={page}" if page else ""
        with urllib.request.urlopen(self.url + path, timeout=20) as answer:
            assert answer.headers["Content-Type"] == "application/json"
            return json.load(answer)

    def everything(self, name: str) -> Iterator[dict[str, Any]]:
        """All items of a list, page by page, as a client reads that knows only the standard."""
        number = 1
        while True:
            answer = self.ask(f"/{name}", number)
            yield from answer["contents"]
            if answer["last_page"]:
                break
            number += 1


@pytest.fixture(scope="module", params=[True, False], ids=["any host", "a host with rules"])
def host(real_site: SiteFolder, request: pytest.FixtureRequest) -> Iterator[Host]:
    with static_host(real_site.out, follows_redirects=not request.param) as url:
        yield Host(f"{url}/{FOLDER}", request.param)


def test_a_client_reads_the_whole_directory_from_the_root_to_the_last_service(
    host: Host, real_site: SiteFolder
) -> None:
    """With nothing but the standard; on a host without rules, and the one that ours says: `.json`, `/page/N.json`."""
    root = host.ask("/")
    assert root["version"] == "HSDS-UK-3.0"
    listed = list(host.everything("services"))
    published = {path for path in real_site.published() if path.startswith("services/") and path.count("/") == 2}
    assert len({service["id"] for service in listed}) == len(listed) == len(published) > 130
    whole = [host.ask(f"/services/{service['id']}") for service in listed]
    assert all(one.items() <= other.items() for one, other in zip(listed, whole, strict=True))
    numbers = {phone["number"] for service in whole for phone in service.get("phones", [])}
    assert {"116 123", "999", "85258"} <= numbers
    for name in LISTS[1:]:
        for thing in host.everything(name):
            assert host.ask(f"/{name}/{thing['id']}")["id"] == thing["id"]


def test_an_address_of_the_standard_that_leads_nowhere_says_so(real_site: SiteFolder) -> None:
    with static_host(real_site.out, follows_redirects=True) as url:
        for path in ("services/none", "services?page=99"):
            with pytest.raises(urllib.error.HTTPError, match="404"):
                urllib.request.urlopen(f"{url}/{FOLDER}/{path}", timeout=20)


@pytest.mark.parametrize("name", LISTS)
def test_pages_of_lists_say_where_they_are(real_site: SiteFolder, name: str) -> None:
    """The words and rules are those of the standard's validator; the official schema does not look at them."""
    folder = real_site.out / FOLDER
    count = len(list((folder / name / "page").glob("*.json")))
    pages = [json.loads((folder / f"{name}/page/{number}.json").read_text()) for number in range(1, count + 1)]
    assert json.loads((folder / f"{name}.json").read_text()) == pages[0]
    for number, page in enumerate(pages, 1):
        contents = page.pop("contents")
        assert page == {
            "total_items": sum(other["size"] for other in pages),
            "total_pages": len(pages),
            "page_number": number,
            "size": len(contents),
            "first_page": number == 1,
            "last_page": number == len(pages),
            "empty": False,
        }
        assert len(contents) == 25 or number == len(pages)


def test_an_empty_list_says_so(site: SiteFolder) -> None:
    """The validator warns about an empty feed, and must be able to see that it is one."""
    site.replace(OPEN_DOOR, "visit: 1 Example Street, Mansfield, NG18 1AA", "webchat: on the website")
    site.replace(OPEN_DOOR, "    access: step-free entrance at the side\n", "")
    site.replace(OPEN_DOOR, "next step: turn up", "next step: chat online")
    page = json.loads(Catalogue(ground_of(site)).text("service_at_locations.json"))
    assert page == {
        "total_items": 0,
        "total_pages": 0,
        "page_number": 1,
        "size": 0,
        "first_page": True,
        "last_page": True,
        "empty": True,
        "contents": [],
    }


def test_every_file_is_valid(real_site: SiteFolder) -> None:
    """Against the schemas that the UK's validator uses, formats included; so a consumer's import can't fail on ours."""
    folder = real_site.out / FOLDER
    kinds = {"services": "service", "organizations": "organization", "service_at_locations": "service_at_location"}
    kinds |= {"taxonomies": "taxonomy", "taxonomy_terms": "taxonomy_term"}
    of_items = {"organizations"}  # of this list alone the schema is that of an item
    assert faults("uk/api_details", json.loads((folder / "index.json").read_text())) == []
    checked = 0
    for name, kind in kinds.items():
        one, many = schema(f"uk/{kind}"), schema(f"uk/{kind}_list")
        for file in (folder / name).rglob("*.json"):
            data = json.loads(file.read_text())
            if file.parent.name == "page":
                parts = data["contents"] if name in of_items else [data]
                found = [fault for part in parts for fault in many.iter_errors(part)]
            else:
                assert data["id"] == file.stem
                found = list(one.iter_errors(data))
            assert found == [], file
            checked += 1
    assert checked == sum(1 for _ in folder.rglob("*.json")) - len(LISTS) - 2


def test_the_international_fields_are_valid_too(real_site: SiteFolder) -> None:
    """Phones, languages, how to apply: the UK profile leaves them out, so its schemas don't look at them."""
    validator = schema("hsds/service")
    services = json.loads((real_site.out / FOLDER / "all-services.json").read_text())["contents"]
    assert [fault.message for service in services for fault in validator.iter_errors(service)] == []
    profile = schema("uk/service")
    assert [fault.message for service in services for fault in profile.iter_errors(service)] == []


@pytest.mark.parametrize("name", ["service_full", "service_list", "api_details"])
def test_the_schemas_refuse_what_the_standard_calls_wrong(name: str) -> None:
    """The validator's own examples of faults: if these pass, our checks check nothing."""
    data = json.loads((SCHEMAS / f"wrong/{name}.json").read_text())
    assert faults(f"uk/{name.removesuffix('_full')}", data)


def test_one_file_is_light(real_site: SiteFolder) -> None:
    """A page of a list arrives before a server has to hear back, on the line that our readers have too."""
    import gzip

    files = (real_site.out / FOLDER).rglob("page/*.json")
    assert max(len(gzip.compress(file.read_bytes(), 6)) for file in files) <= 14_600


def test_ids_are_unique_and_stay(real_site: SiteFolder, tmp_path: Path) -> None:
    """An id that changed with each build would make every consumer import the directory again."""
    services = json.loads((real_site.out / FOLDER / "all-services.json").read_text())["contents"]
    lists = [
        "phones",
        "contacts",
        "additional_urls",
        "schedules",
        "service_areas",
        "languages",
        "cost_options",
        "attributes",
    ]
    ids = [item["id"] for service in services for name in lists for item in service.get(name, [])]
    ids += [service["id"] for service in services]
    assert len(ids) == len(set(ids))
    assert identifier("service", "open-door") == DOOR


def whole(site: SiteFolder) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(Catalogue(ground_of(site)).text(f"services/{DOOR}.json"))
    return data


def test_a_service_says_all_that_is_known(site: SiteFolder) -> None:
    service = whole(site)
    assert {key: service[key] for key in ("name", "status", "minimum_age", "maximum_age", "assured_date", "url")} == {
        "name": "Open Door",
        "status": "active",
        "minimum_age": 11,
        "maximum_age": 25,
        "assured_date": "2026-10-12",
        "url": "https://example.org/open-door",
    }
    assert service["alternate_name"] == "The Door"
    assert service["description"] == (
        "A drop-in where you can talk to somebody the same day.\n\n"
        "What it offers: somebody to talk to; hot food\n\n"
        "Access: Step-free."
    )
    assert service["application_process"] == (
        "First step: turn up\n\nWho can ask for it: yourself; a GP\n\n"
        "What happens: Somebody says hello and asks what you need."
    )
    assert service["eligibility_description"] == "Young people, aged 11 to 25"
    (phone,) = service["phones"]
    assert (phone["number"], phone["type"], phone["description"]) == (
        "01623 000000",
        "voice",
        "Press 2 for the drop-in.",
    )
    assert [(language["name"], language["code"]) for language in service["languages"]] == [
        ("English", "en"),
        ("British Sign Language", "bfi"),
    ]
    (cost,) = service["cost_options"]
    assert (cost["amount"], cost["currency"]) == (0, "GBP")
    assert [area["name"] for area in service["service_areas"]] == ["Mansfield"]
    assert [attribute["taxonomy_term"]["name"] for attribute in service["attributes"]] == [
        "Anxiety and worry",
        "Sleep problems",
        "Young people",
    ]
    assert "alert" not in service


def test_what_nobody_has_checked_says_so(site: SiteFolder) -> None:
    """Another directory must not pass on as certain what we found in a list."""
    site.replace(OPEN_DOOR, "verified: {on: 2026-10-12, by: service coordinator}\n", "")
    service = whole(site)
    assert service["alert"] == "Nobody has checked this with the service yet. It was found on 1 October 2026."
    assert "assured_date" not in service


def test_a_place_to_go_to_is_a_service_at_a_location_with_its_times(site: SiteFolder) -> None:
    service = whole(site)
    (place,) = service["service_at_locations"]
    location = place["location"]
    assert (location["location_type"], location["name"]) == ("physical", "1 Example Street")
    (address,) = location["addresses"]
    del address["id"], address["location_id"]
    assert address == {
        "address_1": "1 Example Street",
        "city": "Mansfield",
        "state_province": "Nottinghamshire",
        "postal_code": "NG18 1AA",
        "country": "GB",
        "address_type": "physical",
    }
    assert location["accessibility"][0]["description"] == "step-free entrance at the side"
    of_place = [schedule for schedule in service["schedules"] if schedule.get("service_at_location_id") == place["id"]]
    assert of_place == place["schedules"]
    assert [(times["byday"], times["opens_at"], times["closes_at"]) for times in of_place] == [("TU", "16:00", "19:00")]


@pytest.mark.parametrize(
    ("hours", "rules"),
    [
        ("always", [("MO,TU,WE,TH,FR,SA,SU", "00:00", "23:59", "Open all day, every day", None)]),
        (
            "mon-fri 9:30-17:00, not bank holidays",
            [
                (
                    "MO,TU,WE,TH,FR",
                    "09:30",
                    "17:00",
                    "Monday to Friday, 9.30am to 5pm. Closed on bank holidays",
                    "Closed on bank holidays",
                )
            ],
        ),
        ("fri 22:00-4:00", [("FR", "22:00", "04:00", "Friday, 10pm to 4am the next day", None)]),
        ("every day 17:00-midnight", [("MO,TU,WE,TH,FR,SA,SU", "17:00", "23:59", "Every day, 5pm to midnight", None)]),
        ("mon-fri", [("MO,TU,WE,TH,FR", None, None, "Monday to Friday, times not known", None)]),
        ("by appointment", [(None, None, None, "By appointment", "By appointment")]),
        (
            "mon 9:00-12:00; tue 13:00-14:00",
            [
                ("MO", "09:00", "12:00", "Monday, 9am to midday", None),
                ("TU", "13:00", "14:00", "Tuesday, 1pm to 2pm", None),
            ],
        ),
    ],
)
def test_hours_become_schedules(site: SiteFolder, hours: str, rules: list[tuple[str | None, ...]]) -> None:
    """The parts of an RRULE (RFC 5545); what it can't say stands in words."""
    site.replace(OPEN_DOOR, "hours: mon-fri 9:30-17:00, not bank holidays", f"hours: {hours}")
    service = whole(site)
    of_phone = [times for times in service["schedules"] if times.get("phone_id") == service["phones"][0]["id"]]
    keys = ("byday", "opens_at", "closes_at", "description", "notes")
    assert [tuple(times.get(key) for key in keys) for times in of_phone] == rules
    assert all(times.get("freq") == "WEEKLY" for times in of_phone if "byday" in times)
    assert faults("uk/service", service) == faults("hsds/service", service) == []


def test_a_number_that_stands_there_twice_has_two_ids(site: SiteFolder) -> None:
    site.replace(OPEN_DOOR, "  - web:", "  - phone: 01623 000 000\n    label: At night\n  - web:")
    one, other = whole(site)["phones"]
    assert one["number"] == other["number"]
    assert one["id"] != other["id"]


def test_an_address_of_which_little_is_known_is_not_filled_up(site: SiteFolder) -> None:
    """The standard asks for a town and a postcode; an empty text is honest, a guess is not."""
    site.replace(OPEN_DOOR, "visit: 1 Example Street, Mansfield, NG18 1AA", "visit: The Old Library")
    (place,) = whole(site)["service_at_locations"]
    (address,) = place["location"]["addresses"]
    assert [address[key] for key in ("address_1", "city", "state_province", "postal_code")] == [
        "The Old Library",
        "",
        "",
        "",
    ]


def test_closed_services_are_marked_and_drafts_left_out(site: SiteFolder) -> None:
    contents = json.loads(Catalogue(ground_of(site)).text("services.json"))["contents"]
    assert {service["name"]: service["status"] for service in contents} == {
        "Samaritans": "active",
        "Shout": "active",
        "Open Door": "active",
        "Old Door": "defunct",
    }


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_table_has_a_row_for_each_service(site: SiteFolder) -> None:
    text = Catalogue(ground_of(site)).text("services.csv")
    assert text.count("\r\n") == 5
    found = {row["id"]: row for row in rows(text)}
    assert list(found) == ["old-door", "open-door", "samaritans", "shout"]
    assert found["open-door"] | {"topics": "", "page": ""} == dict.fromkeys(COLUMNS, "") | {
        "id": "open-door",
        "uuid": DOOR,
        "name": "Open Door",
        "also called": "The Door",
        "organisation": "Open Door Trust",
        "summary": "A drop-in where you can talk to somebody the same day.",
        "offers": "somebody to talk to\nhot food",
        "for": "young-people",
        "ages": "11 to 25",
        "areas": "mansfield",
        "next step": "turn up",
        "what happens": "Somebody says hello and asks what you need.",
        "referral": "self\nGP",
        "cost": "free",
        "languages": "English\nBritish Sign Language",
        "access": "Step-free.",
        "phone": "01623 000000 | hours: mon-fri 9:30-17:00, not bank holidays | note: Press 2 for the drop-in.",
        "web": "https://example.org/open-door",
        "visit": "1 Example Street, Mansfield, NG18 1AA | hours: tue 16:00-19:00 "
        "| access: step-free entrance at the side",
        "order of contacts": "visit\nphone\nweb",
        "status": "live",
        "source page": "https://example.org/open-door",
        "source dated": "2025-03",
        "source on": "2026-10-01",
        "source confidence": "high",
        "verified on": "2026-10-12",
        "verified by": "service coordinator",
        "next check": "2027-04-12",
    }


def test_the_columns_stay() -> None:
    """Others have written programs for them: new ones go to the end."""
    assert list(COLUMNS)[:8] == ["id", "uuid", "page", "name", "also called", "organisation", "summary", "offers"]
    assert list(COLUMNS)[-1] == "next check"
    assert len(COLUMNS) == 38


def test_the_table_has_every_key_that_is_public() -> None:
    """Who adds a key to the form of a service has to say where it goes in the table, or here that it doesn't."""
    keys = {str(field.alias) for field in Service.model_fields.values()}
    elsewhere = {"contacts", "source", "verified"}  # columns of their own
    not_public = {"people say", "notes for editors"}
    assert keys - elsewhere - not_public <= {*COLUMNS}


@pytest.mark.parametrize("base", ["https://x.org/", "https://x.org/sub/"])
def test_the_rules_for_hosts_lead_to_files_of_this_site(site: SiteFolder, base: str) -> None:
    assert site.run("build", "--base-url", base).code == 0
    folder = base.removeprefix("https://x.org")
    lines = [line.split(" ") for line in site.read("/_redirects").splitlines() if line.endswith(" 200")]
    assert len(lines) == 1 + 3 * len(LISTS)
    for source, *_, target, _ in lines:
        assert source.startswith(f"{folder}{FOLDER}/")
        pattern = target.removeprefix(folder).replace(":page", "1").replace(":id", "*-*")
        assert list(site.out.glob(pattern)), target


@pytest.mark.parametrize("typed", ["=HYPERLINK(1)", "+44 115", "-1", "@sum", "'quoted", "\uff1d1+1"])
def test_no_spreadsheet_runs_what_somebody_typed(site: SiteFolder, typed: str) -> None:
    """Whoever opens the table must not run a formula that came in with a name (OWASP, CSV injection)."""
    site.replace(OPEN_DOOR, "organisation: Open Door Trust", f"organisation: {json.dumps(typed, ensure_ascii=False)}")
    (row,) = (row for row in rows(Catalogue(ground_of(site)).text("services.csv")) if row["id"] == "open-door")
    assert row["organisation"] == f"'{typed}"


@given(st.text())
def test_a_cell_made_safe_can_be_read_again(cell: str) -> None:
    assert plain(safe(cell)) == cell
    assert safe(cell)[:1] not in set("=+-@\t\r\n")


@given(st.text(), st.dictionaries(st.sampled_from(["A", "B"]), st.text(min_size=1)))
def test_a_text_with_labels_can_be_taken_apart(opening: str, parts: dict[str, str]) -> None:
    """What we keep apart and the standard does not comes back apart, whatever it says."""
    one_line = " ".join(opening.split())
    if one_line.startswith(("A: ", "B: ")):
        return  # an opening that looks like a part is read as one
    said = {label: " ".join(text.split()) for label, text in parts.items()}
    assert unlabelled(labelled(one_line, parts), ["A", "B"]) == (one_line, {k: v for k, v in said.items() if v})


def test_the_page_about_the_data_lists_each_file_with_its_size(real_site: SiteFolder) -> None:
    page = real_site.read("/about/open-data/")
    for name in ("services.csv", "all-services.json", "services.json", "index.json"):
        size = (real_site.out / FOLDER / name).stat().st_size
        said = f"{size} bytes" if size < 1000 else f"{round(size / 1000)} KB"
        assert f'href="/open-referral/{name}"' in page
        assert f", {said})" in page
    assert "creativecommons.org/licenses/by/4.0" in page
    assert "<dt>Facts found</dt><dd>On 22 November 2026</dd>" in page.replace("</dt> <dd>", "</dt><dd>")
    licence = (ROOT / "content/LICENSE.md").read_text(encoding="utf-8")
    assert "creativecommons.org/licenses/by/4.0" in licence
