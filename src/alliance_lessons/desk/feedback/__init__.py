"""A page a learner: the answers, the marks and what settles them, and never a key."""
