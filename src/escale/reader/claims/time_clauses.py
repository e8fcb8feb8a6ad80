"""The clauses of a date and of a matter, and how the one stands to the other.

A date says when its clause is true. It is the matter's where the matter is that clause's predicate or what
its verb carries out, and holds on for the verbs joined to it; what merely stands in the clause need not
share it.
"""

from __future__ import annotations

from dataclasses import dataclass

from escale.reader.text.tree import Tree

__all__ = ["ClauseOf", "between_clauses", "free_commas"]

_MOST = 40
_LISTED = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_INSERTED = frozenset({"appos", "conj", "flat", "flat:name", "flat:foreign"})


@dataclass(frozen=True, slots=True)
class ClauseOf:
    """The clause in which a word stands.

    Attributes:
        verb: the word that heads it.
        role: the relation by which what holds the word depends on that verb; empty for the verb itself.
        depth: how many words stand between the two.
    """

    verb: int
    role: str
    depth: int

    @classmethod
    def at(cls, tree: Tree, token: int) -> ClauseOf:
        """The clause of a word."""
        role, depth = "", 0
        for _ in range(_MOST):
            if _is_head(tree, token):
                break
            if tree.deps[token] != "conj":
                role = tree.deps[token]
                depth += 1
            token = tree.heads[token]
        return cls(token, role, depth)


def between_clauses(tree: Tree, date: int, matter: int) -> str:
    """How the verb of a date stands to the verb of a matter."""
    if date == matter:
        return "same"
    path = _between(tree, matter, date)
    if path is not None:
        return f"above:{path}"
    path = _between(tree, date, matter)
    return "apart" if path is None else f"below:{path}"


def free_commas(tree: Tree, commas: list[int]) -> int:
    """How many of the commas part clauses or adjuncts, and not the members of a list or an apposition."""
    return sum(not _inside_phrase(tree, tree.heads[comma]) for comma in commas)


def _is_head(tree: Tree, token: int) -> bool:
    if tree.is_verb(token) or tree.heads[token] == token:
        return True
    return any(tree.deps[child] == "cop" for child in tree.dependents[token])


def _between(tree: Tree, token: int, above: int) -> str | None:
    """The relation just below `above` on the way up from a word, with a mark if it is not the only one."""
    steps: list[str] = []
    for _ in range(_MOST):
        if token == above:
            kinds = [step for step in steps if step != "conj"]
            return f"{kinds[-1]}{'+' if len(kinds) > 1 else ''}" if kinds else "conj"
        if tree.heads[token] == token:
            return None
        steps.append(tree.deps[token])
        token = tree.heads[token]
    return None


def _inside_phrase(tree: Tree, governor: int) -> bool:
    return tree.deps[governor] in _INSERTED and tree.pos[governor] in _LISTED
