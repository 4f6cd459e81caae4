"""Addresses: where a link may lead, judged from the address an author typed.

What a reader's browser would run (`javascript:`), what leaves no trace of where it goes (`data:`), what is not
private on the way (`http:`) and what depends on where the page lies is refused, each with a way to mend it.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060\ufeff]")  # browsers skip some of these
_NUMBER = re.compile(r"\+?\d[\d.() -]*(?:\?body=[^\s\"<>]*)?")
_MAIL = re.compile(r"[^\s@\"<>]+@[^\s@\"<>]+\.[^\s@\"<>]+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where a link leads, or why it may not."""

    address: str = ""
    inside: bool = False  # an address of this site
    problem: tuple[str, str, str] | None = None  # rule, message, hint


def judge(address: str, words: str) -> Verdict:
    """Whether a link with this address and these words may stand."""
    if not address:
        return _refuse("link-empty", "this link has no address", "Write it between the brackets: [words](https://…)")
    scheme = _SCHEME.match(_UNSEEN.sub("", address))
    if not scheme:
        return _without_scheme(address)
    kind = scheme[1].lower()
    if kind == "http":
        hint = f"Try https{address[4:]} in a browser. If it works, write that. If not, look for another page."
        return _refuse("link-http", f"{address} is not a secure address", hint)
    if kind not in ("https", "mailto", "tel", "sms"):
        hint = "Links may start with https:, mailto:, tel:, sms: or /."
        return _refuse("link-scheme", f"links that start with {kind}: are not used here", hint)
    if kind != "https" and not address.lower().startswith(f"{kind}:"):
        return _refuse("link-address", f"{address} has invisible characters in it", "Type the address anew.")
    if not words:
        return _refuse("link-words", f"the link to {address} has no words", "Say where it leads: [words](https://…)")
    return _https(address) if kind == "https" else _contact(kind, address)


def _https(address: str) -> Verdict:
    try:
        host = urlsplit(address).hostname
    except ValueError:
        host = None
    if not host or "." not in host or _UNSEEN.search(address) or "\\" in address or not address[6:].startswith("//"):
        hint = "Copy it from the browser's address line. A space is written %20."
        return _refuse("link-address", f"{address} is not a web address", hint)
    return Verdict(address)


def _contact(kind: str, address: str) -> Verdict:
    value = address[len(kind) + 1 :]
    fits = _MAIL if kind == "mailto" else _NUMBER
    if not fits.fullmatch(value):
        example = "mailto:hello@example.org" if kind == "mailto" else f"{kind}:01159560888"
        return _refuse("link-address", f"{address} cannot be used", f"Write it like {example}")
    return Verdict(f"{kind}:{value.replace(' ', '')}")


def _without_scheme(address: str) -> Verdict:
    if address.startswith(("//", "/\\", "\\")):
        return _refuse(
            "link-relative", f"{address} leads to another site", f"Write https://{address.lstrip('/' + chr(92))}"
        )
    if _UNSEEN.search(address):
        hint = "Use the address as the browser shows it, without spaces."
        return _refuse("link-address", f"there is a space in the address {address}", hint)
    if address.startswith(("/", "#")) and address != "#":
        return Verdict(address, inside=True)
    if re.match(r"www\.|[\w-]+(\.[\w-]+)*\.(uk|org|com|net)(/|$)", address):
        return _refuse("link-relative", f"{address} lacks its beginning", f"Write https://{address}")
    name = address.partition("#")[0].removesuffix(".md").strip("./")
    hint = f"Write [[page:{name}]], or the address from the first slash on: /{name}/"
    return _refuse("link-relative", f"where {address} leads depends on where this page lies", hint)


def _refuse(rule: str, message: str, hint: str) -> Verdict:
    return Verdict(problem=(rule, message, hint))
