"""What the fixtures that open pages are, for the tests that take them."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page

Open = Callable[..., Page]  # an address or a kind of page, and Playwright's options for a browser
NewContext = Callable[..., BrowserContext]
