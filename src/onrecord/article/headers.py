"""What the lines above a report's body are: headline, standfirst, byline, date line, or furniture."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.article.dates import find_date
from onrecord.article.lines import INNER_STOP, LINKLIKE, LOOKED_AT, STOP, WORD, Line, furniture
from onrecord.article.parts import same_words

if TYPE_CHECKING:
    from datetime import date, datetime

ABOVE = 60
"""Lines above the body among which a headline is looked for."""
INTO = 3
"""Lines of the body's beginning that may still be headline, standfirst, byline or date line."""
LONGEST_HEADLINE, LONGEST_STOPPED, LONGEST_BYLINE, LONGEST_DATE = 30, 14, 12, 14
"""Words; a headline with a full stop is rare and short."""
LONGEST_POINTER = 25
FURNISHED = 0.1
"""Share of furniture words from which a line is a list of icons or menu entries."""
LEAST_HEADLINE = 5
"""Words from which a line right above the likeliest headline is the headline, and the other its standfirst."""
CLUSTER = 4
"""Lines within which a repeated headline frames its standfirst."""
LEAST_SCORE = 1.0
"""Below it, no line looks like a headline: a line that the body's words are known in has 1 to 2.5."""
SITE = re.compile(r"\s+[|–—-]\s+|\s*\|\s*")
UPDATED = re.compile(r"\b(?:updated|modified|edited)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """The headline's line, the standfirst's line (indices, or None) and what the lines around them say."""

    title_at: int | None = None
    standfirst_at: int | None = None
    title: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    published: datetime | date | None = None
    drop: frozenset[int] = frozenset()


def find(lines: list[Line], kept: list[bool]) -> Head:
    """Find the headline above the body and what stands between the two; `kept` says which lines are body."""
    body = next((index for index, keep in enumerate(kept) if keep), None)
    if body is None:
        return Head()
    title_at = _headline(lines, kept, body)
    title = lines[title_at].text if title_at is not None else None
    span = range(max(0, body - ABOVE if title_at is None else title_at - 8), _top(lines, body) + 1)
    dates = [index for index in span if _is_date_line(lines[index].text)]
    bylines = [index for index in span if is_byline(lines[index].text) and index != title_at]
    repeats = [index for index, line in enumerate(lines) if title and _repeats(line.text, title) and index != title_at]
    drop = frozenset(index for index in (*dates, *bylines, *repeats) if index != title_at)
    standfirst_at = _standfirst(lines, title_at, drop, body) if title_at is not None else None
    return Head(
        title_at=title_at,
        standfirst_at=standfirst_at,
        title=title,
        standfirst=lines[standfirst_at].text if standfirst_at is not None else None,
        byline=_name(lines[bylines[-1]].text) if bylines else None,
        published=_published([lines[index].text for index in dates]),
        drop=drop,
    )


def keep(lines: list[Line], kept: list[bool], head: Head) -> list[int]:
    """Return the indices of the lines of the article: headline, standfirst, then the body below the headline.

    Lines that point elsewhere ("Read also: ...") go even where paragraphs surround them.
    """
    first = [index for index in (head.title_at, head.standfirst_at) if index is not None]
    top = head.title_at if head.title_at is not None else -1
    body = [index for index, keep in enumerate(kept) if keep and index > top and index not in head.drop]
    return first + [index for index in body if index not in first and not _is_pointer(lines[index].text)]


def is_prose(text: str) -> bool:
    """Tell whether a line reads like a sentence: four words or more, one of them a function word, no furniture."""
    text = text[:LOOKED_AT]
    words = [word.lower() for word in WORD.findall(text)]
    lexicon = furniture()
    return len(words) >= 4 and any(word in lexicon.function for word in words) and not _is_furniture(text)


def is_sentence(text: str) -> bool:
    """Tell whether a line is whole sentences and nothing but: prose with a full stop that points nowhere else."""
    return bool(STOP.search(text[-10:])) and is_prose(text) and not _is_pointer(text)


def shows_furniture(text: str) -> bool:
    """Tell whether a line by itself gives away that there is furniture: a known phrase, a pointer, a list of icons."""
    text = text[:LOOKED_AT]
    words = [word.lower() for word in WORD.findall(text)]
    known = sum(any(part in furniture().words for part in re.split(r"[-.]", word)) for word in words)
    return _is_furniture(text) or _is_pointer(text) or known >= max(2, FURNISHED * len(words))


def is_byline(text: str) -> bool:
    """Tell whether a line names its author: "By Our Correspondent in Geneva"."""
    words = text.split()
    return len(words) <= LONGEST_BYLINE and bool(furniture().byline.match(text)) and not STOP.search(text)


def _is_pointer(text: str) -> bool:
    return (
        len(text.split()) <= LONGEST_POINTER
        and bool(furniture().pointer.match(text))
        and not STOP.search(text.rstrip("?"))
    )


def _is_furniture(text: str) -> bool:
    lexicon = furniture()
    return same_words(text) in lexicon.alone or bool(lexicon.phrases.search(text)) or bool(LINKLIKE.search(text))


def _is_date_line(text: str) -> bool:
    return len(text.split()) <= LONGEST_DATE and not STOP.search(text.rstrip(".")) and find_date(text) is not None


def _top(lines: list[Line], body: int) -> int:
    """Return the last line that may still stand above the body proper, were the body to begin too early."""
    return min(len(lines) - 1, body + INTO - 1)


def _repeats(text: str, title: str) -> bool:
    """Tell whether a line is the headline again, alone or with the outlet's name behind it."""
    if len(text) > LOOKED_AT:
        return False
    if same_words(text) == same_words(title):
        return True
    pieces = SITE.split(text)
    return len(pieces) > 1 and same_words(pieces[0]) == same_words(title)


def _headline(lines: list[Line], kept: list[bool], body: int) -> int | None:
    """Return the line above or at the beginning of the body that looks most like its headline."""
    body_text = " ".join(line.text[:LOOKED_AT] for line, keep in zip(lines, kept, strict=True) if keep)
    content = _content_words(body_text[: 10 * LOOKED_AT])
    counts = Counter(same_words(line.text[:LOOKED_AT]) for line in lines)
    opening = SITE.split(lines[0].text[:LOOKED_AT])
    best, best_score = None, 0.0
    for index in range(max(0, body - ABOVE), _top(lines, body) + 1):
        text = lines[index].text
        repeated = counts[same_words(text)] > 1
        if not _may_be_headline(text) or (index > body and not repeated and not _only_headers(lines[body:index])):
            continue
        words = _content_words(text)
        known = sum(min(content[word], 2) / 2 for word in words) / max(1, len(words))
        score = 2.0 * known + 0.5 * min(len(words), 8) / 8
        score += 1.0 * repeated
        score += 1.5 * (index > 0 and same_words(opening[0]) == same_words(text))
        between = [line for line in lines[index + 1 : body] if not _is_header(line.text)]
        score += 0.6 * (not between and len(words) >= LEAST_HEADLINE - 1) + 0.5 * (index == 0)
        score -= 0.02 * len(between) + 0.8 * text.endswith(".")
        if score > best_score:
            best, best_score = index, score
    if best is None or best_score < LEAST_SCORE:
        return None
    return _first_of(lines, best, counts)


def _first_of(lines: list[Line], best: int, counts: Counter[str]) -> int:
    """Return the first line of a cluster of headlines: the same one again, or one right above a standfirst."""
    for index in range(best - 1, max(0, best - CLUSTER) - 1, -1):
        if same_words(lines[index].text) == same_words(lines[best].text):
            best = index
    above = lines[best - 1].text if best else ""
    alone = counts[same_words(lines[best].text)] == 1
    if alone and len(above.split()) >= LEAST_HEADLINE and _may_be_headline(above) and not SITE.search(above):
        return best - 1
    return best


def _only_headers(lines: list[Line]) -> bool:
    return all(_is_header(line.text) for line in lines)


def _is_header(text: str) -> bool:
    """Tell whether a line may stand between headline and body without being either."""
    return _is_date_line(text) or is_byline(text) or _is_furniture(text)


def _may_be_headline(text: str) -> bool:
    count = len(text.split())
    if not 2 <= count <= LONGEST_HEADLINE or _is_furniture(text) or _is_date_line(text) or is_byline(text):
        return False
    if text.endswith((":", "...", "…")) or INNER_STOP.search(text):
        return False
    return not text.endswith(".") or count <= LONGEST_STOPPED


def _content_words(text: str) -> Counter[str]:
    function = furniture().function
    return Counter(word for word in (match.lower() for match in WORD.findall(text)) if word not in function)


def _standfirst(lines: list[Line], title_at: int, drop: frozenset[int], body: int) -> int | None:
    """Return the line between headline and body that sums the report up.

    It has no full stop, or something stands between it and the paragraphs: the headline again, a date, a byline.
    """
    for index in range(title_at + 1, _top(lines, body) + 1):
        text = lines[index].text
        if index in drop or not is_prose(text):
            continue
        if index + 1 >= len(lines) or len(text.split()) < 6 or len(text.split()) > 60:
            return None
        apart = index + 1 in drop or any(between in drop for between in range(index + 1, body))
        return index if apart or not STOP.search(text) else None
    return None


def _published(texts: list[str]) -> datetime | date | None:
    """Return the date of publication: the first date line that does not speak of an update, else the first."""
    ordered = [text for text in texts if not UPDATED.search(text)] + texts
    return find_date(ordered[0]) if ordered else None


def _name(text: str) -> str:
    """Cut "By" and what follows a bar or a date."""
    text = furniture().byline.sub("", text, count=1)
    return SITE.split(text)[0].strip(" ,;")
