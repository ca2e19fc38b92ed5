"""What is taken off for handing in late, by the plug-in that nbgrader is set to use."""

from types import SimpleNamespace

from nbgrader.preprocessors import AssignLatePenalties

from alliance_lessons.desk.course_directory import Course
from alliance_lessons.desk.grading.gradebook_rows import Penalty


def late_penalties(course: Course) -> Penalty:
    """The course's own rule: a learner, the score and the seconds late give the penalty."""
    rule = AssignLatePenalties(config=course.config)
    rule.init_plugin()

    def penalty(learner: str, score: float, seconds_late: float) -> float | None:
        found = rule.plugin_inst.late_submission_penalty(learner, score, seconds_late)
        if found is None:
            return None
        bounded: float = rule._check_late_penalty(SimpleNamespace(score=score), found)
        return bounded

    return penalty
