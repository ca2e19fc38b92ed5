"""What others wrote, as text that does nothing but be read.

HTML is escaped by the page. Left to do here: signs that can't be seen and yet turn the
text around them, and texts so long that the page would not open.
"""

import re

# control characters but tab and new line; overrides of the writing direction, which could
# show a text in another order than it was written; what no file can hold
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
BREAK = re.compile("\r\n?|[\u2028\u2029\x85]")
INSTEAD = "\N{REPLACEMENT CHARACTER}"


def harmless(text: str, longest: int) -> str:
    """The text as written, with a sign for each character that would act, cut if too long.

    >>> harmless("a\\u202eb", 100)
    'a�b'
    >>> harmless("word " * 10, 15)
    'word word word…\\n\\n[Cut here: the text has 49 characters, and 14 of them are shown.]'
    """
    lines = HIDDEN.sub(INSTEAD, BREAK.sub("\n", text)).strip()
    if len(lines) <= longest:
        return lines
    kept = lines[:longest].rstrip()
    said = f"the text has {len(lines):,} characters, and {len(kept):,} of them are shown"
    return f"{kept}…\n\n[Cut here: {said}.]"
