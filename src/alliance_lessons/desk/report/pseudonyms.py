"""Names that stand for learners: the same in every report of a course, and no way back.

A pseudonym is an HMAC (RFC 2104) of the learner's id under a secret of the course, so
neither a list of all ids nor another course's report undoes it. The secret never leaves
its file; who deletes it gets new pseudonyms.
"""

import base64
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from alliance_lessons.errors import CourseError

FOLDER, SECRET = ".alliance", "pseudonyms.key"
BYTES = 32


def pseudonym(secret: bytes, learner: str) -> str:
    """The name of a learner in reports; two of 10,000 share one once in 20 million courses.

    >>> pseudonym(b"a secret", "nia.osei")
    'SL4CW-5AIY2'
    """
    digest = hmac.new(secret, learner.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()
    letters = base64.b32encode(digest)[:10].decode()
    return f"{letters[:5]}-{letters[5:]}"


def course_secret(root: Path) -> bytes:
    """The secret of a course directory, made when it is first wanted.

    It stands in a folder that tells git to ignore it, readable by its owner only.
    """
    folder = root / FOLDER
    path = folder / SECRET
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n")
        if not os.path.lexists(path):
            _make(path)
        with open(os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb") as file:
            if os.name == "posix":
                os.fchmod(file.fileno(), 0o600)
            secret = file.read(BYTES + 1)
    except OSError as error:
        reason = error.strerror or error
        raise CourseError(f"{path} can't be read ({reason}); check its permissions.") from None
    if len(secret) != BYTES:
        raise CourseError(
            f"{path} is damaged; put it back from a backup, or delete it to give all learners "
            "new pseudonyms."
        )
    return secret


def _make(path: Path) -> None:
    """Appears whole or not at all; of two reports begun at once, one's secret stands."""
    own = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with open(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secrets.token_bytes(BYTES))
    try:
        os.link(own, path)
    except FileExistsError:
        pass
    finally:
        own.unlink()
