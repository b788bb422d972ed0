"""Corpora -> training windows: words with whatever labels their corpus gives.

A missing label is `NONE`; a task learns from the windows that have it. Windows are cut as at run time.
"""

from __future__ import annotations

import gzip
import json
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.model.windows import cut, paragraphs
from onrecord.model.words import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.model.windows import Pieces

NONE = -100
TYPES = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
AUXILIARIES = ["none", "future", "hypothetical", "negation", "historical"]
ACTS = ["state", "accuse", "deny", "demand", "threaten", "commit", "support", "believe", "ask"]
ROLES = ["actor", "recipient", "place", "when"]
ENTITIES = ["PERSON", "ORGANIZATION", "LOCATION", "DATE", "MISC"]
BIO = ["O", *(f"{b}-{e}" for e in ENTITIES for b in "BI")]
LAYERS = ["source", "cue", "content"]


@dataclass
class Document:
    """Words of one document with labels by word; `heads` and `antecedents` are word indices, -1 for none."""

    name: str
    words: list[str]
    starts: list[int]
    sentence: list[int] = field(default_factory=list)
    upos: list[int] = field(default_factory=list)
    xpos: list[int] = field(default_factory=list)
    lemma: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deprel: list[int] = field(default_factory=list)
    sentence_id: list[int] = field(default_factory=list)
    entity: list[int] = field(default_factory=list)
    layers: list[list[int]] = field(default_factory=list)  # source, cue, content: 0 O, 1 B, 2 I
    links: list[tuple[int, int, int]] = field(default_factory=list)  # cue word or -1, word, 1 source 2 content
    anchors: list[int] = field(default_factory=list)  # cue words, -1 for the document where cueless contents count
    act: list[int] = field(default_factory=list)
    trigger: list[int] = field(default_factory=list)
    auxiliary: list[int] = field(default_factory=list)
    arguments: list[tuple[int, int, int]] = field(default_factory=list)  # trigger word, word, role + 1
    trigger_words: list[int] = field(default_factory=list)
    factuality: list[float] = field(default_factory=list)
    antecedents: list[int] = field(default_factory=list)  # NONE, -1 (first mention) or word


@dataclass
class Labels:
    """The label lists that the network's outputs count by."""

    upos: list[str]
    xpos: list[str]
    deprel: list[str]
    lemma: list[str]


def lines(path: Path) -> Iterator[str]:
    """Read the lines of a text file, gzipped or not."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        yield from stream


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Read a JSON Lines file."""
    for line in lines(path):
        yield json.loads(line)


# --- lemmas as edit scripts -----------------------------------------------------------------------------------------


def lemma_script(word: str, lemma: str) -> str:
    """Say how to make the lemma from the word: casing, and what to cut and add at the end ("l|3|y"), or the lemma."""
    case = "l" if lemma == lemma.lower() else "k"
    base = word.lower() if case == "l" else word
    common = 0
    while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
        common += 1
    cut_off, add = len(base) - common, lemma[common:]
    if common == 0 and base != lemma:
        return f"={lemma}"
    return f"{case}|{cut_off}|{add}"


# --- treebanks ------------------------------------------------------------------------------------------------------


def read_conllu(path: Path) -> Iterator[tuple[str, list[list[list[str]]], list[int]]]:
    """Yield (document name, sentences of token columns, indices of sentences that start a paragraph)."""
    name, sentences, pars, columns, new_paragraph = "", [], [], [], True
    for line in lines(path):
        if line.startswith("# newdoc"):
            if sentences:
                yield name, sentences, pars
            name, sentences, pars, new_paragraph = line.split("=")[-1].strip(), [], [], True
        elif line.startswith("# newpar"):
            new_paragraph = True
        elif not line.strip():
            if columns:
                if new_paragraph:
                    pars.append(len(sentences))
                sentences.append(columns)
            columns, new_paragraph = [], False
        elif line[0] != "#":
            c = line.rstrip("\n").split("\t")
            if "-" not in c[0] and "." not in c[0]:
                columns.append(c)
    if sentences:
        yield name, sentences, pars


def treebank_labels(paths: Iterable[Path]) -> Labels:
    """Collect the label lists of the treebanks; lemma scripts seen fewer than three times are left out."""
    upos, xpos, deprel, lemma = Counter(), Counter(), Counter(), Counter()
    for path in paths:
        for _, sentences, _ in read_conllu(path):
            for c in (c for sentence in sentences for c in sentence):
                upos[c[3]] += 1
                xpos[c[4]] += 1
                deprel[c[7]] += 1
                lemma[lemma_script(c[1], c[2])] += 1
    ordered = lambda counter, least: sorted(k for k, n in counter.items() if n >= least)  # noqa: E731
    return Labels(
        ordered(upos, 1), ordered(xpos, 1), ordered(deprel, 1), ["l|0|", *(s for s in ordered(lemma, 3) if s != "l|0|")]
    )


def lemmas(paths: Iterable[Path]) -> dict[str, dict[str, str]]:
    """Count, for each part of speech, the lemma of every form that is not its own lemma: the commonest counts."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for path in paths:
        for _, sentences, _ in read_conllu(path):
            for c in (c for sentence in sentences for c in sentence):
                if c[1].isalpha() and c[3] in {"NOUN", "VERB", "AUX", "ADJ", "ADV"}:
                    counts.setdefault((c[3], c[1].lower()), Counter())[c[2]] += 1
    table: dict[str, dict[str, str]] = {}
    for (upos, form), seen in sorted(counts.items()):
        best = min(seen, key=lambda lemma: (-seen[lemma], lemma))
        if best != form:
            table.setdefault(upos, {})[form] = best
    return table


def treebank(path: Path, labels: Labels, *, entities: bool = False, skip: tuple[str, ...] = ()) -> Iterator[Document]:
    """Read a treebank as documents; with GUM's entity column, also named entities and antecedents."""
    index = [{v: i for i, v in enumerate(x)} for x in (labels.upos, labels.xpos, labels.lemma, labels.deprel)]
    for name, sentences, pars in read_conllu(path):
        if any(s in name for s in skip):
            continue
        doc = Document(name, [], [])
        for number, sentence in enumerate(sentences):
            base = len(doc.words)
            if number in pars or not doc.starts:
                doc.starts.append(base)
            for k, c in enumerate(sentence):
                doc.words.append(c[1])
                doc.sentence.append(int(k == 0))
                doc.upos.append(index[0].get(c[3], NONE))
                doc.xpos.append(index[1].get(c[4], NONE))
                doc.lemma.append(index[2].get(lemma_script(c[1], c[2]), NONE))
                doc.heads.append(base + int(c[6]) - 1 if c[6] != "0" else -1)
                doc.deprel.append(index[3].get(c[7], NONE))
                doc.sentence_id.append(number)
        if entities:
            _gum_entities(doc, [c for sentence in sentences for c in sentence])
        yield doc


_GUM_LABEL = {"person": "PERSON", "organization": "ORGANIZATION", "place": "LOCATION", "time": "DATE"}


def _gum_entities(doc: Document, columns: list[list[str]]) -> None:
    """Fill `entity` with flat named entities and `antecedents` from GUM's bracketed mentions."""
    stack: list[tuple[str, int, str]] = []
    mentions: list[tuple[int, int, str, str]] = []
    for i, c in enumerate(columns):
        misc = dict(p.split("=", 1) for p in c[9].split("|") if "=" in p)
        text = misc.get("Entity", "")
        while text:
            if text[0] == "(":
                end = next((k for k, ch in enumerate(text[1:], 1) if ch in "()"), len(text))
                parts = text[1:end].split("-")
                stack.append((parts[0], i, parts[1] if len(parts) > 1 else ""))
                text = text[end:]
                if text.startswith(")"):
                    key, start, kind = stack.pop()
                    mentions.append((start, i + 1, key, kind))
                    text = text[1:]
            else:
                end = text.index(")")
                key = text[:end]
                at = next(k for k in range(len(stack) - 1, -1, -1) if stack[k][0] == key)
                _, start, kind = stack.pop(at)
                mentions.append((start, i + 1, key, kind))
                text = text[end + 1 :]
    doc.entity = [0] * len(doc.words)
    doc.antecedents = [NONE] * len(doc.words)
    mentions.sort(key=lambda m: (m[0], -m[1]))
    last: dict[str, int] = {}
    for start, end, key, kind in mentions:
        head = next((k for k in range(start, end) if not start <= doc.heads[k] < end), start)
        before = last.get(key, -1)
        doc.antecedents[head] = before if before < head else -1  # a phrase may hold another for the same thing
        last[key] = head
        span = _named(columns, start, end, head, kind)
        if span and not any(doc.entity[span[0] : span[1]]):
            label = _GUM_LABEL.get(kind, "MISC")
            for k in range(*span):
                doc.entity[k] = BIO.index(("B-" if k == span[0] else "I-") + label)


def _named(columns: list[list[str]], start: int, end: int, head: int, kind: str) -> tuple[int, int] | None:
    """Return the name inside a mention: the run of proper nouns around its head, joined by "of" and "the"."""
    if kind == "time":
        return (
            (start, end)
            if end - start <= 6 and any(columns[k][3] in {"NUM", "PROPN"} for k in range(start, end))
            else None
        )
    if columns[head][3] != "PROPN":
        return None
    first, last = head, head + 1
    while first > start and (
        columns[first - 1][3] == "PROPN" or (columns[first - 1][1] in {"-", "&"} and columns[first - 2][3] == "PROPN")
    ):
        first -= 1
    while last < end:
        if columns[last][3] == "PROPN":
            last += 1
        elif (
            columns[last][1] in {"of", "the", "-", "&", "for", "and"}
            and last + 1 < end
            and columns[last + 1][3] == "PROPN"
            and kind != "person"
        ):
            last += 2
        elif (
            columns[last][1] == "of"
            and last + 2 < end
            and columns[last + 1][1] == "the"
            and columns[last + 2][3] == "PROPN"
            and kind != "person"
        ):
            last += 3
        else:
            break
    return first, last


def factuality(path: Path, documents: Iterable[Document], part: str) -> None:
    """Lay UDS-IH2 factuality on the documents' sentences that have the same words."""
    wanted: dict[str, list[tuple[int, float]]] = {}
    for row in rows(path):
        if row["split"] == part:
            starts = {0}
            starts |= {i + 1 for i, ch in enumerate(row["text"]) if ch == " "}
            order = {s: k for k, s in enumerate(sorted(starts))}
            wanted[row["text"]] = [(order[e["start"]], e["score"]) for e in row["events"] if e["start"] in order]
    for doc in documents:
        doc.factuality = [float("nan")] * len(doc.words)
        begins = [i for i, s in enumerate(doc.sentence) if s == 1] + [len(doc.words)]
        for a, b in pairwise(begins):
            for k, score in wanted.get(" ".join(doc.words[a:b]), ()):
                if a + k < b:
                    doc.factuality[a + k] = score


# --- reports --------------------------------------------------------------------------------------------------------


def from_text(name: str, text: str) -> tuple[Document, list[tuple[int, int]]]:
    """Split a raw text into words as at run time."""
    spans = split(text)
    return Document(name, [text[a:b] for a, b in spans], paragraphs(text, spans)), spans


def covered(spans: list[tuple[int, int]], start: int, end: int) -> list[int]:
    """Return the words that overlap a span of code points."""
    starts = [a for a, _ in spans]
    first, last = bisect_right(starts, start) - 1, bisect_left(starts, end)
    return [k for k in range(max(first, 0), last) if spans[k][1] > start and spans[k][0] < end]


def _attributions(
    doc: Document, items: list[tuple[list[int], list[int], list[int], int | None]], *, nested: bool
) -> None:
    """Fill the attribution labels from (source words, cue words, content words, act) items.

    Where the corpus does not label what is nested in a content, the source and cue layers are left open there.
    """
    size = len(doc.words)
    doc.anchors = [-1]
    layers = [[0] * size for _ in LAYERS]
    doc.act = [NONE] * size
    for source, cue, content, act in items:
        anchor = cue[0] if cue else -1
        if anchor not in doc.anchors:
            doc.anchors.append(anchor)
        for layer, words in zip(layers, (source, cue, content), strict=True):
            for k in words:
                joined = k > 0 and (k - 1 in words or (layer[k - 1] and not cue and layer is layers[2]))
                if layer[k] == 0:
                    layer[k] = 2 if joined and layer[k - 1] else 1
        doc.links += [(anchor, k, 1) for k in source if cue] + [(anchor, k, 2) for k in content]
        if act is not None and (cue or content):
            doc.act[cue[0] if cue else content[0]] = act
    if not nested:
        own = {k for source, cue, _, _ in items for k in source + cue}
        for k in range(size):
            if layers[2][k] and k not in own:
                layers[0][k] = layers[1][k] = NONE
    doc.layers = layers


def polnear(path: Path, silver: Path) -> Iterator[Document]:
    """Read PolNeAR's attributions, with the named entities of the machine parses of the same articles."""
    entities = {row["doc_id"]: row["sents"] for row in rows(silver)}
    for row in rows(path):
        doc, spans = from_text(row["doc_id"], row["text"])
        items = []
        for a in row["attributions"]:
            parts = [sorted({k for s, e in a.get(role) or [] for k in covered(spans, s, e)}) for role in LAYERS]
            items.append((*parts, None))
        _attributions(doc, items, nested=False)
        _silver_entities(doc, spans, entities.get(row["doc_id"], []))
        yield doc


def _silver_entities(doc: Document, spans: list[tuple[int, int]], sentences: list[list[list[Any]]]) -> None:
    if not sentences:
        return
    doc.entity = [0] * len(doc.words)
    previous = ("O", -1)
    for sentence in sentences:
        for token in sentence:
            label = {"TIME": "DATE"}.get(token[4], token[4])
            for k in covered(spans, token[0], token[1]):
                if label in ENTITIES and doc.entity[k] == 0:
                    inside = previous == (label, k - 1)
                    doc.entity[k] = BIO.index(("I-" if inside else "B-") + label)
                    previous = (label, k)
        previous = ("O", -1)


def ledger(folder: Path, names: Iterable[str]) -> Iterator[Document]:
    """Read the annotated articles: statements, events, arguments, auxiliaries."""
    for name in names:
        gold = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        doc, spans = from_text(name, gold["text"])

        def locate(sent: int, text: str | None, gold: dict[str, Any] = gold, spans: Any = spans) -> list[int]:
            if not text:
                return []
            start, end = gold["offsets"][sent]
            at = gold["text"].find(text, start, end)
            return [] if at < 0 else covered(spans, at, at + len(text))

        first = {k[0] for s, e in gold["offsets"] if (k := covered(spans, s, min(s + 1, e)))}
        doc.sentence = [int(i in first) for i in range(len(doc.words))]
        items = []
        for s in gold["statements"]:
            content = sorted(
                {
                    k
                    for c in s["content"]
                    for k in (locate(c["sent"], c["text"]) if isinstance(c, dict) else locate(s["sent"], c))
                }
            )
            act = s["act"][-1] if isinstance(s["act"], list) else s["act"]
            items.append(
                (locate(s["sent"], s["source"].get("text")), locate(s["sent"], s["cue"]), content, ACTS.index(act))
            )
        _attributions(doc, items, nested=True)
        _events(doc, gold["events"], locate)
        yield doc


def _events(doc: Document, events: list[dict[str, Any]], locate: Any) -> None:
    size = len(doc.words)
    doc.trigger, doc.auxiliary = [0] * size, [NONE] * size
    for e in events:
        words = locate(e["sent"], e["trigger"])
        if not words or doc.trigger[words[-1]]:
            continue
        for k in words:
            doc.trigger[k] = TYPES.index(e["type"]) + 1
        anchor = words[-1]
        aux = e["aux"][0] if isinstance(e["aux"], list) else e["aux"]
        doc.auxiliary[anchor] = AUXILIARIES.index(aux or "none")
        doc.trigger_words.append(anchor)
        parties = [(0, p.get("text")) for p in e["actor"]] + [(1, p.get("text")) for p in e["recipient"]]
        for role, text in [*parties, (2, e.get("place")), (3, e.get("when"))]:
            doc.arguments += [(anchor, k, role + 1) for k in locate(e["sent"], text) if k not in words]


# --- windows --------------------------------------------------------------------------------------------------------


def windows(doc: Document, pieces: Pieces, *, size: int) -> Iterator[Document]:
    """Cut a document into windows as at run time; links that leave a window are cut off."""
    sizes = [len(pieces.of(w)) for w in doc.words]
    for window in cut(doc.words, sizes, doc.starts, size=size):
        yield part(doc, window.first, window.last)


def part(doc: Document, first: int, last: int) -> Document:
    """Return the words from `first` to `last` (excluded) with their labels, links moved."""
    inside = range(first, last)
    move = lambda k: -1 if k == -1 else k - first if k in inside else None  # noqa: E731
    out = Document(doc.name, doc.words[first:last], [0])
    for name in (
        "sentence",
        "upos",
        "xpos",
        "lemma",
        "deprel",
        "sentence_id",
        "entity",
        "act",
        "trigger",
        "auxiliary",
        "factuality",
    ):
        setattr(out, name, getattr(doc, name)[first:last])
    out.layers = [layer[first:last] for layer in doc.layers]
    out.heads = [NONE if h != -1 and h not in inside else move(h) for h in doc.heads[first:last]]
    out.antecedents = [a if a == NONE else -1 if a not in inside else a - first for a in doc.antecedents[first:last]]
    out.anchors = [a - first if a != -1 else -1 for a in doc.anchors if a == -1 or a in inside]
    for a, k, role in doc.links:
        if k in inside and (role == 2 or a in inside):
            out.links.append((a - first if a in inside else -1, k - first, role))
    out.trigger_words = [a - first for a in doc.trigger_words if a in inside]
    out.arguments = [(a - first, k - first, r) for a, k, r in doc.arguments if a in inside and k in inside]
    return out
