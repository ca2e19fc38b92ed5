"""Where the page to read of each source of the course lies; pages and live edition link there."""

from pathlib import PurePosixPath

START = "start.ipynb"  # where a learner begins; on the site that is the map
MAP = "index.html"


def page_of(source: str) -> str:
    """The page, from the root of the site; an assignment's lies in the folder of all of them.

    >>> page_of("4_forgoing_rights/4_1_the_rights_ledger.ipynb"), page_of("glossary.md")
    ('4_forgoing_rights/4_1_the_rights_ledger.html', 'glossary.html')
    >>> page_of("assignments/rights/rights.ipynb"), page_of("start.ipynb")
    ('assignments/rights.html', 'index.html')
    """
    if source == START:
        return MAP
    path = PurePosixPath(source)
    folder = path.parent.parent if path.parts[0] == "assignments" else path.parent
    return (folder / f"{path.stem}.html").as_posix()
