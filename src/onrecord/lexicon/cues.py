"""Cues: the words that report what somebody says, thinks, asks or promises (data/cues.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, get_args

from onrecord.errors import BadData
from onrecord.types import Act

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LISTS = ("labels", "falsity", "negations", "pointers", "stop", "carriers", "documents", "speakers", "media")
CuePos = Literal["verb", "noun", "adjective", "adverb"]


@dataclass(frozen=True, slots=True)
class Cue:
    """One sense of a cue: its act and the frames in which it has that act; the fields are explained in cues.toml."""

    lemma: str
    particle: str | None
    pos: CuePos
    act: Act
    frames: tuple[str, ...]
    alone: bool
    light: bool
    answering: bool
    needs: str | None
    excepts: frozenset[str]
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CueBook:
    """All cues by (lemma, part of speech), and the lists of words that speak of statements."""

    senses: Mapping[tuple[str, str], tuple[Cue, ...]]
    forms: Mapping[tuple[str, str], str]
    labels: frozenset[str]
    falsity: frozenset[str]
    negations: frozenset[str]
    pointers: frozenset[str]
    stop: frozenset[str]
    carriers: frozenset[str]
    documents: frozenset[str]
    speakers: frozenset[str]
    media: frozenset[str]

    def of(self, lemma: str, pos: str) -> tuple[Cue, ...]:
        """Return the senses of a lemma as a part of speech, in the order of the file."""
        return self.senses.get((lemma.lower(), pos), ())

    def lemma(self, form: str, pos: str) -> str | None:
        """Return the lemma of an inflected form of a word of this file; None for any other word."""
        return self.forms.get((form.lower(), pos))


def _word(word: str, row: Mapping[str, object], act: Act) -> Cue:
    lemma, _, particle = word.partition(" ")
    return Cue(
        lemma,
        particle or None,
        row["pos"],  # type: ignore[arg-type]
        act,
        tuple(row["frames"]),  # type: ignore[arg-type]
        alone=bool(row.get("alone")),
        light=bool(row.get("light")),
        answering=bool(row.get("answering")),
        needs=row.get("needs"),  # type: ignore[arg-type]
        excepts=frozenset(row.get("excepts", ())),  # type: ignore[call-overload]
        basis=tuple(row["basis"]),  # type: ignore[arg-type]
    )


def inflections(lemma: str, pos: str) -> tuple[str, ...]:
    """Return a verb's or noun's regular forms, the lemma among them; doubled consonants in both spellings."""
    stem = lemma.removesuffix("e")
    sibilant = lemma.endswith(("s", "x", "z", "ch", "sh", "o"))
    falling = lemma.endswith("y") and lemma[-2:-1] not in tuple("aeiou")
    plural = lemma[:-1] + "ies" if falling else lemma + ("es" if sibilant else "s")
    if pos == "noun":
        return (lemma, plural)
    past = lemma[:-1] + "ied" if falling else stem + "ed"
    return (lemma, plural, past, stem + "ing", lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing", lemma + "ing")


def _forms(words: Iterable[tuple[str, str]], irregular: Mapping[str, str]) -> dict[tuple[str, str], str]:
    known = sorted(set(words))
    found = {(form, pos): lemma for lemma, pos in known for form in inflections(lemma, pos)}
    lemmas = {lemma for lemma, pos in known if pos == "verb"}
    found.update({(form, "verb"): lemma for form, lemma in irregular.items() if lemma in lemmas})
    found.update({(lemma, pos): lemma for lemma, pos in known})
    return found


def parse(text: str) -> CueBook:
    """Read the text of a cue file.

    Raises:
        BadData: a table names an act, a part of speech or a basis that does not exist.

    """
    table = tomllib.loads(text)
    senses: dict[tuple[str, str], list[Cue]] = {}
    for row in table["cues"]:
        if row["act"] not in get_args(Act) or row["pos"] not in get_args(CuePos):
            raise BadData(f"cues.toml: {row['act']!r} as {row['pos']!r} is no act of a part of speech; see its header")
        if unknown := set(row["basis"]) - set(table["basis"]):
            raise BadData(f"cues.toml: basis {sorted(unknown)} is not explained under [basis]")
        for word in row["words"]:
            cue = _word(word, row, row["act"])
            senses.setdefault((cue.lemma, cue.pos), []).append(cue)
    nouns = [(word, "noun") for name in ("labels", "falsity", "documents", "speakers") for word in table[name]["words"]]
    return CueBook(
        {key: tuple(cues) for key, cues in senses.items()},
        _forms([*senses, *nouns, *((word, "verb") for word in table["carriers"]["words"])], table["irregular"]),
        *(frozenset(table[name]["words"]) for name in LISTS),
    )


@cache
def cues() -> CueBook:
    """Return the cues that ship with the package."""
    return parse(files("onrecord").joinpath("data/cues.toml").read_text(encoding="utf-8"))
