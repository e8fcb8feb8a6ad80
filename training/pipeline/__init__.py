"""The French spaCy pipeline: from treebanks and raw news to ``lang/fr/pipeline``."""
