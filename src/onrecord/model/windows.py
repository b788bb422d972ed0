"""Words -> windows of word pieces: whole paragraphs up to a size, as in training.

A window that starts inside a quotation takes the words before it along as context; what the model says about context
is thrown away, since the window before has read those words already.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.errors import BadModel
from onrecord.model.words import shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tokenizers import Tokenizer

    from onrecord.types import Span

SIZE = 254
"""Word pieces in a window at most, [CLS] and [SEP] not counted."""
CONTEXT = 40
"""Word pieces of context before a window that starts inside a quotation."""
LONGEST = 16
"""Word pieces of one word at most; what is longer is cut for the encoder, not in the text."""

_OPEN, _CLOSE = "“", "”"


@dataclass(frozen=True, slots=True)
class Window:
    """Words `first` to `last` (excluded) of an article, of which those before `own` are context."""

    first: int
    own: int
    last: int


class Pieces:
    """Word -> word pieces of the encoder's vocabulary, remembered."""

    def __init__(self, tokenizer: Tokenizer, *, remember: int = 200_000) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._remember = remember
        self._known: dict[str, tuple[int, ...]] = {}
        self._cls, self._sep, self._unknown = (_id(tokenizer, name) for name in ("[CLS]", "[SEP]", "[UNK]"))

    def of(self, word: str) -> tuple[int, ...]:
        """Return the word's piece ids: at least one, `LONGEST` at most."""
        known = self._known.get(word)
        if known is None:
            ids: list[int] = self._tokenizer.encode(word[:200], add_special_tokens=False).ids
            known = tuple(ids[:LONGEST]) or (self._unknown,)
            if len(self._known) >= self._remember:
                self._known.clear()
            self._known[word] = known
        return known

    def encode(self, words: Sequence[str]) -> tuple[list[int], list[int], list[int]]:
        """Return (piece ids with [CLS] and [SEP], shape of each piece's word, index of each word's first piece)."""
        ids, shapes, first = [self._cls], [0], []
        for word in words:
            pieces = self.of(word)
            first.append(len(ids))
            ids.extend(pieces)
            shapes.extend([shape(word)] * len(pieces))
        ids.append(self._sep)
        shapes.append(0)
        return ids, shapes, first


def _id(tokenizer: Tokenizer, name: str) -> int:
    found = tokenizer.token_to_id(name)
    if found is None:
        raise BadModel(f"the tokenizer has no {name}: expected the vocabulary of BERT; install the package again")
    return found


def paragraphs(text: str, words: Sequence[Span]) -> list[int]:
    """Return the indices of the words that start a paragraph (a newline stands before them); the first is 0."""
    return [i for i, (start, _) in enumerate(words) if i == 0 or "\n" in text[words[i - 1][1] : start]]


def cut(words: Sequence[str], sizes: Sequence[int], starts: Sequence[int], *, size: int = SIZE) -> list[Window]:
    """Cut words into windows of whole paragraphs.

    `sizes` are the word pieces of each word, `starts` the words that start a paragraph. A paragraph that is longer
    than a window is cut after the last sentence-like end that fits, else where it must be.
    """
    windows: list[Window] = []
    at, total = 0, len(words)
    boundaries = [*starts[1:], total]
    while at < total:
        own = at
        first, room = _context(words, sizes, at, size)
        last, used = at, 0
        for boundary in boundaries:
            if boundary <= at:
                continue
            used += sum(sizes[last:boundary])
            if used > room:
                break
            last = boundary
        if last == at:
            last = _inside(words, sizes, at, room)
        windows.append(Window(first, own, last))
        at = last
        boundaries = [b for b in boundaries if b > at] if len(boundaries) > 64 else boundaries
    return windows


def _context(words: Sequence[str], sizes: Sequence[int], at: int, size: int) -> tuple[int, int]:
    """Return the first word of the context of a window that starts at `at`, and the pieces left for its own words."""
    if at == 0 or not _quoted(words, at):
        return at, size
    first, used = at, 0
    while first > 0 and used + sizes[first - 1] <= CONTEXT:
        first -= 1
        used += sizes[first]
    return first, size - used


def _quoted(words: Sequence[str], at: int) -> bool:
    """Tell whether a quotation goes on here: the word opens one, or one that was opened before is still open."""
    if words[at] in {_OPEN, '"', "``"}:
        return True
    for word in reversed(words[max(0, at - 200) : at]):
        if word in {_OPEN, _CLOSE}:
            return word == _OPEN
    return False


def _inside(words: Sequence[str], sizes: Sequence[int], at: int, room: int) -> int:
    """Return where a paragraph that starts at `at` and is too long must be cut."""
    last, used, end = at, 0, at
    while last < len(words) and used + sizes[last] <= room:
        used += sizes[last]
        last += 1
        if words[last - 1] in {".", "!", "?", _CLOSE, '"'}:
            end = last
    return end if end > at + (last - at) // 2 else max(last, at + 1)
