"""What the page of a lesson may load and run: what lies on its own host, and nothing else.

JupyterLab makes functions out of text and styles of its own, the exercises are modules made of
text (blob:), and Python is WebAssembly: so much is let through. A script that stands in what a
notebook shows is not, and whatever runs can ask no other host.
"""

import base64
import hashlib
import re

INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
RULES = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-eval' 'wasm-unsafe-eval' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' blob: data:",
    "media-src": "'self' blob: data:",
    "font-src": "'self' data:",
    "connect-src": "'self' blob: data:",
    "worker-src": "'self' blob:",
    "frame-src": "'self' blob: data:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'none'",
}


def with_policy(page: str) -> str:
    """A page whose <head> begins with the rules for the browser; its own scripts may run.

    >>> with_policy("<head><script>go()</script>").partition("blob: ")[2][:53]
    "'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw='"
    """
    own = " ".join(f"'sha256-{_hash(script)}'" for script in INLINE.findall(page))
    rules = RULES | {"script-src": f"{RULES['script-src']} {own}".strip()}
    words = "; ".join(f"{kind} {sources}" for kind, sources in rules.items())
    tag = f'<meta http-equiv="Content-Security-Policy" content="{words}">'
    # a browser looks for the encoding in the first 1024 bytes alone
    return page.replace("<head>", f'<head>\n<meta charset="utf-8">\n{tag}', 1)


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
