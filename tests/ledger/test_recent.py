"""What was made lately is given again; the rest is made anew."""

from __future__ import annotations

from escale.ledger.recent import Recent


def test_what_was_asked_for_last_is_kept() -> None:
    made: list[str] = []
    recent = Recent(2)

    def ask(*names: str) -> list[str]:
        made.clear()
        for name in names:
            assert recent.get(name, lambda name=name: made.append(name) or name) == name  # type: ignore[misc,func-returns-value]
        return list(made)

    assert ask("a", "b", "a", "b") == ["a", "b"]
    assert ask("a", "c", "a") == ["c"]
    assert ask("b") == ["b"]
    recent.clear()
    assert ask("a", "b", "a") == ["a", "b"]
