"""Raw HTML and pictures: refused with a problem, and shown as the text they are.

Python-Markdown would pass HTML through as it stands (https://github.com/Python-Markdown/markdown/pull/1543).
"""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown

from nottalone_ssg.markdown.findings import MARK, Findings
from nottalone_ssg.markdown.inline import Found, Inline

_TAG = rf"<{MARK}(!--|(/?[A-Za-z][^\s<>/]*+|[!?])(?=[^<>]*>))"
_IMAGE = rf"!\[{MARK}([^\[\]]*+)\](?:\((?:[^()]|\([^()]*+\))*+\)|\[[^\[\]]*+\])"
_LESS_THAN = "\x0260\x03"  # < as Python-Markdown keeps \<
_INSTEAD = {
    "a": "Write [words](https://…) or [[id]].",
    "b": "Write **bold**.",
    "strong": "Write **bold**.",
    "i": "Write *italic*.",
    "em": "Write *italic*.",
    "br": "Leave an empty line, or end the line with two spaces.",
    "p": "Leave an empty line between paragraphs.",
    "!--": "Delete the comment: whatever stands in a page's file may be read by anybody.",
}
_OTHERWISE = "Write it in Markdown. To show the sign <, put \\ before it."


class RawHtml(Inline):
    """`<b>`, `<script>`, `<!-- … -->`: the first sign becomes text, so that what follows is no tag."""

    def read(self, m: re.Match[str], data: str) -> Found:
        """Problems: each tag that opens, each comment. What only closes was complained about when it opened."""
        name = m[2].lower()
        if not name.startswith("/"):
            what = "a comment" if name == "!--" else f"<{m[2]}> is HTML, which"
            message = f"{what} is not used here"
            self.findings.complain(self.findings.at(m[1]), "raw-html", message, _INSTEAD.get(name, _OTHERWISE))
        return _LESS_THAN, m.start(), m.start(2)


class Images(Inline):
    """`![description](address)`: the description stays."""

    def read(self, m: re.Match[str], data: str) -> Found:
        """Problems: each picture."""
        hint = "Say in words what the picture shows."
        self.findings.complain(self.findings.at(m[1]), "image", "pictures are not used in pages yet", hint)
        description = Element("span")
        description.text = m[2]
        return description, m.start(), m.end()


def register(md: Markdown, findings: Findings) -> None:
    """Take Python-Markdown's own out: of blocks, of lines and of pictures."""
    md.preprocessors.deregister("html_block")
    md.preprocessors.deregister("normalize_whitespace")  # it would remove our marks; `source` has done its work
    for name in ("html", "entity", "image_link", "image_reference", "short_image_ref"):
        md.inlinePatterns.deregister(name)
    md.inlinePatterns.register(Images(_IMAGE, md, findings), "image", 171)
    md.inlinePatterns.register(RawHtml(_TAG, md, findings), "html", 90)
    md.ESCAPED_CHARS.extend("<\"'")
