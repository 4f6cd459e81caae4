"""What hosts read: `_headers` and `_redirects`, as Netlify and Cloudflare Pages understand them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from nottalone_ssg.exports.open_referral.files import rewrites
from nottalone_ssg.exports.open_referral.words import FOLDER
from nottalone_ssg.model import addresses
from nottalone_ssg.output import Layouts, Output, ready
from nottalone_ssg.views.shell import Ground, policy

SECURITY = (
    "Referrer-Policy: no-referrer",
    "X-Content-Type-Options: nosniff",
    "X-Frame-Options: DENY",
    "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy: same-origin",
    "Strict-Transport-Security: max-age=31536000",
)


@dataclass(frozen=True, slots=True)
class HostsIngredients:
    """The lines of a file for hosts."""

    lines: tuple[str, ...]


def plan_hosts(ground: Ground) -> Iterator[Output]:
    """`_headers`: security for all, a year of caching for what has a fingerprint.

    `_redirects`: aliases, closed services, and the addresses of the open data's standard.
    """
    testing = ground.site.settings.stage == "testing"
    base = ground.base
    headers = (
        f"{base}*",
        f"  Content-Security-Policy: {policy(ground.assets)}; frame-ancestors 'none'",
        *(f"  {line}" for line in SECURITY),
        *(["  X-Robots-Tag: noindex"] if testing else []),
        f"{base}assets/*",
        "  Cache-Control: public, max-age=31536000, immutable",
        f"{base}{FOLDER}/*",
        "  Access-Control-Allow-Origin: *",  # the standard's rule: open to every site
    )
    yield ready(PurePosixPath("_headers"), make_lines, HostsIngredients(headers))
    yield ready(PurePosixPath("_redirects"), make_lines, HostsIngredients(tuple(_redirects(ground))))


def _redirects(ground: Ground) -> Iterator[str]:
    for page in ground.site.pages.values():
        for alias in page.aliases:
            yield f"{ground.href(alias)} {ground.href(page.path)} 301"
    for service in ground.site.directory.values():
        if service.status == "closed" and service.replaced_by:
            old, new = addresses.of_service(service.id), addresses.of_service(service.replaced_by)
            yield f"{ground.href(old)} {ground.href(new)} 302"
    yield from rewrites(ground.base)


def make_lines(ingredients: HostsIngredients, layouts: Layouts) -> bytes:
    """The lines as a file."""
    return "".join(f"{line}\n" for line in ingredients.lines).encode()
