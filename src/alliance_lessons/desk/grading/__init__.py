"""Marking a whole cohort in one process, into nbgrader's gradebook and folders."""
