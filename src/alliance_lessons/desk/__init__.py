"""The instructor's desk: what we plug into nbgrader. Only this part imports nbgrader."""
