"""Claims as rows of POLECAT, the event data in PLOVER: tab-separated, one a claim (``docs/plover.md``).

A cell that is not known is empty. So are, always, the columns for what we do not determine: the intensity
(PLOVER scores events; POLECAT's intensity is its own), Correlates of War and Wikipedia identifiers,
coordinates, and the people, organisations and places of the whole story. Several values of a cell are
joined by ``; ``, in the order of the parties.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from escale.export.ledger.coding import Codebook
from escale.export.ledger.untrusted import guarded, one_line
from escale.ledger.rows import StoredClaim
from escale.model import Participant, Party

__all__ = ["POLECAT_COLUMNS", "polecat_row", "to_polecat"]

POLECAT_COLUMNS = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)
"""The columns, in the order of the published files."""

_DAY = len("YYYY-MM-DD")


def to_polecat(claims: Iterable[StoredClaim], codebook: Codebook) -> Iterator[str]:
    """The lines of the file, a header first, each with its line end."""
    yield "\t".join(POLECAT_COLUMNS) + "\n"
    for claim in claims:
        row = polecat_row(claim, codebook)
        yield "\t".join(_cell(row.get(name, "")) for name in POLECAT_COLUMNS) + "\n"


def polecat_row(stored: StoredClaim, codebook: Codebook) -> dict[str, str]:
    """The known cells of a claim by the names of `POLECAT_COLUMNS`, not yet cleaned for a file."""
    coded = codebook.code(stored)
    claim = stored.claim
    published = stored.published or ""
    if len(published) != _DAY:
        published = stored.known.isoformat() if stored.known else ""
    return {
        "Event ID": stored.id,
        "Event Date": coded.day.isoformat() if coded.day else "",
        "Event Type": coded.event,
        "Event Mode": _joined(coded.modes),
        "Quad Code": codebook.quads[coded.quad],
        "Contexts": _joined(coded.contexts),
        **_party_cells("Actor", coded.sources, claim.participants, codebook),
        **_party_cells("Recipient", coded.recipients, claim.participants, codebook),
        "Country": (claim.place.country or "") if claim.place else "",
        "Raw Placename": claim.place.text if claim.place else "",
        "Source": stored.outlet or "",
        "Publication Date": published,
        "Language": stored.lang or "",
        "Version": f"escale, {codebook.name}",
    }


def _party_cells(
    role: str, parties: tuple[Party, ...], people: tuple[Participant, ...], codebook: Codebook
) -> dict[str, str]:
    coded = [codebook.actor(party) for party in parties]
    sectors = list(dict.fromkeys(sector for _, sector, _ in coded if sector))
    own = [person for party in parties for person in people if person.code == party.code]
    names = [person.name for person in own] or [name for _, _, name in coded if name]
    return {
        f"{role} Name": _joined(names),
        f"{role} Country": _joined(code for code, _, _ in coded),
        f"Primary {role} Sector": sectors[0] if sectors else "",
        f"{role} Sectors": _joined(sectors),
        f"{role} Title": _joined(person.role for person in own if person.role),
        f"{role} Name Raw": _joined(party.text for party in parties if party.text),
    }


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(parts))


def _cell(text: str) -> str:
    # Readers of tab-separated files disagree on what a quotation mark does: none is left.
    return guarded(one_line(text).replace('"', "'"))
