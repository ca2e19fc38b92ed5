"""The frame around every page: head, ways through the course, style, and what a browser may load.

Nothing but the page itself: its style and its pictures are inside it, and it has no script.
"""

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

TEMPLATES = Path(__file__).with_name("templates")


@cache
def environment() -> Environment:
    """The templates. What is put into them is escaped, unless it is made by `html`."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def html(text: str) -> Markup:
    """Marks text of our own as HTML; never that of a learner, of whom these pages hold nothing."""
    return Markup(text)  # noqa: S704


def write(path: Path, template: str, words: Mapping[str, Any]) -> Path:
    """Writes a page made from a template; the same words always give the same bytes."""
    css = (TEMPLATES / "page.css").read_text("utf-8")
    page = environment().get_template(template).render(**words, css=html(css), policy=policy(css))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(page.encode())
    return path


def policy(css: str) -> str:
    """What a browser may load for a page with this style: the style, and pictures inside it.

    >>> policy("")
    "default-src 'none'; style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; \
img-src data:; base-uri 'none'; form-action 'none'"
    """
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
