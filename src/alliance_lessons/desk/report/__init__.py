"""A report on one assignment: what an instructor can see of a cohort, and what to do about it."""
