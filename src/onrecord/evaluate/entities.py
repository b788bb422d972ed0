"""How right entities are: exact spans with the same label, micro-averaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.evaluate.figures import F1, Figure, total

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from onrecord.types import Parse

Entity = tuple[int, int, str]
"""First and one-past-last code point, label."""


def entity_figures(
    documents: Iterable[tuple[Collection[Entity], Collection[Entity]]], labels: Mapping[str, str]
) -> dict[str, Figure]:
    """Return F1 over all labels ("all") and for each, over (gold, read) documents.

    `labels` maps the labels of both sides to those that count; an entity with another label is left out of its side.
    """
    return total(_document(_mapped(gold, labels), _mapped(read, labels), labels) for gold, read in documents)


def of_parse(parse: Parse) -> list[Entity]:
    """Return the mentions that the model saw."""
    return [
        (parse.tokens[first].start, parse.tokens[last - 1].end, mention.label)
        for mention in parse.mentions
        for first, last in [mention.tokens]
    ]


def _mapped(entities: Iterable[Entity], labels: Mapping[str, str]) -> set[Entity]:
    return {(start, end, labels[label]) for start, end, label in entities if label in labels}


def _document(gold: set[Entity], read: set[Entity], labels: Mapping[str, str]) -> dict[str, Figure]:
    figures: dict[str, Figure] = {"all": F1(len(gold & read), len(read), len(gold))}
    for name in sorted(set(labels.values())):
        golds, reads = ({entity for entity in side if entity[2] == name} for side in (gold, read))
        figures[name] = F1(len(golds & reads), len(reads), len(golds))
    return figures
