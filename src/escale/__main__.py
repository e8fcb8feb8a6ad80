"""``python -m escale``: the same as the command ``escale``."""

from __future__ import annotations

import sys

from escale.cli import main

__all__: list[str] = []

if __name__ == "__main__":
    sys.exit(main())
