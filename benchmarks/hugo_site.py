"""Hugo site: a NottAlone content folder in the words of Hugo, for comparing.

    python -m benchmarks.hugo_site /tmp/corpus /tmp/hugo

Adds to a copy of `benchmarks/hugo/` (settings and layouts) the assets, the vocabulary and the settings as data, a file
for each page, and the services as data in files of 25, of which a content adapter makes the pages. Boxes become alerts
and shortcodes; `[[references]]` become links that a render hook resolves, as `[[call:…]]` and `[[text:…]]` do.
"""

import argparse
import re
import shutil
from pathlib import Path
from typing import Any

from benchmarks.files import Values, dump, page, parse, read, write

HERE = Path(__file__).parent
A_FILE = 25  # services in a data file: Hugo refuses YAML files of several megabytes
LAYOUTS = {
    "topics": "all-topics",
    "services": "all-services",
    "a-z": "letters",
    "search": "search",
    "topic": "topic",
    "landing": "landing",
}  # all others: the layout for the page's place, section.html or page.html
SEARCHED = {
    "topic": "Topic",
    "guide": "Guide",
    "landing": "Guide",
    "help now": "Guide",
    "about": "About",
    "policy": "About",
    "case study": "About",
}
ARTICLES = ("topic", "guide", "case study", "about", "policy")
KEPT = ("next_review", "changed", "content_note", "at_a_glance", "sources", "language")
UNSEEN = {"build": {"render": "never", "list": "never"}}

_BOX = re.compile(r"^::: (help|note|quote)(?: (.*))?\n(.*?)\n:::$", re.MULTILINE | re.DOTALL)
_STEPS = re.compile(r"^::: steps\n(.*?)\n:::$", re.MULTILINE | re.DOTALL)
_CARD = re.compile(r"^::: call (.*)\n:::$", re.MULTILINE)
_REFERENCE = re.compile(r"\[\[([^\]|]+)(?:\|([^\]]+))?\]\]")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("content", type=Path, help="a content folder of NottAlone")
    parser.add_argument("out", type=Path, help="the Hugo site to make; what is there is replaced")
    options = parser.parse_args()
    make_site(options.content, options.out)


def make_site(content: Path, out: Path) -> None:
    """Write the Hugo site with the same content in place of ``out``."""
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(HERE / "hugo", out)
    shutil.copytree(HERE.parent / "assets", out / "assets")
    words: dict[str, Any] = {"site": underscored(read(content / "site.yaml"))}
    for path in sorted((content / "vocabulary").glob("*.yaml")):
        words[path.stem] = underscored(read(path))
    for name, values in words.items():
        write(out / "data" / f"{name}.yaml", dump(values))
    ids = {thing["name"]: thing["id"] for name in ("topics", "areas", "audiences") for thing in words[name][name]}
    _write_services(content, out, ids)
    for taxonomy, name, layout in (("topics", "topics", "topic-services"), ("areas", "areas", "area-services")):
        for thing in words[name][name]:
            front = {"title": thing["name"], "slug": thing["id"], "description": thing["summary"], "layout": layout}
            write(out / "content" / f"service_{taxonomy}" / thing["id"] / "_index.md", page(front, ""))
    for path in sorted((content / "pages").glob("**/*.md")):
        _write_page(path, path.relative_to(content / "pages"), out / "content", ids)
    for topic in words["topics"]["topics"]:
        file = out / "content" / "topics" / f"{topic['id']}.md"
        if not file.exists():  # the program makes a page for each topic without a text
            front = {
                "title": topic["name"],
                "description": topic["summary"],
                "layout": "topic",
                "params": {"kind": "Topic", "about": [topic["id"]]},
            }
            write(file, page(front, ""))
    for folder in sorted(path for path in (out / "content").iterdir() if path.is_dir()):
        if not (folder / "_index.md").exists():
            write(folder / "_index.md", page({"title": folder.name, **UNSEEN}, ""))


def _write_services(content: Path, out: Path, ids: dict[str, str]) -> None:
    services: list[Values] = []
    for path in sorted((content / "services").glob("*.yaml")):
        service = underscored(read(path))
        if service.get("status", "live") == "live":
            named = {key: [ids.get(name, name) for name in service[key]] for key in ("for", "topics", "areas")}
            services.append({"id": path.stem, **service, **named})
    for number in range(0, len(services), A_FILE):
        write(out / "data" / "services" / f"{number:05}.yaml", dump(services[number : number + A_FILE]))


def _write_page(path: Path, place: Path, out: Path, ids: dict[str, str]) -> None:
    """A page of ours as one of Hugo's: an `index` is a section, a landing page the page of a term."""
    _, head, body = path.read_text("utf-8").split("---\n", 2)
    typed = underscored(parse(head))
    kind = typed["kind"]
    params = {key: typed[key] for key in KEPT if key in typed}
    params |= {"article": kind in ARTICLES, "listed": kind in SEARCHED and kind != "topic"}
    if kind in SEARCHED:
        named = {key: [ids.get(name, name) for name in typed.get(key, [])] for key in ("for", "topics", "areas")}
        about = [*([place.stem] if kind == "topic" else []), *named["topics"]]
        params |= {"kind": SEARCHED[kind], "about": about, "in_areas": named["areas"], "readers": named["for"]}
    front: Values = {"title": typed["title"], "description": typed["summary"]}
    front |= {"layout": LAYOUTS[kind]} if kind in LAYOUTS else {}
    front |= {"date": typed["changed"]} if "changed" in typed else {}
    front |= {"url": "/404.html"} if kind == "not found" else {}
    front |= {"aliases": typed["aliases"]} if "aliases" in typed else {}
    if kind == "landing":
        front["slug"] = place.stem
        place = Path("audiences", place.stem, "_index.md")
    elif place.name == "index.md":
        place = place.with_name("_index.md")
    elif kind == "not found":
        place = Path("not-found.md")
    write(out / place, page({**front, "params": params}, translated(body)))


def translated(body: str) -> str:
    """The text with boxes, cards and references as Hugo has them."""
    body = _BOX.sub(_alert, body)
    body = _STEPS.sub(r"\1\n{.steps}", body)
    body = _CARD.sub(r'{{< call "\1" >}}', body)
    return _REFERENCE.sub(_link, body)


def _alert(found: re.Match[str]) -> str:
    kind, title, text = found.groups()
    lines = (f"[!{kind.upper()}] {title or ''}".rstrip(), *text.split("\n"))
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _link(found: re.Match[str]) -> str:
    target, words = found.groups()
    target = target.replace("page:for/", "for:")  # there a landing page is the page of a term
    if ":" not in target:
        target = f"topic:{target}"
    return f"[{words or ''}]({target})"


def underscored(value: Any) -> Any:
    """The same values with keys that Hugo's templates can say: next_check for "next check"."""
    if isinstance(value, dict):
        return {key.replace(" ", "_"): underscored(inner) for key, inner in value.items()}
    return [underscored(inner) for inner in value] if isinstance(value, list) else value


if __name__ == "__main__":
    main()
