"""Marks for learning platforms: gradebook files of Canvas and Moodle, as plug-ins of nbgrader."""
