"""My list: the page of kept services, and all services as its script knows them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from nottalone_ssg.output import Output, ready
from nottalone_ssg.recipes.my_list import Kept, MyListIngredients, make_my_list
from nottalone_ssg.store import digest
from nottalone_ssg.views.assets import MY_LIST, QR
from nottalone_ssg.views.cards import contact_line, who_in_words
from nottalone_ssg.views.parts import PageView
from nottalone_ssg.views.shell import Ground
from nottalone_ssg.views.words import listed


def plan_my_list(ground: Ground) -> Output | None:
    """The script of the page; None where the site has no such page. Its name changes whenever anything in it does."""
    if "my list" not in ground.site.fixed:
        return None
    ingredients = MyListIngredients(ground.assets[MY_LIST], tuple(_kept(ground)))
    return ready(PurePosixPath(f"assets/my-list.{digest(repr(ingredients))[:10]}.js"), make_my_list, ingredients)


@dataclass(frozen=True, slots=True)
class MyListView(PageView):
    """The page; its scripts are loaded nowhere else."""

    script: str = ""
    qr_script: str = ""  # comes when somebody asks for a code


def my_list_view(ground: Ground, view: PageView) -> MyListView:
    """The page with its scripts: the one that `plan_my_list` planned, and the one that draws QR codes."""
    scripts = ground.href(ground.my_list), ground.href(ground.assets[QR])
    own = view.shell, view.head, view.text
    return MyListView(*own, on_paper=view.on_paper, script=scripts[0], qr_script=scripts[1])


def _kept(ground: Ground) -> Iterator[Kept]:
    """Every service that has a page: who kept one that has closed since is told so."""
    for service in ground.site.directory.values():
        if service.published:
            open_ = service.status != "closed"
            contacts = (contact_line(contact, service.status == "live") for contact in service.contacts if open_)
            yield Kept(
                id=service.id,
                name=service.name,
                status=service.status,
                who=who_in_words(ground.site, service) if open_ else "",
                where=listed([ground.site.areas[area].name for area in service.areas]) if open_ else "",
                contacts=tuple(contacts),
                how_to_ask="" if service.contacts else service.how_to_refer,
                instead=service.replaced_by or "",
            )
