"""What an instructor may set about the pages, in nbgrader_config.py."""

from traitlets import Unicode
from traitlets.config import LoggingConfigurable


class FeedbackPage(LoggingConfigurable):
    """`c.FeedbackPage` in nbgrader_config.py."""

    appeal = Unicode(
        "Write to your instructor.",
        help="To whom a learner writes who disagrees with a mark, and until when: plain text. "
        "The page then goes on to say what to write.",
    ).tag(config=True)
