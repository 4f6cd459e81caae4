"""How well danger is known in words that nobody listed: python -m benchmarks.search.danger

Figures of the phrases in content/search/danger.yaml and of two files beside this one:

- cross-validated: each fifth of the phrases is judged by a detector that learnt from the other four. Phrases that are
  nearly the same (three quarters of their tokens) are always in one fifth, so that none is judged by its twin;
- unseen: wording that was written before it was measured (danger-unseen.yaml), and that nobody may tune for; the same
  of two more authors (danger-fresh.yaml), of which one half was tuned by;
- size: script and model together, gzipped. And how long learning takes.

`--words` prints what was missed and what alarmed.
"""

import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import rjsmin
import yaml

from nottalone_ssg.load import load_site
from nottalone_ssg.model.danger import DangerFile
from nottalone_ssg.model.site import Site
from nottalone_ssg.recipes.danger import Detector, danger_model, everyday, examples_of, lexicon_of
from nottalone_ssg.recipes.danger_text import OTHER, PASSED_OVER, features, number_of, plain_words
from nottalone_ssg.recipes.danger_training import train
from nottalone_ssg.sources import read_folder

ROOT = Path(__file__).parent.parent.parent
FOLDS = 5
LABELS = {"harmless": "harmless, but chosen because it sounds like danger", "everyday": "said of other topics"}


def groups_of(sets: Sequence[frozenset[int]]) -> list[int]:
    """A number for each set; those that share three quarters of their tokens have the same one."""
    parent = list(range(len(sets)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for at, one in enumerate(sets):
        for before in range(at):
            other = sets[before]
            if 4 * len(other) >= 3 * len(one) and 4 * len(one) >= 3 * len(other):
                shared = len(one & other)
                if shared and 4 * shared >= 3 * (len(one) + len(other) - shared):
                    parent[root(at)] = root(before)
    return [root(at) for at in range(len(sets))]


def cross_validated(danger: DangerFile, said: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
    """By kind of danger, `harmless` or `everyday`: each phrase with what it scored when it was not learnt from."""
    lexicon = lexicon_of(danger)
    rows = [(kind or "harmless", phrase) for phrase, kind in danger.labelled] + [("everyday", text) for text in said]
    rows.sort(key=lambda row: number_of(row[1], 1 << 24))
    tokens = [lexicon.tokens(phrase) for _, phrase in rows]
    sets = [
        frozenset(token.row if token.row > OTHER else -token.word for token in found if token.row != PASSED_OVER)
        for found in tokens
    ]
    each = sorted({*sets}, key=sorted)
    fold_of = {one: group % FOLDS for one, group in zip(each, groups_of(each), strict=True)}
    folds = [fold_of[one] for one in sets]
    buckets = [features(found, len(lexicon.rows)) for found in tokens]
    scored: dict[str, list[tuple[str, int]]] = {}
    for fold in range(FOLDS):
        learnt = [
            (seen, kind not in LABELS)
            for (kind, _), found, seen, its in zip(rows, tokens, buckets, folds, strict=True)
            if its != fold and (kind in LABELS or any(token.row > OTHER for token in found))
        ]
        _, weights = train(learnt)
        for (kind, phrase), seen, its in zip(rows, buckets, folds, strict=True):
            if its == fold:
                scored.setdefault(kind, []).append((phrase, weights.score(seen)))
    return scored


def by_phrase(danger: DangerFile, text: str) -> bool:
    """Whether one of the listed phrases stands in the text: what a plain list would find."""
    plain = f" {' '.join(plain_words(text))} "
    return any(f" {' '.join(plain_words(phrase))} " in plain for phrase, kind in danger.labelled if kind)


def share(part: int, whole: int) -> str:
    return f"{part:5} of {whole:5}  {part / whole:6.1%}"


def main(words: list[str]) -> None:
    """Print everything."""
    sources, _ = read_folder(ROOT / "content", shown_as="content")
    site, problems = load_site(sources, date(2026, 11, 22))
    if site is None or site.danger is None:
        raise SystemExit("\n".join(map(str, problems)) or "content/search/danger.yaml is missing")
    _cross(site, site.danger, "--words" in words)
    _unseen(site, site.danger, "--words" in words)
    _size(site, site.danger)


def _cross(site: Site, danger: DangerFile, tell: bool) -> None:
    scored = cross_validated(danger, everyday(site))
    print(f"Cross-validated in {FOLDS} parts")
    found: Counter[bool] = Counter()
    for kind in [kind.id for kind in danger.kinds]:
        right = sum(score > 0 for _, score in scored[kind])
        found += Counter({True: right, False: len(scored[kind]) - right})
        print(f"  {kind:15} found  {share(right, len(scored[kind]))}")
    print(f"  {'all':15} found  {share(found[True], found.total())}")
    for kind, label in LABELS.items():
        print(f"  {kind:15} alarms {share(sum(score > 0 for _, score in scored[kind]), len(scored[kind]))}  ({label})")
    if tell:
        for kind, phrases in scored.items():
            wrong = sorted(phrase for phrase, score in phrases if (score > 0) == (kind in LABELS))
            print(f"\n{kind}: {'; '.join(wrong)}")


def _unseen(site: Site, danger: DangerFile, tell: bool) -> None:
    detector = Detector(*danger_model(danger, examples_of(site)))
    unseen = yaml.load((Path(__file__).parent / "danger-unseen.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
    print("\nUnseen wording")
    for label, verb in (("danger", "found "), ("harmless", "alarms")):
        texts = [text for said in unseen[label].values() for text in said]
        loud = [text for text in texts if detector.kind_of(text)]
        listed = sum(by_phrase(danger, text) for text in texts)
        print(f"  {label:15} {verb} {share(len(loud), len(texts))}  (by listed phrases alone: {listed})")
        if tell:
            print("    " + "; ".join(text for text in texts if (text in loud) == (label == "harmless")))
    fresh = yaml.load((Path(__file__).parent / "danger-fresh.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
    for half, sets in fresh.items():
        for label, texts in sets.items():
            loud = [text for text in texts if detector.kind_of(text)]
            verb = "found " if label == "danger" else "alarms"
            print(f"  {f'{half}, {label}':22} {verb} {share(len(loud), len(texts))}")


def _size(site: Site, danger: DangerFile) -> None:
    start = time.process_time()
    model, follows = danger_model(danger, examples_of(site))
    seconds = time.process_time() - start
    script = rjsmin.jsmin((ROOT / "assets/js/danger/10-read.js").read_text("utf-8"))
    parts = {"script": script, **{key: json.dumps(value, separators=(",", ":")) for key, value in model.items()}}
    parts["what follows"] = json.dumps(follows, separators=(",", ":"))
    print("\nBytes gzipped")
    for name, text in parts.items():
        print(f"  {name:15} {len(gzip.compress(text.encode(), 9, mtime=0)):5}")
    together = script + json.dumps(model, separators=(",", ":"))
    print(f"  {'together':15} {len(gzip.compress(together.encode(), 9, mtime=0)):5}")
    print(
        f"\nLearnt in {seconds:.1f} s of CPU from {len(danger.labelled)} phrases and {len(examples_of(site))} examples"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
