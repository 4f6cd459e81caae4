"""A real browser, and the real site on a host of its own: at a domain's root, and under /sub/."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest
from browser.host import Host, opened
from browser.kinds import Kind
from browser.opening import NewContext, Open
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from workbench import SiteFolder, made_once

HERE = Path(__file__).parent

# No name is ever looked up: whatever a test forgets to catch stays on this machine.
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
EYES = ("eyes.js", "hands.js")
AS_IT_COMES: Any = dict.fromkeys(("media", "color_scheme", "contrast", "forced_colors", "reduced_motion"), "null")
PATIENCE = 10_000  # milliseconds until a test gives up waiting


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all that is here, and run it last: the browser and the hosts stay open until the end of the session."""
    ours = [item for item in items if item.path.is_relative_to(HERE)]
    for item in ours:
        item.add_marker("browser")
    items[:] = [item for item in items if item not in ours] + ours


@pytest.fixture(scope="session")
def hosts(real_site: SiteFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Host, Host]]:
    """The real site at a domain's root, and again, with the pages of more/, under /sub/. They don't answer yet."""
    root_host, sub_host = Host(folder=real_site.out), Host("/sub/")
    words = ("--only", "pages,search", "--jobs", "2", "--base-url", sub_host.url("/"))
    site, _ = made_once(f"sub-{sub_host.server.server_port}", tmp_path_factory, *words, more=HERE / "more" / "content")
    sub_host.folder = site.out
    yield root_host, sub_host
    for host in (root_host, sub_host):
        host.server.server_close()


@pytest.fixture(scope="session")
def root_host(hosts: tuple[Host, Host]) -> Iterator[Host]:
    with opened(hosts[0]) as host:
        yield host


@pytest.fixture(scope="session")
def sub_host(hosts: tuple[Host, Host]) -> Iterator[Host]:
    """What is not under /sub/ here belongs to somebody else."""
    with opened(hosts[1]) as host:
        yield host


@pytest.fixture(params=["root_host", "sub_host"], ids=["/", "/sub/"])
def host(request: pytest.FixtureRequest) -> Host:
    """Each of the two, with nothing asked yet."""
    found: Host = request.getfixturevalue(request.param)
    found.forget()
    return found


@pytest.fixture(scope="session")
def browser(chromium: str, hosts: tuple[Host, Host]) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*QUIET, OFFLINE])
        yield browser
        browser.close()


def _context(browser: Browser, **options: Any) -> BrowserContext:
    """A browser as on its first day, with Playwright's options for one, such as java_script_enabled=False."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE)
    for script in EYES:
        context.add_init_script(path=HERE / script)
    return context


@pytest.fixture
def new_context(browser: Browser) -> Iterator[NewContext]:
    """Opens a new browser for one test."""
    with contextlib.ExitStack() as opened_here:
        yield lambda **options: opened_here.enter_context(_context(browser, **options))


@pytest.fixture(scope="session")
def shared_page(browser: Browser) -> Iterator[Open]:
    """Opens an address in a browser that is shared by all tests with the same options, which only look: a second
    saved for each page."""
    pages: dict[str, Page] = {}

    def open_page(url: str, **options: Any) -> Page:
        key = repr(sorted(options.items()))
        if key not in pages:
            pages[key] = opened_here.enter_context(_context(browser, **options)).new_page()
        if urldefrag(pages[key].url).url == urldefrag(url).url:
            pages[key].goto("about:blank")  # or it would only be a jump within the page
        pages[key].goto(url)
        pages[key].emulate_media(**AS_IT_COMES)  # a test before may have looked at it on paper
        return pages[key]

    with contextlib.ExitStack() as opened_here:
        yield open_page


@pytest.fixture
def open_page(new_context: NewContext) -> Open:
    """Opens an address in a browser of its own."""

    def open_page(url: str, **options: Any) -> Page:
        page = new_context(**options).new_page()
        page.goto(url)
        return page

    return open_page


@pytest.fixture
def open_kind(root_host: Host, sub_host: Host, shared_page: Open) -> Open:
    """Opens the page of a kind in the shared browser; what is shown is that page and no other."""

    def open_kind(kind: Kind, **options: Any) -> Page:
        url = (sub_host if kind.in_sub else root_host).url(kind.address)
        page = shared_page(url, **options)
        assert page.url == url
        assert page.evaluate("performance.getEntriesByType('navigation')[0].responseStatus") == kind.status
        return page

    return open_kind
