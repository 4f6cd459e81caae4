"""Explained: whether the text says what a word means, right where the word stands.

Cognitive behavioural therapy (CBT); CBT (talking about …); called CAMHS; CBT stands for …; a nurse is somebody who …
"""

import re

_BEFORE = re.compile(
    r"""
    (?: [\w'\u2019"\u201d-][ ]["\u201c]?\((?:or[ ]|also[ ]|called[ ])*
      | \b(?:called|named|known[ ]as|name[ ](?:is|for[ ]\w+[ ]is)|short[ ]for|word|words|say|says|hear|means)[ ]
        (?:it[ ])?(?:an?[ ]|the[ ]|your[ ])?
    )["\u201c\u2018']?\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BEHIND = re.compile(
    r"""
    ["\u201d\u2019']?(?:
        [ ]?\(\w
      | ,?[ ](?:which[ ]|that[ ])?(?:is[ ]short[ ]for|stands?[ ]for|means?|is[ ]when|is[ ]where)\b
      | ,[ ](?:which|who|where|that[ ]is|or)\b
      | [ ](?:is|are)[ ](?:an?|the|people|somebody|someone|called)\b
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DENIED = re.compile(r"(?:\bnot (?:just |only |simply )?(?:an? |the )?|[\"\u201c\u2018])\Z", re.IGNORECASE)
_REACH = 40  # characters before a word that may say that it is going to be explained


def is_explained(text: str, start: int, end: int) -> bool:
    """Whether the word between these places is explained there."""
    return bool(_BEFORE.search(text[max(0, start - _REACH) : start]) or _BEHIND.match(text, end))


def is_denied(text: str, start: int) -> bool:
    """Whether the word that starts here is only named: in quotation marks, or after "not"."""
    return bool(_DENIED.search(text[max(0, start - _REACH) : start]))
