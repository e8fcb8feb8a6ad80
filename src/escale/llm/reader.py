"""The reader that asks a large language model: an article goes in, claims grounded in its text come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from escale.errors import InputError
from escale.language_id import LanguageCheck
from escale.llm.account import Account
from escale.llm.cache import AnswerCache
from escale.llm.client import ChatClient
from escale.llm.grounding import ground
from escale.llm.prompt import Prompt
from escale.llm.resolving import known_codes
from escale.llm.schema import MalformedAnswerError, RawClaim, read_answer
from escale.model import Article
from escale.reader.reader import Reader
from escale.reader.text.canonical import Canonical
from escale.reading import Aside, ReaderInfo, Reading

__all__ = ["LONGEST_TEXT", "LlmReader"]

# Characters of a text that is sent, about ten thousand tokens: what the models of one machine take well.
LONGEST_TEXT = 40_000


class LlmReader:
    """Reads articles with a model, and resolves what it quotes by the steps of Escale's own reader.

    Args:
        reader: the reader whose steps find parties, people, dates and sources.
        client: asks the model.
        cache: keeps its answers.
        account: counts requests, tokens, time and what is refused.
    """

    def __init__(self, reader: Reader, client: ChatClient, cache: AnswerCache, account: Account) -> None:
        self._reader, self._client, self._cache, self._account = reader, client, cache, account
        self._prompt = Prompt.of(reader.language)
        self._check = LanguageCheck(reader.language)
        self._codes = known_codes(reader.language)
        self._name = f"{client.model} (prompt {self._prompt.version})"

    @property
    def info(self) -> ReaderInfo:
        """What this reader's readings name as theirs."""
        return ReaderInfo.here(self._name)

    def aside(self, article: Article) -> Aside | None:
        """Why an article is set aside unasked; None if the model is asked about it."""
        return self._reader.aside(article)

    def pipe(self, articles: Iterable[Article]) -> Iterator[Reading | InputError]:
        """The claims of many articles, in their order; in its turn an error for each without a good answer.

        Raises:
            UsageError: no article can be answered, or the cache cannot be written.
        """
        for article in articles:
            try:
                outcome: Reading | InputError = self._read(article)
            except InputError as error:
                outcome = error
            yield outcome

    def _read(self, article: Article) -> Reading:
        body = article.text[article.body :]
        other = self._check(body, article.lang)
        if other is not None:
            return Reading.of(article, (), other.code, model=self._name, notices=[other.notice])
        if len(body) > LONGEST_TEXT:
            cause = f"longer than {LONGEST_TEXT:,} characters, too long to ask a model about"
            raise InputError(article.id, cause, "split it or use --reader escale")
        raw = self._claims(article, body)
        text = Canonical.of(" " * article.body + body)
        scene = self._reader.scene(self._reader.pipeline(text.text), article.published, article.outlet)
        claims = ground(raw, scene, text, self._codes, article.outlet, self._account)
        return Reading.of(article, claims, self._reader.language.code, model=self._name)

    def _claims(self, article: Article, body: str) -> list[RawClaim]:
        """The model's claims, from the cache where it was asked before; only a good answer is kept."""
        key = self._cache.key(self._prompt.version, self._client.model, body, article.published)
        kept = self._kept(key)
        if kept is not None:
            self._account.cached += 1
            return kept
        content = self._client.ask(article.id, self._prompt.messages(body, article.published))
        try:
            claims = read_answer(content, self._account)
        except MalformedAnswerError as error:
            cause = f"the model's answer cannot be read ({error})"
            raise InputError(article.id, cause, "try another --model") from None
        self._cache.put(key, content)
        return claims

    def _kept(self, key: str) -> list[RawClaim] | None:
        content = self._cache.get(key)
        if content is None:
            return None
        try:
            return read_answer(content, self._account)
        except MalformedAnswerError:
            return None
