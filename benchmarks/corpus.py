"""Corpus: a content folder of N made-up items, for measuring; the same seed and real content give the same bytes.

    python -m benchmarks.corpus 1000 /tmp/corpus

40 % of the items are Markdown pages (topics and guides), 60 % are services. The vocabulary, the settings and the pages
of all other kinds (and the real guides) are those of the real content and come on top; so do the topics without a
text, for which the program makes pages. Services that the real pages or the settings name are among the N as they are.
The others take contacts, hours and what they offer from the real ones in turn, under invented names; their areas are
spread as in a directory that has grown: most of them local.
"""

import argparse
import re
import shutil
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from random import Random

from benchmarks.files import Values, dump, page, read, write
from benchmarks.prose import Writer, invented_name, sentences

CONTENT = Path(__file__).parent.parent / "content"
SEED = 2026
NAMED = re.compile(r"(?:service|call|text):([a-z0-9-]+)|::: call ([a-z0-9-]+)|\{service: ([a-z0-9-]+)")
THINGS = ("Listening Service", "Drop-in", "Helpline", "Wellbeing Hub", "Peer Group", "Counselling", "Advice Centre")
REVIEW = {"next review": "2027-05-21", "changed": "2026-11-22"}
KEPT = ("offers", "ages", "referral", "cost", "next step", "how to refer", "what happens", "languages", "access")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("items", type=int, help="how many pages and services: 300, 1000, 10000")
    parser.add_argument("out", type=Path, help="the content folder to make; what is there is replaced")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    make_corpus(options.items, options.out, options.seed)


def make_corpus(items: int, out: Path, seed: int = SEED) -> None:
    """Write the content folder with this many items in place of ``out``."""
    random = Random(seed)  # noqa: S311 - it is to be the same each time
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(CONTENT / "vocabulary", out / "vocabulary")
    shutil.copy(CONTENT / "site.yaml", out)
    pages = {path.relative_to(CONTENT): path.read_text("utf-8") for path in sorted(CONTENT.glob("pages/**/*.md"))}
    fixed = {path: text for path, text in pages.items() if not re.search("^kind: *topic *$", text, re.MULTILINE)}
    for name, text in fixed.items():
        write(out / name, text)
    number = items * 4 // 10
    services = _services(items - number, "\n".join((*fixed.values(), (out / "site.yaml").read_text("utf-8"))), random)
    for slug, service in services.items():
        write(out / "services" / f"{slug}.yaml", dump(service))
    topics = {topic["id"]: topic["name"] for topic in _vocabulary("topics")}
    reachable = [name for name, service in services.items() if service.get("contacts")]
    said = sentences(pages.values())
    writer = Writer(random, said, list(topics), reachable, [area["id"] for area in _vocabulary("areas")])
    for path, front, subject in _made_pages(number, topics, random):
        front["summary"] = writer.sentence()
        body = writer.page(subject, random.randint(300, 850))
        write(out / path, page(front, body))


def _made_pages(number: int, topics: dict[str, str], random: Random) -> Iterator[tuple[str, Values, str]]:
    """Path, front matter and subject of each page: topics first, at most half of them; the rest are guides."""
    audiences = [audience["id"] for audience in _vocabulary("audiences")]
    of_topics = dict(islice(topics.items(), number // 2))
    for topic, name in of_topics.items():
        yield f"pages/topics/{topic}.md", {"title": name, "kind": "topic", "for": ["everyone"], **REVIEW}, name.lower()
    for count in range(number - len(of_topics)):
        title = f"{random.choice(list(topics.values()))} in {invented_name(random)}"
        about = random.sample(sorted(topics), 2)
        for_ = random.sample(audiences, 2)
        front = {"title": title, "kind": "guide", "for": for_, "topics": about, **REVIEW}
        yield f"pages/guides/guide-{count + 1:05}.md", front, topics[about[0]].lower()


def _services(number: int, texts: str, random: Random) -> dict[str, Values]:
    """So many services by id: those that the texts name, then invented ones with the contacts of real ones."""
    real = {path.stem: read(path) for path in sorted((CONTENT / "services").glob("*.yaml"))}
    live = {name: service for name, service in real.items() if service.get("status", "live") == "live"}
    named = {name for found in NAMED.findall(texts) for name in found if name in live}
    services = {name: live[name] for name in sorted(named)}
    topics = [topic["id"] for topic in _vocabulary("topics")]
    districts = [area["id"] for area in _vocabulary("areas") if area["kind"] in ("district", "borough")]
    for model in cycle(service for service in live.values() if service.get("contacts")):
        if len(services) >= number:
            break
        name = f"{invented_name(random)} {random.choice(THINGS)}"
        slug = name.lower().replace(" ", "-")
        if slug not in services:
            services[slug] = _service(name, model, random) | {
                "topics": random.sample(topics, random.choices(range(1, 7), (8, 26, 30, 20, 10, 6))[0]),
                "areas": _areas(districts, random),
            }
    return services


def _service(name: str, model: Values, random: Random) -> Values:
    """A service under this name with the contacts and the words of another."""
    place, _, _ = name.partition(" ")
    return {
        "name": name,
        "organisation": f"{place} Trust",
        "summary": model["summary"],
        **{key: model[key] for key in KEPT if key in model},
        "for": model["for"],
        "contacts": model["contacts"],
        "source": {"page": f"https://example.org/{place.lower()}", "on": "2026-11-22", "confidence": "low"},
        "next check": f"2027-{random.randint(1, 12):02}-{random.randint(1, 28):02}",
    }


def _areas(districts: list[str], random: Random) -> list[str]:
    spread = {
        ("national",): 20,
        ("nottingham-city", "nottinghamshire"): 25,
        ("nottingham-city",): 15,
        ("nottinghamshire",): 10,
        tuple(random.sample(districts, 1)): 22,
        tuple(random.sample(districts, 3)): 8,
    }
    return list(random.choices(list(spread), list(spread.values()))[0])


def _vocabulary(name: str) -> list[Values]:
    found: list[Values] = read(CONTENT / "vocabulary" / f"{name}.yaml")[name]
    return found


if __name__ == "__main__":
    main()
