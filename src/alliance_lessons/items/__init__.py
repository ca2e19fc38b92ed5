"""What can be asked: items, the bank they are read from, and the marking of responses."""
