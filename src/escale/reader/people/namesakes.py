"""The people of one article, told apart by their names, with what is said beside each mention."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from escale.reader.people.names import Run
from escale.reader.people.offices import Title
from escale.register.names import short_surname, surname

__all__ = ["Namesakes", "Person", "Setting"]

# How many namesakes of one surname an article may tell apart: a bound on work, never met in a real one.
_NAMESAKES = 8


@dataclass(slots=True)
class Person:
    """What an article says of one person, gathered over the mentions."""

    key: str
    name: str
    titles: list[Title] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)

    def called(self, key: str, name: str) -> None:
        """Takes over a fuller form of the name."""
        if len(key.split()) > len(self.key.split()):
            self.key, self.name = key, name


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands beside a run: its role, the state that the words around it give, a civil title."""

    title: Title | None = None
    role: str | None = None
    code: str | None = None
    civil: bool = False
    direct: bool = False


class Namesakes:
    """The people of one article, told apart by their names."""

    def __init__(self, junior: Iterable[str]) -> None:
        self._junior = frozenset(junior)
        self._of_run: dict[Run, Person] = {}
        self._by_word: dict[str, list[Person]] = {}

    def __contains__(self, run: Run) -> bool:
        return run in self._of_run

    def get(self, run: Run) -> Person | None:
        """The person that a run names, if it names one."""
        return self._of_run.get(run)

    def recalls(self, key: str) -> bool:
        """True if the key is the surname of someone named before."""
        return key in self._by_word

    def add(self, run: Run, name: str, setting: Setting) -> None:
        """Notes a full name: the same person as before, or a new one."""
        words = run.key.split()
        alike = self._by_word.get(surname(run.key), []) + self._by_word.get(words[0], [])
        person = next((one for one in alike if self._same(one.key, run.key)), None)
        self._note(run, name, setting, person or Person(run.key, name))

    def recall(self, run: Run, name: str, setting: Setting) -> None:
        """Notes a short name: the last person of that surname, or a new person."""
        alike = self._by_word.get(run.key)
        self._note(run, name, setting, alike[-1] if alike else Person(run.key, name))

    def _note(self, run: Run, name: str, setting: Setting, person: Person) -> None:
        self._of_run[run] = person
        person.called(run.key, name)
        if setting.title is not None and setting.role is not None:
            person.titles.append(setting.title)
            person.roles.append(setting.role)
        if setting.code is not None:
            person.codes.append(setting.code)
        handles = {run.key, surname(run.key), short_surname(run.key), run.key.split()[-1]}
        if run.given and len(run.key.split()[0]) <= 5:
            handles.add(run.key.split()[0])
        for word in filter(None, handles):
            alike = self._by_word.setdefault(word, [])
            if person not in alike and len(alike) < _NAMESAKES:
                alike.append(person)

    def _same(self, known: str, key: str) -> bool:
        one, other = set(known.split()), set(key.split())
        return (one <= other or other <= one) and not (one ^ other) & self._junior
