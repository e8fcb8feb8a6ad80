"""Who a sentence's own words put on which side: who orders is the recipient, who is ordered from the actor.

The words need not name the matter: «the jets *ordered* by India will be delivered» names a delivery, but the
buyer is told by another word. Every word of the matter's sentence that the table knows for its type is asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from escale.reader.claims.slots import own_slots
from escale.reader.layers import Matter, Role
from escale.reader.scene import Scene

__all__ = ["turned"]

_OWN, _ABOVE, _BELOW, _ELSEWHERE = range(4)  # where a telling word stands of the matter's, the nearest first
_REACH = 60  # words to either side of the matter that are asked, so that a text without stops costs no more
_CARRIED = frozenset({"obj", "obl:arg", "nsubj:pass", "xcomp"})


def turned(scene: Scene, matter: Matter) -> dict[str, Role]:
    """By code, the side that the nearest telling word of the sentence gives it."""
    best: dict[str, tuple[int, Role]] = {}
    for rank, code, role in _told(scene, matter):
        if code not in best or rank < best[code][0]:
            best[code] = rank, role
    return {code: role for code, (_, role) in best.items()}


def _told(scene: Scene, matter: Matter) -> Iterator[tuple[int, str, Role]]:
    tree = scene.tree
    if not matter.turns:
        return
    above = set(tree.ancestors(matter.head))
    start, end = tree.sentences[tree.sentence_of[matter.head]]
    for token in range(max(start, matter.head - _REACH), min(end, matter.head + _REACH)):
        roles = matter.turns.get(tree.lemmas[token])
        if roles is None:
            continue
        where = _where(scene, matter, token, above)
        for slot in own_slots(scene.doc, tree, token):
            role = roles.get(slot.name)
            if role is not None:
                for mention in scene.parties_at(slot.token):
                    yield where, mention.code, role
        subject = roles.get("subject")
        verb = tree.heads[token]
        if subject is None or tree.is_verb(token) or tree.deps[token] not in _CARRIED:
            continue
        if tree.lemmas[verb] not in matter.turns:
            # «confirme la commande»: a verb that tells nothing lends its noun its subject.
            for slot in own_slots(scene.doc, tree, verb):
                if slot.name in {"subject", "agent"}:
                    for mention in scene.parties_at(slot.token):
                        yield _ELSEWHERE, mention.code, subject


def _where(scene: Scene, matter: Matter, token: int, above: set[int]) -> int:
    if token == matter.head or matter.start <= token < matter.end:
        return _OWN
    if token in above:
        return _ABOVE
    return _BELOW if matter.head in scene.tree.ancestors(token) else _ELSEWHERE
