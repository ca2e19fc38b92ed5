"""nbgrader's settings for this course.

This folder may be copied anywhere: change into it and run `nbgrader ...`, or open
JupyterLab there and use Formgrader. Where your exchange is belongs into your own
~/.jupyter/nbgrader_config.py (`c.Exchange.root = "/srv/exchange"`).

Answers are marked, not notebooks: each submission's responses.json is read as data and the
released notebook is run on it. Whatever else a learner hands in is never opened or run.
"""

import os

from nbgrader.server_extensions.formgrader import handlers

from alliance_lessons.desk import TEMPLATES, checked_marks, generating
from alliance_lessons.desk.collect import CollectAnswers
from alliance_lessons.desk.feedback.exporter import FeedbackExporter
from alliance_lessons.desk.hand_in_zips import HandInZips
from alliance_lessons.desk.released_notebook import ReleasedNotebook
from alliance_lessons.desk.submission import put_aside

# A kernel must not import modules that lie beside the notebook.
os.environ["PYTHONSAFEPATH"] = "1"

c = get_config()  # noqa: F821

c.CourseDirectory.course_id = "alliance-lessons"
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    "feedback",
    ".responses.lock",
    ".responses-*",
    "responses.damaged-*.json",
]

# --- releasing ---
c.GenerateAssignment.preprocessors = generating.PREPROCESSORS
c.ClearSolutions.text_stub = "Write in the field above: what stands there is handed in."
c.ClearMarkScheme.enforce_metadata = False  # a mark scheme may stand in a locked text cell

# --- collecting, from the exchange or from zips in downloaded/<assignment>/archive ---
c.ExchangeFactory.collect = CollectAnswers
c.ZipCollectApp.extractor_plugin = HandInZips
c.FileNameCollectorPlugin.valid_ext = [".ipynb", ".json"]
# .../<assignment>_<learner id>/<file>: no assignment has an underscore, a learner id may
c.FileNameCollectorPlugin.named_regexp = (
    r".*[\\/][^\\/_]+_(?P<student_id>[A-Za-z0-9][A-Za-z0-9.@_-]*)[\\/](?P<file_id>[^\\/]+)$"
)

# --- marking ---
c.Autograde.pre_convert_hook = put_aside
c.Autograde.exporter_class = ReleasedNotebook
c.Autograde.autograde_preprocessors = checked_marks.PREPROCESSORS
c.Execute.timeout = 60  # seconds a cell; ours take less than one
c.Execute.shutdown_kernel = "immediate"  # saves a quarter of the time
c.Execute.store_widget_state = False  # half a megabyte a submission, and nobody looks at it

# --- feedback: one page a learner, without hidden tests and keys; `alliance feedback` is faster ---
c.GenerateFeedback.exporter_class = FeedbackExporter
# c.FeedbackPage.appeal = "Write to Dr Vogel (vogel@example.org) before 1 July."

# --- Formgrader's pages: nothing from other hosts, and answers as text instead of widgets ---
c.HTMLExporter.extra_template_basedirs = [TEMPLATES, handlers.template_path]
# ours of the name formgrade/index.html.j2 extends nbgrader's, which is found below this one
c.HTMLExporter.extra_template_paths = [handlers.template_path]
c.HTMLExporter.filters = {"marking_aids": "alliance_lessons.desk.manual_marking.page.marking_aids"}
c.DataTypeFilter.display_data_priority = ["text/html", "image/svg+xml", "image/png", "text/plain"]
