"""Markdown: from the text of a page to sanitised HTML, its headings, its links and its problems.

`convert` is pure: the same document gives the same result. It leaves links inside the site open
(`ref:` addresses), because only the whole site knows where they lead; `fill` closes them.
"""

from nottalone_ssg.markdown.converter import convert
from nottalone_ssg.markdown.filling import fill
from nottalone_ssg.markdown.pace import minutes_to_read
from nottalone_ssg.model.text import Card, Converted, Heading, Html, Reference

__all__ = ["Card", "Converted", "Heading", "Html", "Reference", "convert", "fill", "minutes_to_read"]
