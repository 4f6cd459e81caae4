"""Training of the danger detector: from labelled phrases to few and small weights, the same on any machine.

A perceptron with a margin whose weights are averaged over the course of the training (Freund and Schapire 1999, "Large
margin classification using the perceptron algorithm"), with larger steps the more is lacking; three times over, each
time with only those buckets that weighed most the time before (Guyon et al. 2002, recursive feature elimination): what
a browser has to fetch stays small. Once more with the heaviest few, for what it fetches first. All of it is arithmetic
with whole numbers, in an order that the phrases decide.

What a text scores is the best of its stretches of WIDTH tokens, or of NARROW tokens and LESS, so that danger is found
in a long story. In a stretch each bucket counts once, however often it comes: many everyday words don't outweigh one
word of danger.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from nottalone_ssg.recipes.danger_text import BUCKETS

WIDTH = 12  # tokens that are read together
NARROW = 4  # tokens that are danger by themselves if they score more than LESS, in a text about something else
LESS = 4
ROUNDS = 16  # times that all phrases are learnt, at last
SELECTING = 4  # and before, to see which buckets matter
MARGIN = 40_000  # how far on the right side a phrase has to be
PACE = {True: 20, False: 40}  # a lesson makes up for one in so many of what lacks: a danger that is missed counts more
OFTEN = 2  # phrases that a bucket has to be in; what stands in one teaches nothing about others
KEPT = 12_000, 8000  # buckets that are kept for the second time and for the whole
AT_ONCE = 940  # and of these for what is sent first
LEAN = 1  # towards showing help, when unsure
LEAN_AT_ONCE = 0  # so few weights miss what speaks against danger
LARGEST = 10  # the weights lie between -LARGEST and LARGEST

Buckets: TypeAlias = Sequence[Collection[int]]  # of each token
Example: TypeAlias = tuple[Buckets, bool]  # what it is made of, and whether it means danger


@dataclass(frozen=True)
class Weights:
    """A weight for each bucket; danger is a score above zero, which starts from ``bias``."""

    table: Sequence[int]
    bias: int

    def score(self, buckets: Buckets) -> int:
        return self.bias + max(self._best(buckets, WIDTH), self._best(buckets, NARROW) - LESS)

    def _best(self, buckets: Buckets, width: int) -> int:
        return max(sum(self.table[one] for one in part) for part in stretches(buckets, width))


def stretches(buckets: Buckets, width: int) -> list[set[int]]:
    """The buckets of each ``width`` tokens in a row, or of all if they are fewer."""
    starts = range(max(len(buckets) - width, 0) + 1)
    return [{bucket for token in buckets[start : start + width] for bucket in token} for start in starts]


def train(examples: Sequence[Example]) -> tuple[Weights, Weights]:
    """The weights that tell danger (True) from what is harmless: a few that are sent first, and the whole."""
    read = [(stretches(buckets, WIDTH), is_danger) for buckets, is_danger in examples]
    often = Counter(bucket for parts, _ in read for bucket in set.union(*parts))
    kept = {bucket for bucket, times in often.items() if times >= OFTEN}
    for count in KEPT:
        averaged, _ = _learn(read, kept, SELECTING)
        kept = _heaviest(kept, averaged, count)
    whole, bias = _learn(read, kept, ROUNDS)
    few = _learn(read, _heaviest(kept, whole, AT_ONCE), ROUNDS)
    return _small(*few, LEAN_AT_ONCE), _small(whole, bias, LEAN)


def _heaviest(buckets: Collection[int], weights: Sequence[int], count: int) -> set[int]:
    return {*sorted(buckets, key=lambda bucket: (-abs(weights[bucket]), bucket))[:count]}


def _small(averaged: Sequence[int], bias: int, lean: int) -> Weights:
    """The weights as small whole numbers."""
    largest = sorted(map(abs, averaged))[-20] or 1  # a few may be far out; they are cut off
    within = (max(-LARGEST, min(LARGEST, rounded(weight * LARGEST, largest))) for weight in averaged)
    return Weights(tuple(within), rounded(bias * LARGEST, largest) + lean)


def _learn(read: Sequence[tuple[list[set[int]], bool]], kept: Collection[int], rounds: int) -> tuple[list[int], int]:
    """The average of all weights that there were, times the number of lessons; likewise the bias."""
    lessons = [([[*part.intersection(kept)] for part in parts], is_danger) for parts, is_danger in read]
    table, past = [0] * BUCKETS, [0] * BUCKETS
    bias = past_bias = 0
    time = 1
    for _ in range(rounds):
        for parts, is_danger in lessons:
            score, part = _best(parts, table)
            lacking = MARGIN - (score + bias if is_danger else -score - bias)
            if lacking > 0:
                step = min(lacking, 2 * MARGIN) // PACE[is_danger] * (1 if is_danger else -1)
                for bucket in part:
                    table[bucket] += step
                    past[bucket] += step * time
                bias += step
                past_bias += step * time
            time += 1
    return [weight * time - late for weight, late in zip(table, past, strict=True)], bias * time - past_bias


def _best(parts: Sequence[list[int]], table: Sequence[int]) -> tuple[int, list[int]]:
    """The highest score of the stretches, and the one that has it."""
    best, best_part = None, parts[0]
    for part in parts:  # plain loops: most of the time of training is spent here
        score = 0
        for bucket in part:
            score += table[bucket]
        if best is None or score > best:
            best, best_part = score, part
    return best or 0, best_part


def rounded(number: int, by: int) -> int:
    """``number`` / ``by`` to the nearest whole number."""
    return (2 * number + by) // (2 * by)
