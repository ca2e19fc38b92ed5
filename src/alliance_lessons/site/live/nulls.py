"""Python's None and the page's null are one thing, as in JSON; part of the browser's kernel.

By itself Pyodide makes `undefined` of None, and of null a value of its own.
"""

from typing import Any


def speak_json() -> None:
    """From now on None arrives in widgets as null, and null from them as None."""
    from pyodide.ffi import jsnull  # type: ignore[import-not-found]
    from pyodide_kernel.comm import Comm  # type: ignore[import-not-found]

    publish, handle = Comm.publish_msg, Comm.handle_msg

    def publish_msg(self: Any, msg_type: str, data: Any = None, *rest: Any, **more: Any) -> None:
        publish(self, msg_type, swapped(data, None, jsnull), *rest, **more)

    def handle_msg(self: Any, message: Any) -> None:
        handle(self, swapped(message, jsnull, None))

    Comm.publish_msg, Comm.handle_msg = publish_msg, handle_msg


def swapped(value: Any, old: object, new: object) -> Any:
    """JSON's data with each `old` in it, found by identity, replaced.

    >>> swapped({"value": None, "rows": [None, 0]}, None, "null")
    {'value': 'null', 'rows': ['null', 0]}
    """
    if value is old:
        return new
    if isinstance(value, dict):
        return {key: swapped(one, old, new) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [swapped(one, old, new) for one in value]
    return value
