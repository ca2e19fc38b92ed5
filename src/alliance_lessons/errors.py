"""What can go wrong in a person's hands, said in one sentence."""


class CourseError(Exception):
    """A problem that its reader can mend: the message names the thing and the mend.

    In a notebook it is shown as that one sentence, without a traceback.

    >>> raise CourseError("There is no item 'x'; see the list in content/.")
    Traceback (most recent call last):
    alliance_lessons.errors.CourseError: There is no item 'x'; see the list in content/.
    """

    def _render_traceback_(self) -> list[str]:
        return [str(self)]  # IPython prints these lines in place of a traceback
