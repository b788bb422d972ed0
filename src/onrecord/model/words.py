"""Text -> syntactic words, by the conventions of the English UD treebanks (EWT, GUM).

Every character of the text is in exactly one word or is white space. Words never cross white space, so a rule that is
wrong costs one word and moves no offset.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.types import Span

# Prefixes that EWT and GUM leave joined to their stem ("pro-Russian", "non-essential"); other hyphens stand alone.
_PREFIXES = "anti co counter cross e ex inter mid mini multi neo non over pan post pre pro re semi sub ultra vice"
# Shortened words that keep their full stop: as counted in both treebanks, and titles and months of newswire.
_SHORT = (
    "adm apr aug ave bldg blvd brig capt cmdr co col corp dec det dr esq etc feb fri ft gen gov hon inc insp "
    "jan jr jul jun lt ltd maj messrs mon mr mrs ms mt no nov oct pres prof pvt rep reps rev sat sen sens sept "
    "sgt sr st sun supt thu thur thurs tue tues vs wed al p pp ca est dept univ "
)

_WORD = re.compile(
    rf"""
      https?://[^\s<>"“”]*[^\s<>"“”.,;:!?)\]'’]            # an address
    | www\.[^\s<>"“”]*[^\s<>"“”.,;:!?)\]'’]
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                          # a mail address
    | [@\#]\w+                                              # a handle, a tag
    | (?:[A-Za-z]\.){{2,}}                                  # U.S., a.m., i.e.
    | (?:Ph|ph)\.[Dd]\.
    | (?:{"|".join(_SHORT.split())})\.(?!\w)                # Mr., Sept.
    | (?-i:[A-Z])\.(?=\s+(?-i:[A-Z]))                       # an initial: John F. Kennedy
    | (?<![\w.,:/])\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s|m|bn|k|pm|am)?(?!\w)   # 1,200  3.5  19:02  02/27/2001  21st
    | (?:{"|".join(_PREFIXES.split())})-(?=[^\W_])[^\W_]+   # pro-Russian
    | can(?=not\b) | gon(?=na\b) | wan(?=na\b) | got(?=ta\b)
    | (?<=[^\W\d_])n['’]t\b                                 # n't
    | ['’](?:s|re|ve|ll|d|m)\b                              # clitics
    | [^\W\d_]+?(?=n['’]t\b)                                # do|n't
    | (?-i:[A-Z])&(?-i:[A-Z])(?!\w)                         # A&E
    | (?:O|D|L|o|d|l)['’](?=[^\W\d_]{{3,}})[^\W\d_]+        # O'Brien
    | (?:al|el|ul|Al|El|Ul)(?=-[^\W\d_])                    # al|-|Assad
    | [^\W_]+(?:['’](?!(?:s|re|ve|ll|d|m)\b)[^\W\d_]+)*     # a word, Ba'athist
    | \.{{2,}} | -{{2,}} | [—–]+ | `` | ''
    | \S                                                    # any other character stands alone
    """,
    re.VERBOSE | re.IGNORECASE,
)


def split(text: str) -> list[Span]:
    """Split text into words: half-open intervals of code points, in order."""
    return [match.span() for match in _WORD.finditer(text)]


def shape(word: str) -> int:
    """Say how a word is written, for an encoder that reads lower case only: an index below `SHAPES`."""
    if not any(c.isalnum() for c in word):
        return 1
    if any(c.isdigit() for c in word):
        return 2 if word.isdigit() else 3
    if word.islower():
        return 4
    if word.isupper():
        return 5 if len(word) > 1 else 6
    return 7 if word[0].isupper() and word[1:].islower() else 8


SHAPES = 9
