"""Nothing that a person types leaves as live HTML, whatever way of writing it they try."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nottalone_ssg.markdown import Html, convert
from nottalone_ssg.markdown.sanitise import ATTRIBUTES, CLASSES, SCHEMES, TAGS, sanitise
from nottalone_ssg.yaml_text import Document


def elements(text: str) -> Iterator[Element]:
    """What a browser makes of a text."""
    for part in convert(Document("page.md", {}, body=text)).parts:
        if isinstance(part, Html):
            tree = html5lib.parseFragment(part.html, treebuilder="etree", namespaceHTMLElements=False)
            yield from (element for element in tree.iter() if element is not tree)


def assert_harmless(text: str) -> None:
    for element in elements(text):
        assert element.tag in TAGS, element.tag
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(element.tag, set())
        assert set(element.attrib) - {"class"} <= allowed, element.attrib
        assert set(element.get("class", "").split()) <= CLASSES.get(element.tag, set())
        href = element.get("href", "#")
        assert href.startswith("#") or href.split(":")[0] in SCHEMES, href


ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//a.org/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<a href='javascript:alert(1)'>a</a>",
    "<style>*{display:none}</style>",
    "<div\nonclick=alert(1)>a</div>",
    "<!-- <script>alert(1)</script> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "<x/onclick=alert(1)>a",
    "<details open ontoggle=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#x3c;/script&#x3E;",
    r"\<script>alert(1)\</script>",
    "`<script>alert(1)</script>`",
    "```\n</code></pre><script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\na\n```',
    "``` {.x onclick=alert(1) style=color:red}\na\n```",
    "    </code></pre><script>alert(1)</script>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a]( javascript:alert(1))",
    "[a](<javascript:alert(1)>)",
    "[a](java\tscript:alert(1))",
    "[a](java\nscript:alert(1))",
    "[a](java&Tab;script:alert(1))",
    "[a](java&NewLine;script:alert(1))",
    "[a](javascript&colon;alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](&#x6A;&#x61;vascript:alert(1))",
    "[a](&#0000106avascript:alert(1))",
    "[a](\x01javascript:alert(1))",
    "[a](\u00a0javascript:alert(1))",
    "[a](javascript\\:alert(1))",
    "[a](javascript%3Aalert(1))",
    "[a](vbscript:msgbox)",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](data:image/svg+xml,<svg onload=alert(1)>)",
    "[a](file:///etc/passwd)",
    "[a](//a.org/)",
    "[a](/\\a.org/)",
    "[a](\\\\a.org)",
    "[a](/\t/a.org/)",
    "[a](ref:b)",
    "[a][b]\n\n[b]: javascript:alert(1)",
    "[b]\n\n[b]: <javascript:alert(1)> 'c'",
    "<javascript:alert(1)>",
    "<javascript://a.org/%0aalert(1)>",
    "![a](javascript:alert(1))",
    '![a" onerror="alert(1)](b)',
    '[a](https://b.org "c" onclick="alert(1)")',
    "[a](https://b.org '\"><script>alert(1)</script>')",
    '[a](https://b.org/"onclick="alert(1))',
    '[[a"onclick="alert(1)]]',
    "[[javascript:alert(1)]]",
    '[[a#"><script>alert(1)</script>]]',
    "[[a|<script>alert(1)</script>]]",
    "a\n{: onclick=alert(1) }",
    "*a*{: onclick=alert(1) style=position:fixed }",
    "*a*{: href=javascript:alert(1) }",
    "[a](https://b.org){: href=javascript:alert(1) target=_blank }",
    "## a {: onmouseover=alert(1) class=visually-hidden }",
    "*a*{at=1 to=b fragment=c}",
    "[a](https://b.org){at=0 to=x}",
    '*a*{#"><script>}',
    '*a*{lang="\\"><script>"}',
    "|a|\n|-|\n|<script>alert(1)</script>|",
    "[^<script>]\n\n[^<script>]: <script>alert(1)</script>",
    '[^a"b]\n\n[^a"b]: x',
    "::: quote <script>alert(1)</script>\na\n:::",
    "::: <script>\na\n:::",
    "::: call <script>\n:::",
    "::: note\n</aside><script>alert(1)</script>\n:::",
    '<me@a.org"onclick=alert(1)>',
    "<mailto:a@b.org?body=<script>>",
    '0115 956 0888"><script>',
    "\x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03 \x02m0\x03 \x02card:0:a\x03 \x0260\x03script\x0262\x03",
]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize(
    "around", ["@", "## x\n\na @ b", "- @", "> @", "::: note\n@\n:::", "*@*", "|a|b|\n|-|-|\n|@|c|"]
)
def test_attacks_become_text(attack: str, around: str) -> None:
    assert_harmless(around.replace("@", attack))


@pytest.mark.parametrize("attack", [attack for attack in ATTACKS if "](" in attack and "https:" not in attack])
def test_a_dead_link_is_a_problem(attack: str) -> None:
    """What is taken away is said: a link that silently leads nowhere would stay so for years."""
    assert convert(Document("page.md", {}, body=attack)).problems


def test_the_last_fence_holds_on_its_own() -> None:
    """If a release of Python-Markdown let something through, sanitising would still drop it."""
    typed = (
        '<p onclick="a()" style="b" class="c callout-label">d<script>e()</script><img src="f"></p>'
        '<a href="javascript:g()">h</a><a href="//i.org">j</a><a href="/k">l</a><a href="#m">n</a>'
        '<iframe src="https://o.org"></iframe><!-- p --><svg><a href="q"/></svg>'
    )
    assert sanitise(typed) == '<p class="callout-label">d</p><a>h</a><a>j</a><a>l</a><a href="#m">n</a>'


PIECES = [
    *("<", ">", "</", "<!--", "-->", "<script>", "<b ", "onclick=", "style=", "javascript:", "data:", "https://a.org"),
    *("[", "](", ")", "]]", "[[", "|", "{", "{:", "}", "#", "`", "```\n", "*", "_", '"', "'", "&", "&#106;", "&lt;"),
    *(";", "\\", "\n", "\n\n", "    ", "- ", "> ", "1. ", "::: note\n", "::: quote ", ":::\n", "::: call a\n"),
    *("[^1]", "[^1]: ", "[a]: ", ": ", "|-|-|\n", "\x02", "\x03", "\x00", "\x01", "m0", "klzzwxh:0000"),
    *("0115 956 0888", "text 85258", "a", " ", "\t", "\u2028", "é", "\r"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_whatever_is_typed_leaves_no_live_html(text: str) -> None:
    assert_harmless(text)


@given(st.text())
def test_any_text_at_all_is_read(text: str) -> None:
    assert_harmless(text)
