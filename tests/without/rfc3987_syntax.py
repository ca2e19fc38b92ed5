"""Found in the place of the package of this name, which then seems not to be installed.

It builds grammars of addresses for seconds, in every process that imports nbformat. jsonschema
does without them, and no notebook holds what they would check.
"""

raise ImportError
