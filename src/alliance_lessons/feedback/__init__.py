"""What makes a page of feedback out of answers and marks, whoever gave the marks.

The desk feeds it from nbgrader's gradebook, a learner alone from the own answers; so it knows
neither nbgrader nor a widget library.
"""
