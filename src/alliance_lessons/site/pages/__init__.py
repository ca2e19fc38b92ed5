"""The pages to read: one for each lesson, from the same notebooks and the same bank."""
