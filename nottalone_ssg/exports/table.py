"""The table: the directory as CSV, a row for each service, to be opened in a spreadsheet and imported again.

RFC 4180: commas, CRLF, every value in quotes; UTF-8 without a mark. Columns are the keys of a service file
(docs/editing.md), so that who knows one knows the other. In a cell the things of a list stand on lines of their own;
a contact's lines look like `0115 956 0888 | hours: mon-fri 9:00-17:00 | note: Press 2`.

A spreadsheet takes a text that starts with = + - or @ for a formula, and runs it. An apostrophe before it makes it text
(OWASP, CSV injection); the import takes it away again.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence

from nottalone_ssg.exports.open_referral.words import service_identifier
from nottalone_ssg.model import addresses
from nottalone_ssg.model.service import WAYS, Contact, Service
from nottalone_ssg.views.shell import Ground

ORDER = "order of contacts"
_CONTACT_KEYS = ("label", "hours", "note", "access")
_DANGEROUS = re.compile("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20']")  # the full-width forms count too


def services_table(ground: Ground, services: Sequence[Service]) -> str:
    """The services as CSV, with a header; notes for editors and the words of search are not in it."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)  # \r\n at the ends of lines
    writer.writerow(COLUMNS)
    for service in services:
        writer.writerow([safe(value(ground, service)) for value in COLUMNS.values()])
    return out.getvalue()


def safe(cell: str) -> str:
    """The cell so that no spreadsheet runs it; `plain` takes it back."""
    return f"'{cell}" if _DANGEROUS.match(cell) else cell


def plain(cell: str) -> str:
    """The cell without the apostrophe that `safe` put before it."""
    return cell[1:] if cell.startswith("'") and _DANGEROUS.match(cell[1:]) else cell


def joined(items: Iterable[str]) -> str:
    """A list in a cell: a line for each."""
    return "\n".join(" ".join(item.split()) for item in items)


def contact_cell(contact: Contact) -> str:
    """One contact as a line: its value, then what goes with it."""
    parts = [_typed(contact)]
    parts += [
        f"{key}: {value}"
        for key in _CONTACT_KEYS
        if (value := contact.hours.typed if key == "hours" and contact.hours else str(getattr(contact, key) or ""))
    ]
    return " | ".join(_escaped(part) for part in parts)


def read_contact(line: str) -> dict[str, str]:
    """What `contact_cell` wrote: the value under "", then label, hours, note and access as far as they are there."""
    first, *rest = (_unescaped(part.strip()) for part in re.split(r"(?<!\\)\|", line))
    found = {"": first}
    for part in rest:
        key, colon, value = part.partition(":")
        found[key.strip().lower() if colon else part] = value.strip()
    return found


def _typed(contact: Contact) -> str:
    """The value as an editor types it."""
    if contact.text:
        return f"{contact.text.number} with the word {contact.text.word}" if contact.text.word else contact.text.number
    return str(getattr(contact, contact.way))


def _escaped(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _unescaped(text: str) -> str:
    return text.replace("\\|", "|")


def _texts(name: str) -> Callable[[Ground, Service], str]:
    return lambda _, service: " ".join(str(getattr(service, name) or "").split())


def _list(name: str) -> Callable[[Ground, Service], str]:
    return lambda _, service: joined(getattr(service, name))


def _way(way: str) -> Callable[[Ground, Service], str]:
    return lambda _, service: joined(contact_cell(contact) for contact in service.contacts if getattr(contact, way))


# In the order in which they stand; new ones go to the end, so that what others wrote for these goes on working.
COLUMNS: dict[str, Callable[[Ground, Service], str]] = {
    "id": _texts("id"),
    "uuid": lambda _, service: service_identifier(service.id),
    "page": lambda ground, service: ground.canonical(addresses.of_service(service.id)),
    "name": _texts("name"),
    "also called": _list("also_called"),
    "organisation": _texts("organisation"),
    "summary": _texts("summary"),
    "offers": _list("offers"),
    "for": _list("for_"),
    "ages": lambda _, service: _ages(service),
    "topics": _list("topics"),
    "areas": _list("areas"),
    "next step": _texts("next_step"),
    "what happens": _texts("what_happens"),
    "referral": _list("referral"),
    "how to refer": _texts("how_to_refer"),
    "cost": _texts("cost"),
    "languages": _list("languages"),
    "access": _texts("access"),
    **{way: _way(way) for way in WAYS},
    ORDER: lambda _, service: joined(contact.way for contact in service.contacts),
    "status": _texts("status"),
    "replaced by": _texts("replaced_by"),
    "source page": lambda _, service: service.source.page or "",
    "source said": lambda _, service: service.source.said,
    "source dated": lambda _, service: service.source.dated or "",
    "source on": lambda _, service: service.source.on.isoformat(),
    "source confidence": lambda _, service: service.source.confidence,
    "other sources": _list("other_sources"),
    "verified on": lambda _, service: service.verified.on.isoformat() if service.verified else "",
    "verified by": lambda _, service: service.verified.by if service.verified else "",
    "next check": lambda _, service: service.next_check.isoformat(),
}


def _ages(service: Service) -> str:
    """11-25, 18 and over, up to 18, all ages: a spreadsheet would read 11-25 as a day, so it is 11 to 25."""
    return str(service.ages).lower() if service.ages else ""
