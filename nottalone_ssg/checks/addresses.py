"""Every address has one thing, and every link leads to one."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from nottalone_ssg.model import addresses
from nottalone_ssg.model.page import FIXED
from nottalone_ssg.model.site import Site
from nottalone_ssg.problems import Place, Problem, did_you_mean

FILES = {"/feed.xml", "/sitemap.xml"}  # files for programs that a text may link to


def fixed_pages_exist(site: Site) -> Iterator[Problem]:
    """The pages that the menu and the help strip rely on are there, each at its address."""
    for kind, address in FIXED.items():
        pages = [page for page in site.pages.values() if page.kind == kind]
        for page in pages:
            if page.path != address:
                place = site.documents[f"page:{page.path}"].place(("kind",))
                hint = f"Its file is {_file(address)}. Give this page another kind."
                yield place.problem("fixed-page", f"the page of kind {kind} is at {address}", hint)
        if not any(page.path == address for page in pages):
            where = site.documents.get(f"page:{address}")
            place = where.place(("kind",)) if where else Place(_file(address))
            yield place.problem(
                "fixed-page", f"there is no page of kind {kind}", f"Write {_file(address)} with kind: {kind}."
            )


def _file(address: str) -> str:
    name = {"/": "index", "/404.html": "404", "/topics/": "topics/index", "/services/": "services/index"}
    return f"content/pages/{name.get(address) or address.strip('/')}.md"


def aliases_are_free(site: Site) -> Iterator[Problem]:
    """An old address leads to one page, and to none that is still in use."""
    taken = {page.path: site.documents[f"page:{page.path}"].file for page in site.pages.values()}
    for page in site.pages.values():
        document = site.documents[f"page:{page.path}"]
        for number, alias in enumerate(page.aliases):
            place = document.place(("aliases", number))
            address = alias if alias.endswith("/") or PurePosixPath(alias).suffix else f"{alias}/"
            if address in taken:
                said = f"two files publish {alias}: {taken[address]} and {document.file}"
                yield place.problem("same-address", said, "Remove this alias, or choose another.")
            taken.setdefault(address, document.file)


def menus_lead_somewhere(site: Site) -> Iterator[Problem]:
    """Every item of the menu and the footer names a page."""
    document = site.documents["site"]
    known = [path.strip("/") for path in site.pages]
    for key, items in (("menu", site.settings.menu), ("footer", site.settings.footer)):
        for number, item in enumerate(items):
            if item.page.strip("/") not in known:
                place = document.place((key, number, "page"))
                yield place.problem("link-target", f'there is no page "{item.page}"', did_you_mean(item.page, known))


def links_lead_somewhere(site: Site) -> Iterator[Problem]:
    """Every link to an address of this site names one that this build publishes."""
    published = addresses.published(site) | FILES
    for path in site.pages:
        for reference in site.bodies[path].references:
            target = reference.target
            if target.startswith("/") and target not in published:
                hint = did_you_mean(target, published)
                if f"{target}/" in published:
                    hint = f"Write it with a slash at the end: {target}/"
                yield reference.place.problem("link-target", f"{target} leads nowhere", hint)
