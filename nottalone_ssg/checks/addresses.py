"""Every address has one thing, and every link leads to one."""

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from nottalone_ssg.model import addresses
from nottalone_ssg.model.page import FIXED, MAY_HAVE
from nottalone_ssg.model.site import Site
from nottalone_ssg.problems import Place, Problem, did_you_mean

FILES = {"/feed.xml", "/sitemap.xml"}  # files for programs that a text may link to
TAKEN = {*FILES, "/robots.txt", "/_headers", "/_redirects"}
FOLDERS = ("/assets/", "/pagefind/")  # of files that the program makes


def fixed_pages_exist(site: Site) -> Iterator[Problem]:
    """The pages that the menu and the help strip rely on are there, each at its address."""
    places = FIXED | MAY_HAVE
    fixed = {address: kind for kind, address in places.items()}
    for page in site.pages.values():
        place = site.documents[f"page:{page.path}"].place(("kind",))
        if kind := fixed.get(page.path):
            if page.kind != kind:
                said = f"the page at {page.path} has to be of kind {kind}"
                yield place.problem("fixed-page", said, f"Write kind: {kind}.")
        elif page.kind in places:
            address = places[page.kind]
            hint = f"Its file is {_file(address)}. Give this page another kind."
            yield place.problem("fixed-page", f"the page of kind {page.kind} is at {address}", hint)
    for kind, address in FIXED.items():
        if address not in site.pages and f"page:{address}" not in site.unread:
            yield _missing(site, address, kind)


def _missing(site: Site, address: str, kind: str) -> Problem:
    if document := site.documents.get(f"page:{address}"):
        said = f"the page at {address} is not on the site today"
        hint = "Remove publish: this page is always on the site."
        return document.place(("publish",)).problem("fixed-page", said, hint)
    place = Place(_file(address))
    return place.problem("fixed-page", f"there is no page of kind {kind}", f"Write {_file(address)} with kind: {kind}.")


def _file(address: str) -> str:
    name = {"/": "index", "/404.html": "404", "/topics/": "topics/index", "/services/": "services/index"}
    return f"content/pages/{name.get(address) or address.strip('/')}.md"


def pages_have_their_own_address(site: Site) -> Iterator[Problem]:
    """No page lies where the program puts a service or a list."""
    for path in sorted(addresses.generated(site) & site.pages.keys()):
        said = f"{path} is the address of a service or a list"
        yield Place(site.documents[f"page:{path}"].file).problem("same-address", said, "Rename or move this file.")


def aliases_are_free(site: Site) -> Iterator[Problem]:
    """An old address leads to one page, and to nothing that is still in use."""
    owners = {page.path: site.documents[f"page:{page.path}"].file for page in site.pages.values()}
    used = addresses.generated(site) | {addresses.of_topic(topic) for topic in site.topics} | TAKEN
    for page in site.pages.values():
        document = site.documents[f"page:{page.path}"]
        for number, alias in enumerate(page.aliases):
            address = addresses.of_alias(alias).removesuffix("index.html")
            said = ""
            if owner := owners.get(address):
                said = f"two files publish {alias}: {owner} and {document.file}"
            elif address in used or address.startswith(FOLDERS) or _is_file_and_folder(address, {*owners, *used}):
                said = f"{alias} is in use: it is no old address"
            if said:
                place = document.place(("aliases", number))
                yield place.problem("same-address", said, "Remove this alias, or choose another.")
            owners.setdefault(address, document.file)


def _is_file_and_folder(address: str, others: Collection[str]) -> bool:
    """Whether some address would have to be a file and a folder at once: /old.php and /old.php/more/."""
    path = PurePosixPath(address)
    files = {other for other in others if not other.endswith("/")}
    inside = not address.endswith("/") and any(other.startswith(f"{address}/") for other in others)
    return inside or any(str(above) in files for above in (path, *path.parents))


def menus_lead_somewhere(site: Site) -> Iterator[Problem]:
    """Every item of the menu and the footer names a page."""
    document = site.documents["site"]
    known = [path.strip("/") for path in site.pages]
    for key, items in (("menu", site.settings.menu), ("footer", site.settings.footer)):
        for number, item in enumerate(items):
            address = addresses.page_address(item.page)
            if address not in site.pages and not addresses.is_told_of(site, address):
                hint = did_you_mean(item.page, known) or "Write the page's address without the outer slashes: topics."
                place = document.place((key, number, "page"))
                yield place.problem("link-target", f'there is no page "{item.page}"', hint)


def links_lead_somewhere(site: Site) -> Iterator[Problem]:
    """Every link to an address of this site names one that this build publishes."""
    published = addresses.published(site) | FILES
    for path in site.pages:
        for reference in site.bodies[path].references:
            target = reference.target
            if target.startswith("/") and target not in published and not addresses.is_told_of(site, target):
                near = did_you_mean(target, published) or "Copy the address from the browser, from the first slash on."
                hint = f"Write it with a slash at the end: {target}/" if f"{target}/" in published else near
                yield reference.place.problem("link-target", f"{target} leads nowhere", hint)
