"""A second marker reads a drawn sample, blind; how far the two agree."""
