"""Who fills the places around a matter's word: its subject, object, agent and prepositional phrases.

A verb has its own; a noun has its complements and, through the verb it depends on (sign *an accord*, lead
*manoeuvres*), that verb's. Subjects are passed down to infinitives, participles and coordinated verbs, and a
relative pronoun stands for its antecedent, so that the filler is always a word that can name a party.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from escale.reader.text.tree import Tree

__all__ = ["Slot", "own_slots", "slots"]

_SUBJECTS = frozenset({"nsubj", "csubj"})
_PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "csubj:pass"})
_OBLIQUES = frozenset({"obl", "obl:arg", "obl:mod", "nmod"})
_CLAUSE_LINKS = frozenset({"xcomp", "conj", "advcl", "acl", "ccomp", "csubj"})
_NOUN_LINKS = frozenset(
    {"obj", "nsubj:pass", "obl", "obl:arg", "obl:mod", "nsubj", "xcomp", "nmod", "root", "ROOT"}
)
_MAX_UP = 4


@dataclass(frozen=True, slots=True)
class Slot:
    """A filler of a slot: ``name`` (subject, object, agent, adjective or a preposition's form).

    ``depth`` counts how many words stand between the matter and the word that owns the slot.
    """

    name: str
    token: int
    depth: int


def slots(doc: Doc, tree: Tree, head: int) -> list[Slot]:
    """All slots around `head`, the nearest first."""
    found = list(_own(doc, tree, head, 0))
    token = head
    for depth in range(1, _MAX_UP + 1):
        parent = tree.heads[token]
        if parent == token or tree.deps[token] not in _NOUN_LINKS | _CLAUSE_LINKS:
            break
        if tree.deps[token] == "ccomp":
            break
        came_by = tree.deps[token]
        found += [
            slot
            for slot in _own(doc, tree, parent, depth)
            if slot.token != token and not (came_by in _SUBJECTS and slot.name == "object")
        ]
        token = parent
    return found


def own_slots(doc: Doc, tree: Tree, head: int) -> Iterator[Slot]:
    """The slots of one word itself."""
    return _own(doc, tree, head, 0)


def _own(doc: Doc, tree: Tree, head: int, depth: int) -> Iterator[Slot]:
    passive = any(tree.deps[child] in {"aux:pass", *_PASSIVE_SUBJECTS} for child in tree.dependents[head])
    has_subject = False
    for child in tree.dependents[head]:
        dep = tree.deps[child]
        if dep in _SUBJECTS:
            has_subject = True
            yield Slot("object" if passive else "subject", _antecedent(doc, tree, child), depth)
        elif dep in _PASSIVE_SUBJECTS:
            has_subject = True
            yield Slot("object", _antecedent(doc, tree, child), depth)
        elif dep == "obl:agent":
            yield Slot("agent", child, depth)
        elif dep == "obj":
            yield Slot("object", _antecedent(doc, tree, child), depth)
            # A phrase after the object may be the verb's own, whichever of the two the parser hangs it on.
            for below in tree.dependents[child]:
                if tree.deps[below] == "nmod" and (preposition := _preposition(tree, below)):
                    yield Slot(preposition, below, depth + 1)
        elif dep in _OBLIQUES:
            yield Slot(_preposition(tree, child), child, depth)
        elif dep in {"amod", "compound", "flat", "appos"}:
            yield Slot("adjective" if dep == "amod" else dep, child, depth)
        elif dep in {"iobj", "expl:comp"}:
            yield Slot("iobj", child, depth)
    if tree.is_verb(head) and not has_subject and depth == 0:
        yield from _inherited(doc, tree, head, passive, depth)


def _inherited(doc: Doc, tree: Tree, head: int, passive: bool, depth: int) -> Iterator[Slot]:
    """The subject that a verb without one takes from the verb or noun it hangs on."""
    dep, parent = tree.deps[head], tree.heads[head]
    if parent == head:
        return
    form = doc[head].morph.get("VerbForm", [])
    participle = "Part" in form and "Pres" not in doc[head].morph.get("Tense", [])
    if dep == "acl" and not tree.is_verb(parent):
        yield Slot("object" if participle or passive else "subject", parent, depth)
        return
    if dep in _CLAUSE_LINKS:
        if dep == "xcomp" and (controller := _controller(doc, tree, head, parent)) is not None:
            yield Slot("object" if passive else "subject", controller, depth)
            return
        for child in tree.dependents[parent]:
            if tree.deps[child] in _SUBJECTS | _PASSIVE_SUBJECTS:
                name = "object" if passive or (participle and dep != "conj") else "subject"
                yield Slot(name, _antecedent(doc, tree, child), depth)
                return
        if tree.deps[parent] in _CLAUSE_LINKS or tree.deps[parent] == "acl:relcl":
            yield from _inherited(doc, tree, parent, passive, depth)


def _controller(doc: Doc, tree: Tree, infinitive: int, verb: int) -> int | None:
    """The object of a verb that does what the marked infinitive after it says: accuse *X* of violating."""
    if any(tree.deps[child] == "mark" for child in tree.dependents[infinitive]):
        for child in tree.dependents[verb]:
            if verb < child < infinitive and tree.deps[child] == "obj":
                return _antecedent(doc, tree, child)
    return None


def _antecedent(doc: Doc, tree: Tree, token: int) -> int:
    if "Rel" not in doc[token].morph.get("PronType", []):
        return token
    verb = tree.heads[token]
    for _ in range(_MAX_UP):
        if tree.deps[verb] == "acl:relcl":
            return tree.heads[verb]
        if tree.heads[verb] == verb:
            break
        verb = tree.heads[verb]
    return token


def _preposition(tree: Tree, token: int) -> str:
    """The lemma of the preposition of a phrase (du and des count as de, au and aux as à by their lemma)."""
    for child in tree.dependents[token]:
        if tree.deps[child] == "case":
            return tree.lemmas[child]
    return ""
