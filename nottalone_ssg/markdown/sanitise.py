"""Sanitising: from whatever HTML comes out of Markdown to tags and attributes that we mean to publish.

The last fence: everything unwanted is refused earlier, with a problem. What slips through is dropped here.
"""

import nh3

TAGS = frozenset(
    {"a", "aside", "blockquote", "br", "code", "dd", "div", "dl", "dt", "em", "figcaption", "figure"}
    | {"h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "strong", "sup"}
    | {"table", "tbody", "td", "th", "thead", "tr", "ul"}
)
ATTRIBUTES = {
    "*": {"dir", "id", "lang"},
    "a": {"href", "title"},
    "aside": {"role"},
    "div": {"aria-label", "role", "tabindex"},
    "ol": {"start"},
    "th": {"scope"},
}
CLASSES = {
    "a": {"footnote-backref", "footnote-ref"},
    "aside": {"callout", "callout-help", "callout-note"},
    "div": {"footnote", "table-wrap"},
    "figure": {"quote"},
    "ol": {"steps"},
    "p": {"callout-label"},
    "td": {"align-center", "align-right"},
    "th": {"align-center", "align-right"},
}
SCHEMES = frozenset({"https", "mailto", "ref", "sms", "tel"})

_cleaner = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    allowed_classes=CLASSES,
    url_schemes=SCHEMES,
    url_relative=lambda url: url if url.startswith("#") else None,  # footnotes; all else is ref:
    link_rel=None,
)


def sanitise(html: str) -> str:
    """The HTML with nothing in it but what is allowed above."""
    return _cleaner.clean(html)
