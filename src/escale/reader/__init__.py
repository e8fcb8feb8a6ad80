"""Text to claims: a folder for each step, in the order the text flows.

`text`, `parties`, `people`, `places`, `times`, `equipment` and `sources` find what the text names; `matters`
what it tells; `standing` how certain that is; `claims` puts them together; `trust` says how far to rely on
each. In each folder the module of its name is the step itself, the others are its parts.
"""
