"""`python -m alliance_lessons.cli`, for where no `alliance` is on the PATH."""

import sys

from alliance_lessons.cli import main

sys.exit(main())
