"""What a learner might hand in to gain marks, to look around or to stop the marking.

Each case changes a folder that holds the released notebook and honest answers, and says
which answers are lost by it: no case gains a mark. Three families, a module each.
"""

from tests.grading.hostile import answers, notebooks, trees
from tests.grading.hostile.case import CASES, Case, World
from tests.grading.hostile.notebooks import ATTACKS, with_code

FAMILIES = (notebooks, answers, trees)

__all__ = ["ATTACKS", "CASES", "FAMILIES", "Case", "World", "with_code"]
