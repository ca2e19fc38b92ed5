"""The command line: `alliance VERB`. What a verb needs is imported when it is used."""

import argparse
import sys
from collections.abc import Callable, Sequence

from alliance_lessons.cli import (
    check,
    desk,
    export,
    feedback,
    grade,
    own_work,
    report,
    second_mark,
    site,
    workbooks,
)
from alliance_lessons.cli.parser import INTERRUPTED, SOME_FAILED, Parser
from alliance_lessons.errors import CourseError

VERBS = (
    workbooks,
    own_work,
    desk,
    grade,
    second_mark,
    feedback,
    report,
    export,
    check,
    site,
)  # in the order of --help


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one verb; returns 0 when it is done, 1 when some of it failed, 2 for misuse."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that can't show a sign
    # jsonschema, which Jupyter needs, builds a grammar of it for seconds, to check international
    # addresses that nothing here has; without it that one check is left out
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    parser = _parser()
    try:
        given, more = parser.parse_known_args(arguments)
        if more and given.verb != "lab":
            parser.error(f"unknown argument {more[0]}")
        given.more = more
        run: Callable[[argparse.Namespace], int] = given.run
        return run(given)
    except CourseError as error:
        print(error, file=sys.stderr)
        return SOME_FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # such as `alliance mark rights | head`
        sys.stderr.close()
        return SOME_FAILED


def _parser() -> Parser:
    parser = Parser(prog="alliance", description="A course on leading strategic alliances.")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", dest="verb", required=True)
    for module in VERBS:
        module.add(verbs)
    return parser
