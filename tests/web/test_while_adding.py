"""Readers are answered while others write."""

from __future__ import annotations

import json
import threading
from pathlib import Path

from served_client import served

from escale.cli import main


def test_readers_are_answered_while_articles_are_added(copied: Path, tmp_path: Path) -> None:
    """Each answer is whole and of one version, and the versions only grow."""
    text = "La frégate Surcouf a fait escale à Brest mardi, selon le ministère polonais de la Défense."
    batches = [tmp_path / f"more-{number}.jsonl" for number in range(8)]
    for number, batch in enumerate(batches):
        record = {
            "id": batch.stem,
            "text": f"{text} Elle repart le {number + 2} mai.",
            "published": "2023-05-01",
        }
        batch.write_text(json.dumps(record), encoding="utf-8")
    codes: list[int] = []

    def write() -> None:
        command = ["--ledger", str(copied), "--no-triage"]
        codes.extend(main(["add", str(batch), *command]) for batch in batches)

    with served(copied) as client:
        before = client.get("/api/v1/articles?limit=500").json()
        writing = threading.Thread(target=write)
        writing.start()
        seen = []
        while writing.is_alive():
            answer = client.get("/api/v1/articles?limit=500")
            page = client.get("/claims")
            assert (answer.status_code, page.status_code) == (200, 200)
            seen.append((answer.json()["version"], len(answer.json()["items"])))
        writing.join()
        after = client.get("/api/v1/articles?limit=500").json()
    assert codes == [0] * len(batches)
    assert seen == sorted(seen)
    assert len({version for version, _ in seen}) > 1
    assert len(after["items"]) == len(before["items"]) + len(batches)
    assert seen[0][1] >= len(before["items"])
