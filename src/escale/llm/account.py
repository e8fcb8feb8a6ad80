"""What a run with a language model took: requests, tokens, time, and what of the answers was refused."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Account"]


@dataclass(slots=True)
class Account:
    """The running count of one run.

    Attributes:
        requests: requests sent, repeated ones included.
        cached: answers taken from the cache.
        prompt_tokens: tokens sent, as the server counts them.
        completion_tokens: tokens answered, as the server counts them.
        seconds: time spent waiting for the server.
        refused_quotes: quotes that are not in the article.
        refused_values: types, codes and other values that the contract does not have.
        unread: dates and amounts that are in the article but could not be read.
    """

    requests: int = 0
    cached: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0
    refused_quotes: int = 0
    refused_values: int = 0
    unread: int = 0

    def line(self) -> str:
        """The account as one line for the user."""
        return (
            f"{self.requests} requests, {self.cached} cached; {self.prompt_tokens} prompt and "
            f"{self.completion_tokens} completion tokens, {self.seconds:.1f} s; "
            f"refused: {self.refused_quotes} quotes not in the text, {self.refused_values} values; "
            f"{self.unread} dates or amounts not read"
        )
