"""One learner's workbook: the folder, the answers in it, and what is made of them."""
