"""Pace: from a page's HTML to the number of its words, and from that to minutes."""

import re
from math import ceil

# Adults read English non-fiction in silence at 238 words a minute, most of them between 175 and 300; older
# people, children and readers with another first language are slower (Brysbaert 2019, "How many words do we read
# per minute?", Journal of Memory and Language 109, 104047, https://doi.org/10.1016/j.jml.2019.104047).
# Our readers may be any of these, and tired or in distress besides: a step below the slow end.
WORDS_A_MINUTE = 150

_INLINE = re.compile(r"</?(?:a|code|em|strong|sup)\b[^>]*>")  # may stand within a word
_BLOCK = re.compile(r"<[^>]*>")


def count_words(html: str) -> int:
    """The words between the tags of sanitised HTML."""
    return len(_BLOCK.sub(" ", _INLINE.sub("", html)).split())


def minutes_to_read(words: int) -> int:
    """How long a tired reader needs for so many words: whole minutes, at least one."""
    return max(1, ceil(words / WORDS_A_MINUTE))
