"""Which characters of an article stand between quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from onrecord.statements.tree import Tree
    from onrecord.types import Quotation

PAIRS = {"“": "”", "«": "»", '"': '"'}
LONGEST = 1500
"""Characters over which a mark may stay open from paragraph to paragraph."""


def quoted_characters(text: str) -> bytearray:
    """Return one byte a character: 1 inside double quotation marks (the marks themselves are 0).

    A mark that is not closed by the end of its paragraph holds to that end: quotations that run over paragraphs open
    anew in each and close in the last. Where the next paragraphs do not open anew, it holds until it is closed.
    """
    flags = bytearray(len(text) + 1)
    closer, opened = "", 0
    for at, character in enumerate(text):
        if closer and (character == closer or (character == "\n" and not _goes_on(text, at, closer))):
            if character == closer or closer != '"' or _opens_paragraph(text, opened - 1):
                flags[opened:at] = b"\1" * (at - opened)
            closer = ""
        elif not closer and character in PAIRS:
            closer, opened = PAIRS[character], at + 1
    if closer and closer != '"':
        flags[opened:-1] = b"\1" * (len(flags) - 1 - opened)
    return flags


def _goes_on(text: str, at: int, closer: str) -> bool:
    """Tell whether a quotation open at the end of a paragraph is closed in a later one before another opens."""
    if closer == '"':
        return False
    closes = text.find(closer, at)
    opens = text.find({"”": "“", "»": "«"}[closer], at)
    return 0 <= closes - at <= LONGEST and (opens < 0 or closes < opens)


def _opens_paragraph(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] == "\n"


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
