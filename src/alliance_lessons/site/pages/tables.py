"""Tables on a narrow page: one that may be too wide for it is scrolled in a frame of its own."""

import re
from html import unescape

FITS = 2  # columns of words that fold and so fit any screen
TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
HEADS = re.compile(r"<thead>.*?</thead>\s*", re.DOTALL)
TAG = re.compile(r"<[^>]*>")


def frames(html: str) -> str:
    """The HTML with a frame around each table that may be too wide."""
    return TABLE.sub(lambda found: scrolling(found[0], "Table"), html)


def scrolling(table: str, name: str) -> str:
    """The table, in a frame that the keyboard reaches where it has more columns than fit.

    The frame bears the table's caption, or `name`.

    >>> scrolling("<table><thead><tr><th>a</th><th>b</th></tr></thead></table>", "Table")
    '<table><thead><tr><th>a</th><th>b</th></tr></thead></table>'
    """
    table = table.replace('<th scope="col"></th>', "<td></td>")  # a corner heads nothing
    if columns(table) <= FITS:
        return table
    if caption := CAPTION.search(table):
        name = plain(caption[1])
    quoted = name.replace("&", "&amp;").replace('"', "&quot;")
    return f'<div class="wide" role="group" tabindex="0" aria-label="{quoted}">{table}</div>'


def columns(table: str) -> int:
    """How many cells the first row has.

    >>> columns("<table><tr><th>a</th><td>b</td></tr><tr><td>c</td></tr></table>")
    2
    """
    return len(re.findall(r"<t[hd]\b", table.partition("</tr>")[0]))


def with_scopes(table: str) -> str:
    """A table made of Markdown with headings that say what they head; none where all are empty."""
    head = HEADS.search(table)
    if head and not plain(head[0]):
        return table.replace(head[0], "")
    return table.replace("<th>", '<th scope="col">')


def plain(html: str) -> str:
    """The words of some HTML.

    >>> plain("<b>Give</b> &amp; take ")
    'Give & take'
    """
    return unescape(TAG.sub("", html)).strip()
