"""Training of the danger detector: from labelled phrases to few and small weights, the same on any machine.

A perceptron with a margin whose weights are averaged over the course of the training (Freund and Schapire 1999, "Large
margin classification using the perceptron algorithm"), three times over, each time with only those buckets that weighed
most the time before (Guyon et al. 2002, recursive feature elimination): what a browser has to fetch stays small. All of
it is arithmetic with whole numbers, in an order that the phrases alone decide.

What a text scores is the best of its stretches of WIDTH tokens, so that danger is found in a long story.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from nottalone_ssg.recipes.danger_text import BUCKETS

WIDTH = 9  # tokens that are read together
ROUNDS = 12  # times that all phrases are learnt
MARGIN = 200  # how far on the right side a phrase has to be
STEPS = {True: 20, False: -10}  # how far one lesson moves a weight: a danger that is missed counts twice
OFTEN = 2  # phrases that a bucket has to be in; what stands in one teaches nothing about others
KEPT = (900, 600)  # buckets that are kept for the second and for the last time
LARGEST = 15  # the weights lie between -LARGEST and LARGEST

Buckets: TypeAlias = Sequence[Sequence[int]]  # of each token
Example: TypeAlias = tuple[Buckets, bool]  # what it is made of, and whether it means danger


@dataclass(frozen=True)
class Weights:
    """A weight for each bucket; danger is a score above zero, which starts from ``bias``."""

    table: Sequence[int]
    bias: int

    def score(self, buckets: Buckets) -> int:
        return self.bias + best_stretch(buckets, self.table)[0]


def best_stretch(buckets: Buckets, table: Sequence[int]) -> tuple[int, int, int]:
    """The highest score of WIDTH tokens in a row (or of all, if they are fewer), and where they begin and end."""
    scores = [sum(table[bucket] for bucket in token) for token in buckets]
    total = sum(scores[:WIDTH])
    best = (total, 0, min(WIDTH, len(scores)))
    for end in range(WIDTH, len(scores)):
        total += scores[end] - scores[end - WIDTH]
        if total > best[0]:
            best = (total, end - WIDTH + 1, end + 1)
    return best


def train(examples: Sequence[Example]) -> Weights:
    """The weights that tell danger (True) from what is harmless."""
    often = Counter(bucket for buckets, _ in examples for bucket in {bucket for token in buckets for bucket in token})
    kept = {bucket for bucket, times in often.items() if times >= OFTEN}
    for count in KEPT:
        averaged, _ = _learn(examples, kept)
        kept = {*sorted(kept, key=lambda bucket: (-abs(averaged[bucket]), bucket))[:count]}
    averaged, bias = _learn(examples, kept)
    largest = sorted(map(abs, averaged))[-20] or 1  # a few may be far out; they are cut off
    rounded = (max(-LARGEST, min(LARGEST, _rounded(weight * LARGEST, largest))) for weight in averaged)
    return Weights(tuple(rounded), _rounded(bias * LARGEST, largest))


def _learn(examples: Sequence[Example], kept: Collection[int]) -> tuple[list[int], int]:
    """The average of all weights that there were, times the number of lessons; likewise the bias."""
    read = [
        ([[bucket for bucket in token if bucket in kept] for token in buckets], is_danger)
        for buckets, is_danger in examples
    ]
    flat = [[bucket for token in buckets for bucket in token] for buckets, _ in read]
    table, past = [0] * BUCKETS, [0] * BUCKETS
    bias = past_bias = 0
    time = 1
    for _ in range(ROUNDS):
        for (buckets, is_danger), part in zip(read, flat, strict=True):
            if len(buckets) > WIDTH:
                _, start, end = best_stretch(buckets, table)
                part = [bucket for token in buckets[start:end] for bucket in token]  # noqa: PLW2901  as far as it counts
            step = STEPS[is_danger]
            if (sum([table[bucket] for bucket in part]) + bias) * (1 if is_danger else -1) < MARGIN:
                for bucket in part:
                    table[bucket] += step
                    past[bucket] += step * time
                bias += step
                past_bias += step * time
            time += 1
    return [weight * time - late for weight, late in zip(table, past, strict=True)], bias * time - past_bias


def _rounded(number: int, by: int) -> int:
    """``number`` / ``by`` to the nearest whole number."""
    return (2 * number + by) // (2 * by)
