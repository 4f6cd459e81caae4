"""Code in a line: from text between backticks to `code`, without looking through the whole paragraph each time."""

import re
from functools import lru_cache

from markdown import Markdown
from markdown.inlinepatterns import BACKTICK_RE, BacktickInlineProcessor

_TICKS = re.compile("`+")


@lru_cache(maxsize=128)
def _closing(ticks: int) -> re.Pattern[str]:
    return re.compile(rf"(?<!`)`{{{ticks}}}(?!`)")


class CodeSpans(BacktickInlineProcessor):
    """Backticks close with as many backticks as they opened with (CommonMark, section 6.1)."""

    def find_code_spans(self, start: int, text: str) -> tuple[int, int | None]:  # type: ignore[override]
        """Where the code starts and ends; without an end, where to look on."""
        opening = _TICKS.match(text, start)
        assert opening, "called at a backtick"
        closing = _closing(len(opening[0])).search(text, opening.end())
        return opening.end(), closing.start() if closing else None


def register(md: Markdown) -> None:
    """In the place of Python-Markdown's own."""
    md.inlinePatterns.register(CodeSpans(BACKTICK_RE), "backtick", 190)
