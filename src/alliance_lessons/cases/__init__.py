"""Case data drawn from a learner's variant: plain rows, the same on every machine."""
