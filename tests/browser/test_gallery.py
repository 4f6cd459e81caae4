"""The gallery shows every component that has examples, and axe-core finds nothing wrong with any of them."""

from collections.abc import Iterator

import pytest
from browser import axe
from browser.opening import Open
from playwright.sync_api import expect
from serving import Serving, serving
from workbench import ROOT, SiteFolder, copy_of

from nottalone_ssg.preview.gallery import EXAMPLES

COMPONENTS = sorted(file.name.removesuffix(EXAMPLES) for file in ROOT.glob(f"layouts/components/*{EXAMPLES}"))
PHONE = {"width": 320, "height": 640}

INSIDE = {"help_line"}  # breaks its lines only where it stands, in help_strip

# Judged on whole pages: a component alone doesn't stand where it belongs, and two examples say the same.
NOT_HERE = ("heading-order", "landmark-unique", "duplicate-id", "landmark-complementary-is-top-level")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory, browser: object) -> Iterator[Serving]:
    with serving(copy_of("small", tmp_path_factory.mktemp("gallery"))) as running:
        yield running


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_component(component: str, preview: Serving, shared_page: Open) -> None:
    page = shared_page(f"{preview.url}__gallery/{component}/", viewport=PHONE)
    expect(page.get_by_role("alert")).to_have_count(0)
    assert page.locator("[data-example]").count() > 0
    if component not in INSIDE:
        assert page.evaluate("eyes.tooWide()") == {"page": 320, "screen": 320, "past": []}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert [said for said in axe.wrong(page) if not said.startswith(NOT_HERE)] == []


def test_the_list_leads_to_each(preview: Serving) -> None:
    text = preview.ask("__gallery/").text
    assert len(COMPONENTS) >= 5
    assert all(f'href="/__gallery/{component}/"' in text for component in COMPONENTS)
    assert preview.ask("__gallery/nothing/").status == 404


def test_it_is_never_published(site: SiteFolder) -> None:
    assert site.run().code == 0
    assert not [path for path, content in site.published().items() if "gallery" in path or b"__gallery" in content]


def test_a_fault_in_an_example_is_said_and_a_mended_one_shows(preview: Serving, open_page: Open) -> None:
    site = preview.site
    for file in (ROOT / "layouts").rglob("*.*"):
        site.write(f"layouts/{file.relative_to(ROOT / 'layouts')}", file.read_bytes())
    site.write("layouts/components/facts.examples.yaml", "one: [[What")
    with serving(site) as own:
        page = open_page(f"{own.url}__gallery/facts/")
        expect(page.get_by_role("alert")).to_contain_text("facts: while parsing")
        site.write("layouts/components/facts.examples.yaml", "one: [[What, That]]")
        expect(page.get_by_text("That", exact=True)).to_be_visible()
