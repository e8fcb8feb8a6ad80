"""People named in a text: fullest name, role, state served, and whether they hold an office.

There is no model of names behind this. A run of capitalised words is a person if something says so: a title
or role beside it, the register, a known first name, an age. A surname alone is a person if the article names
that person in full, if a title stands before it, or if the register knows one bearer on the day.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from escale.lang import Language
from escale.model import Sector
from escale.reader.layers import PartyForm, PartyMention, PersonMention
from escale.reader.people.names import NameScanner, Run
from escale.reader.people.namesakes import Namesakes, Person, Setting
from escale.reader.people.offices import OfficeFinder, Title
from escale.reader.text.words import Words
from escale.register.holder import Holder, Office
from escale.register.register import Register

__all__ = ["PeopleFinder"]

_SECTORS = {
    Office.CHIEF_OF_DEFENCE: Sector.MIL,
    Office.ARMY_CHIEF: Sector.MIL,
    Office.MILITARY_COMMANDER: Sector.MIL,
    Office.INTELLIGENCE_CHIEF: Sector.SPY,
    Office.PARLIAMENT_HEAD: Sector.LEG,
}


class PeopleFinder:
    """Finds the people named in a parsed text."""

    def __init__(self, language: Language, register: Register) -> None:
        table = language.table("people")
        grammar = table["grammar"]
        self._register = register
        self._offices = OfficeFinder(language)
        self._scan = NameScanner(language, register)
        self._civil = {
            form: entry.get("plural", False) for entry in table["civil"] for form in entry["forms"]
        }
        self._things = frozenset(table["things"]["nouns"])
        self._determiners = frozenset(grammar["determiners"])
        self._and = frozenset(grammar["and"])
        self._then = frozenset(grammar["then"])
        self._years = frozenset(grammar["years_old"])
        self._junior = frozenset(grammar["junior"])
        self._bodies = {
            holder.code
            for holder in register.holders
            if holder.office in (Office.HEAD_OF_BODY, Office.FOREIGN_POLICY_CHIEF)
        }

    def __call__(
        self, doc: Doc, parties: Sequence[PartyMention], published: str | None
    ) -> list[PersonMention]:
        """The people named in `doc`, in order; parties are never taken for people."""
        words = Words.of(doc, parties)
        runs = self._scan(words)
        titles = self._offices(words)
        settings = self._settings(words, runs, titles)
        bare = self._bare(words, titles, settings)
        people = Namesakes(self._junior)
        for run, setting in zip(runs, settings, strict=True):
            if " " in run.key and self._is_full_name(words, run, setting):
                people.add(run, self._name(doc, run), setting)
        for run, setting in zip(runs, settings, strict=True):
            if run not in people and self._is_short_name(words, run, setting, people, published):
                people.recall(run, self._name(doc, run), setting)
        known: dict[int, Holder | None] = {}
        mentions = []
        for run, setting in zip(runs, settings, strict=True):
            person = people.get(run)
            if person is None:
                continue
            if id(person) not in known:
                known[id(person)] = self._register.find(person.name, published)
                self._borrow(person, known[id(person)], published, bare)
            mentions.append(self._mention(doc, run, setting, person, known[id(person)], published))
        return mentions

    def _bare(
        self, words: Words, titles: Sequence[Title], settings: Sequence[Setting]
    ) -> dict[tuple[str, str], tuple[Title, str]]:
        """The titles that stand without a name, by office and state: the first of each and its words."""
        taken = {setting.title for setting in settings}
        bare: dict[tuple[str, str], tuple[Title, str]] = {}
        for title in titles:
            if title.official and len(title.codes) == 1 and title not in taken:
                bare.setdefault((title.office, title.codes[0]), (title, self._offices.wording(words, title)))
        return bare

    def _borrow(
        self,
        person: Person,
        holder: Holder | None,
        published: str | None,
        bare: dict[tuple[str, str], tuple[Title, str]],
    ) -> None:
        """Gives a person without a role the bare title that the register says is theirs."""
        if person.titles or holder is None or (published is not None and not holder.holds(published)):
            return
        offices = (
            ("head_of_state", "monarch") if holder.office is Office.HEAD_OF_STATE else (holder.office.value,)
        )
        found = next((bare[office, holder.code] for office in offices if (office, holder.code) in bare), None)
        if found:
            person.titles.append(found[0])
            person.roles.append(found[1])

    # -- what stands beside a run ---------------------------------------------------------------------------

    def _settings(self, words: Words, runs: Sequence[Run], titles: Sequence[Title]) -> list[Setting]:
        by_end = {title.end: title for title in titles}
        by_start = {title.start: title for title in titles}
        begins = {run.start for run in runs}
        settings: list[Setting] = []
        chain: tuple[int, Setting, int] | None = None  # end of the last name, its setting, how many before
        for run in runs:
            setting = self._beside(words, run, by_end, by_start, begins)
            if chain and setting.title is None and not setting.civil:
                linked = self._linked(words, chain[0], run.start, chain[1], chain[2])
                if linked is not None:
                    chain = (run.end, linked, chain[2] + 1)
                    settings.append(linked)
                    continue
            settings.append(setting)
            plural = setting.title.plural if setting.title else self._civil_plural(words, run)
            chain = (run.end, setting, 1) if plural else None
        return settings

    def _beside(
        self,
        words: Words,
        run: Run,
        by_end: dict[int, Title],
        by_start: dict[int, Title],
        begins: set[int],
    ) -> Setting:
        apart = run.start > 0 and words.lower[run.start - 1] in self._civil
        civil = apart or run.civil
        edge = run.start - apart
        direct = by_end.get(edge)
        before = self._before_comma(words, direct.start if direct else edge, run, by_end)
        title = before or direct
        if title is None or (title is direct and title.weak):
            title = self._after(words, run.end, by_start, begins) or title
        code = title.codes[0] if title and title.codes else None
        if code is None and direct and direct.codes:
            code = direct.codes[0]
        if code is None and run.start > 0:
            party = words.party[run.start - 1]
            if party is not None and party.form is PartyForm.INHABITANT:
                code = party.code
        role = self._offices.wording(words, title) if title else None
        return Setting(title, role, code, civil, direct is not None)

    def _before_comma(self, words: Words, place: int, run: Run, by_end: dict[int, Title]) -> Title | None:
        """The role in «le chef d'état-major, (le général) X,»: a definite phrase before a comma."""
        if place > 0 and words.lower[place - 1] in self._determiners:
            place -= 1
        if place < 2 or words.texts[place - 1] != ",":
            return None
        title = by_end.get(place - 1)
        if title is None or not title.definite:
            return None
        # The name is an apposition, closed as it was opened; «devant le président, X a dit» is not one.
        closed = words.is_break(run.end) or not words.texts[run.end][0].isalnum()
        return title if closed or title.plural else None

    def _after(self, words: Words, place: int, by_start: dict[int, Title], begins: set[int]) -> Title | None:
        """The role in «X, (le) ministre de …,»: a phrase after a comma that introduces no other name."""
        if place >= len(words) or words.texts[place] not in {",", "("}:
            return None
        for step in range(place + 1, min(place + 4, len(words))):
            title = by_start.get(step)
            if title is not None:
                return None if title.end in begins or title.plural else title
            if words.lower[step] not in self._determiners and words.lower[step] not in self._then:
                return None
        return None

    def _linked(self, words: Words, end: int, start: int, shared: Setting, place: int) -> Setting | None:
        """The setting of the next name of a list that shares a plural title, or None if it is no list."""
        if not 0 < start - end <= 3:
            return None
        title, code, own, joined = shared.title, None, None, False
        for step in range(end, start):
            party = words.party[step]
            if words.lower[step] in self._and or words.texts[step] == ",":
                joined = True
            elif party is not None and party.form is PartyForm.ADJECTIVE:
                code, own = party.code, step
            else:
                return None
        if not joined:
            return None
        role = shared.role
        if title and own is not None:
            role = f"{self._offices.wording(words, title, until=title.noun + 1)} {words.texts[own]}"
        elif title and title.codes:
            code = title.codes[min(place, len(title.codes) - 1)]
        return Setting(title, role, code, shared.civil, direct=True)

    def _civil_plural(self, words: Words, run: Run) -> bool:
        return run.start > 0 and self._civil.get(words.lower[run.start - 1], False)

    # -- what is a person -----------------------------------------------------------------------------------

    def _is_full_name(self, words: Words, run: Run, setting: Setting) -> bool:
        if self._names_a_thing(words, run, setting):
            return setting.civil
        if self._register.knows(words.joined(run.start, run.end)):
            return True
        titled = setting.civil or setting.direct
        if titled or run.tainted:
            return titled and (run.given or not run.tainted)
        before = words.lower[run.start - 1] if run.start else ""
        if before in self._determiners and not words.opens[run.start]:
            return False
        described = setting.title is not None or setting.code is not None
        return run.given or described or self._aged(words, run.end)

    def _is_short_name(
        self, words: Words, run: Run, setting: Setting, people: Namesakes, published: str | None
    ) -> bool:
        if run.tainted:
            return False
        if setting.civil:
            return True
        if self._names_a_thing(words, run, setting):
            return False
        if setting.direct and words.pos[run.start] in {"PROPN", "X"}:
            return True
        if people.recalls(run.key):
            return True
        before = words.lower[run.start - 1] if run.start else ""
        if before in self._determiners or words.pos[run.start] not in {"PROPN", "X"}:
            return False
        return self._register.find(run.key, published) is not None

    def _names_a_thing(self, words: Words, run: Run, setting: Setting) -> bool:
        """True where a noun straight before says that the name is a thing's: a law, a ship, a street."""
        place, title = run.start - 1, setting.title
        if setting.direct and title is not None:
            if words.capital[title.start]:  # «la frégate Amiral X»
                place = title.start - 1
            elif " " in run.key or title.noun == place:
                return False
        if place >= 0 and words.pos[place] == "ADJ" and words.lower[place] not in self._civil:
            place -= 1
        return place >= 0 and words.lower[place] in self._things

    def _aged(self, words: Words, place: int) -> bool:
        """True before «, 21 ans» or «(21 ans)»."""
        return (
            place + 2 < len(words)
            and words.texts[place] in {",", "("}
            and words.texts[place + 1].isdigit()
            and words.lower[place + 2] in self._years
        )

    # -- the mention ----------------------------------------------------------------------------------------

    def _mention(
        self,
        doc: Doc,
        run: Run,
        setting: Setting,
        person: Person,
        holder: Holder | None,
        published: str | None,
    ) -> PersonMention:
        code = setting.code or next(iter(person.codes), None) or (holder.code if holder else None)
        holds = holder is not None and (holder.holds(published) if published else not holder.end)
        held = next((title for title in person.titles if title.official), None)
        sector = held.sector if held else Sector.GOV
        if sector is Sector.GOV and holder is not None and holds:
            sector = _SECTORS.get(holder.office, Sector.GOV)
        if sector is Sector.GOV and code in self._bodies:
            sector = Sector.IGO
        elif sector is Sector.IGO and code is not None and code not in self._bodies:
            sector = Sector.GOV
        return PersonMention(
            run.start,
            run.end,
            doc[run.start : run.end].root.i,
            person.name,
            code,
            _role(setting, person),
            sector,
            held is not None or holds,
            holder.office.value if holder is not None and holds else "",
        )

    def _name(self, doc: Doc, run: Run) -> str:
        return self._scan.bare(doc[run.start : run.end].text)[0]


def _role(setting: Setting, person: Person) -> str | None:
    """The role beside the name; where it is a mere rank, or none, what the article says elsewhere."""
    if setting.title is not None and not setting.title.weak:
        return setting.role
    said = zip(person.titles, person.roles, strict=True)
    return next(
        (role for title, role in said if not title.weak), setting.role or next(iter(person.roles), None)
    )
