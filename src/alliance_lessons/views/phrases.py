"""Words that several simulations say in the same way."""

from collections.abc import Sequence


def listed(names: Sequence[str]) -> str:
    """Names in a sentence.

    >>> listed([]), listed(["Kit"]), listed(["Kit", "Jun", "Ola"])
    ('nobody', 'Kit', 'Kit, Jun and Ola')
    """
    if len(names) < 2:
        return names[0] if names else "nobody"
    return f"{', '.join(names[:-1])} and {names[-1]}"
