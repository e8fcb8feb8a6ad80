"""Who held which office of which state or body, and when: the register that names are looked up in."""

from __future__ import annotations

from escale.register.holder import Holder, Office
from escale.register.importer import ImportSummary, import_into, read_holders
from escale.register.register import Register

__all__ = ["Holder", "ImportSummary", "Office", "Register", "import_into", "read_holders"]
