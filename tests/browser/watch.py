"""Hears everything a page does that it should not do."""

from browser.host import Host
from playwright.sync_api import BrowserContext, ConsoleMessage, Route, WebError

TELL = "addEventListener('securitypolicyviolation', (e) => tellTheWatch(`${e.effectiveDirective} ${e.blockedURI}`))"


class Watch:
    """What went wrong in a browser since it was opened: each a few words, in order.

    `asked elsewhere`: a request to another origin, which is stopped. `policy`: something the Content-Security-Policy
    forbids. `console`, `fault`: what a developer would see in red.
    """

    def __init__(self, context: BrowserContext, host: Host) -> None:
        self._heard: list[str] = []
        self._context = context
        self._missing = host.url("/there-is-no-such-page/")
        context.route(lambda url: not url.startswith(f"{host.origin}/"), self._stop)
        context.expose_binding("tellTheWatch", lambda _, said: self._heard.append(f"policy: {said}"))
        context.add_init_script(TELL)
        context.on("console", self._hear)
        context.on("weberror", self._fault)

    def forget(self) -> None:
        self._heard.clear()

    def heard(self) -> list[str]:
        """All of it, what is still on its way included."""
        for page in self._context.pages:
            page.evaluate("new Promise((done) => setTimeout(done))")
        return self._heard

    def _stop(self, route: Route) -> None:
        self._heard.append(f"asked elsewhere: {route.request.url}")
        route.abort()

    def _hear(self, message: ConsoleMessage) -> None:
        is_the_missing_page = message.location["url"] == self._missing  # Chromium tells of each 404 there
        if message.type in ("error", "warning") and not is_the_missing_page:
            self._heard.append(f"console: {message.text}")

    def _fault(self, fault: WebError) -> None:
        self._heard.append(f"fault: {fault.error}")
