"""Which characters of an article stand between quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from onrecord.statements.tree import Tree
    from onrecord.types import Quotation

PAIRS = {"“": "”", "«": "»", "„": "“"}


def quoted_characters(text: str) -> bytearray:
    """Return one byte a character: 1 inside double quotation marks (the marks themselves are 0).

    A mark that is not closed by the end of its paragraph holds to that end: quotations that run over paragraphs open
    anew in each and close in the last.
    """
    flags = bytearray(len(text) + 1)
    start = 0
    for paragraph in text.split("\n"):
        _mark(paragraph, start, flags)
        start += len(paragraph) + 1
    return flags


def _mark(paragraph: str, start: int, flags: bytearray) -> None:
    closer, opened = "", 0
    straight = paragraph.replace("''", '"\0').replace("``", '"\0')
    for at, character in enumerate(straight):
        if closer and character == closer:
            flags[start + opened : start + at] = b"\1" * (at - opened)
            closer = ""
        elif not closer and (character in PAIRS or character == '"'):
            closer, opened = PAIRS.get(character, '"'), at + 1
    if closer and closer != '"':
        flags[start + opened : start + len(paragraph)] = b"\1" * (len(paragraph) - opened)
    elif closer and opened <= 1:
        # a straight mark at the head of a paragraph opens a quotation that goes on in the next
        flags[start + opened : start + len(paragraph)] = b"\1" * (len(paragraph) - opened)


class Quotes:
    """Tells of sets of tokens whether they are quoted."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._flags = quoted_characters(tree.text)

    def inside(self, token: int) -> bool:
        """Tell whether a token stands between quotation marks."""
        return bool(self._flags[self._tree[token].start])

    def share(self, tokens: set[int]) -> float:
        """Return the share of the words among tokens that stand between quotation marks."""
        words = [t for t in tokens if self._tree[t].upos != "PUNCT"]
        return sum(map(self.inside, words)) / len(words) if words else 0.0

    def kind(self, tokens: set[int]) -> Quotation:
        """Return whether words are quoted directly, in part, or not."""
        share = self.share(tokens)
        kind: Literal["direct", "indirect", "mixed"] = "mixed"
        if share == 0:
            kind = "indirect"
        elif share > 0.95:
            kind = "direct"
        return kind
