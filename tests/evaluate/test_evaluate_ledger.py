"""The ledger's figures: by hand on a small article, and equal to the score tool's on perturbed readings."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path

import pytest

from onrecord.errors import BadData
from onrecord.evaluate import load_gold, load_golds, render, score, score_folder
from onrecord.evaluate.sheets import who
from onrecord.types import Account, Actor, Article, Event, Place, Reader, Reading, Statement, When

SHARED = Path(__file__).parents[2].parent / "shared"
TOOL = SHARED / "tools" / "score_ledger.py"

SENTENCES = [
    "Norland accuses Sudria of shelling Port Ade",
    "Norland said on Monday that Sudrian gunners shelled Port Ade.",
    "Sudria denied the shelling.",
    '"We fired at nobody," its defence minister, Ana Holt, added.',
    "Both sides will meet in Kessel on Friday.",
]
TYPES = ["ASSAULT", "ACCUSE", "AGREE", "CONSULT", "SANCTION"]
ACTS = ["state", "accuse", "deny", "demand", "believe"]
CODES = ["NOR GOV", "SDN MIL", "SDN", "UKR REB", "IGO EUR", "IGO", "---", "UKR CVL", "USA PTY", None]
NAMES = ["Norland", "the Sudrian army", "Ana Holt", "unnamed", "officials", ""]


def _gold(rng: random.Random, doc: str, *, with_text: bool = True) -> dict:
    """Annotate at random, in the form of the guide: what counts is that the figures agree, not that they are high."""
    text = "\n".join(SENTENCES)
    starts = [text.index(sentence) for sentence in SENTENCES]

    def words(sent: int) -> str:
        pieces = SENTENCES[sent].split()
        first = rng.randrange(len(pieces))
        return " ".join(pieces[first : first + rng.randint(1, 4)])

    def party(sent: int) -> dict:
        return {"text": rng.choice([words(sent), None]), "name": rng.choice(NAMES), "code": rng.choice(CODES)}

    statements = []
    for i in range(rng.randint(0, 5)):
        sent = rng.randrange(5)
        content = [
            words(sent),
            *([{"sent": (sent + 1) % 5, "text": words((sent + 1) % 5)}] if rng.random() < 0.3 else []),
        ]
        act = rng.choice([rng.choice(ACTS), ["state", "deny"]])
        answers = [f"s{rng.randint(1, 5)}"] if rng.random() < 0.4 else []
        statements.append(
            {"id": f"s{i + 1}", "sent": sent, "source": party(sent), "content": content, "act": act, "answers": answers}
        )
    events = []
    for i in range(rng.randint(0, 7)):
        sent = rng.randrange(5)
        accounts = [
            {"source": "author", "code": None, "stance": "asserts"},
            {"source": "Ana Holt", "code": rng.choice(CODES), "stance": rng.choice(["asserts", "denies"])},
        ]
        events.append(
            {
                "id": f"e{i + 1}",
                "sent": sent,
                "trigger": words(sent),
                "type": rng.choice(TYPES),
                "mode": rng.choice([None, "meet"]),
                "actor": [party(sent) for _ in range(rng.randint(0, 2))],
                "recipient": [party(sent) for _ in range(rng.randint(0, 1))],
                "place": rng.choice([None, "Port Ade", words(sent)]),
                "when": rng.choice([None, words(sent)]),
                "aux": rng.choice([None, "future", "negation"]),
                "accounts": rng.sample(accounts, rng.randint(0, 2)),
                "same_as": f"e{rng.randint(1, i)}" if i and rng.random() < 0.3 else None,
            }
        )
    gold = {"doc": doc, "sentences": SENTENCES, "statements": statements, "events": events}
    if with_text:
        gold |= {"text": text, "offsets": [[s, s + len(x)] for s, x in zip(starts, SENTENCES, strict=True)]}
    return gold


def _reading(rng: random.Random, gold: dict, loss: float) -> Reading:
    """Read the annotation back with `loss` of everything changed; the text may have lines before, between and after."""
    sentences = list(gold["sentences"])
    starts, text = [], ""
    for sentence in sentences:
        text += rng.choice(["", "Share this\n", "\n"]) if loss else ""
        starts.append(len(text))
        text += sentence + "\n"

    def changed() -> bool:
        return rng.random() < loss

    def span(sent: int, words: str | None) -> tuple[int, int] | None:
        at = sentences[sent].find(words) if words else -1
        if at < 0:
            return None
        shift = rng.choice([-2, -1, 1, 9]) if changed() else 0
        start = max(0, starts[sent] + at + shift)
        return start, start + len(words)

    def actor(party: dict, sent: int) -> Actor:
        name = rng.choice(NAMES) if changed() else party["name"]
        return Actor(name or "", rng.choice(CODES) if changed() else party["code"], span(sent, party["text"]))

    statements = []
    for s in gold["statements"]:
        pieces = [(c["sent"], c["text"]) if isinstance(c, dict) else (s["sent"], c) for c in s["content"]]
        act = s["act"] if isinstance(s["act"], str) else s["act"][0]
        statements.append(
            Statement(
                id=s["id"].replace("s", "r"),
                source=None if changed() else actor(s["source"], s["sent"]),
                via=None,
                cue=None,
                content=tuple(found for sent, words in pieces if (found := span(sent, words))),
                act=rng.choice(ACTS) if changed() else act,
                quotation="indirect",
                within=None,
                answers=tuple(a.replace("s", "r") for a in s["answers"] if not changed()),
                score=1.0,
            )
        )
    events = []
    for e in gold["events"]:
        trigger = span(e["sent"], e["trigger"])
        if trigger is None or changed():
            continue
        where, when = span(e["sent"], e["place"]), span(e["sent"], e["when"])
        accounts = []
        for a in e["accounts"]:
            source = "outlet" if a["source"] == "author" else Actor(a["source"], a["code"])
            accounts.append(Account(rng.choice([None, "outlet", source]) if changed() else source, a["stance"], None))
        aux = rng.choice([(), ("future",), ("future", "negation"), ("future", "negation", "historical")])
        events.append(
            Event(
                id=e["id"],
                key="",
                type=rng.choice(TYPES) if changed() else e["type"],
                mode=None if changed() else e["mode"],
                contexts=(),
                auxiliary=aux if changed() else ((e["aux"],) if e["aux"] else ()),
                trigger=trigger,
                mentions=(trigger, (starts[4], starts[4] + 4)) if changed() else (trigger,),
                actors=tuple(actor(p, e["sent"]) for p in e["actor"]),
                recipients=tuple(actor(p, e["sent"]) for p in e["recipient"]),
                place=Place(e["place"], None, None, None, None, None, None, False, where) if where else None,
                when=When(e["when"], None, None, None, None, when) if when else None,
                casualties=None,
                accounts=tuple(accounts),
                score=1.0,
            )
        )
    article = Article("", gold["doc"], text, "")
    return Reading(Reader("0", "none"), article, tuple(statements), tuple(events))


def _as_json(reading: Reading) -> dict:
    """The fields of a reading that the score tool looks at."""

    def actor(a):
        return {"name": a.name, "code": a.code, "span": a.span} if isinstance(a, Actor) else a

    return {
        "article": {"text": reading.article.text},
        "statements": [
            {
                "id": s.id,
                "source": actor(s.source),
                "content": [list(c) for c in s.content],
                "act": s.act,
                "answers": list(s.answers),
            }
            for s in reading.statements
        ],
        "events": [
            {
                "id": e.id,
                "type": e.type,
                "mode": e.mode,
                "auxiliary": list(e.auxiliary),
                "trigger": list(e.trigger),
                "mentions": [list(m) for m in e.mentions],
                "actors": [actor(a) for a in e.actors],
                "recipients": [actor(a) for a in e.recipients],
                "place": {"name": e.place.name, "span": e.place.span} if e.place else None,
                "when": {"text": e.when.text, "span": e.when.span} if e.when else None,
                "accounts": [{"source": actor(a.source), "stance": a.stance} for a in e.accounts],
            }
            for e in reading.events
        ],
    }


@pytest.fixture(scope="module")
def tool():
    if not TOOL.exists():
        pytest.skip("the score tool is not beside the repository")
    spec = importlib.util.spec_from_file_location("score_ledger", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _equal_to_tool(tool, golds: list[dict], readings: list[Reading], folder: Path) -> None:
    theirs, mine = [], []
    for gold, reading in zip(golds, readings, strict=True):
        path, read = folder / f"{gold['doc']}.json", folder / f"{gold['doc']}.read"
        path.write_text(json.dumps(gold))
        read.write_text(json.dumps(_as_json(reading)))
        loaded = tool.load_gold(path)
        theirs.append((loaded, tool.load_reading(read, loaded)))
        mine.append(load_gold(path))
    assert score(mine, {reading.article.ref: reading for reading in readings}).as_json() == tool.score(theirs)


@pytest.mark.parametrize("loss", [0.0, 0.1, 0.4])
@pytest.mark.parametrize("seed", range(8))
def test_figures_equal_the_score_tool(tool, tmp_path, seed, loss):
    rng = random.Random(seed)
    golds = [_gold(rng, f"d{i}", with_text=bool(i % 2)) for i in range(6)]
    _equal_to_tool(tool, golds, [_reading(rng, gold, loss) for gold in golds], tmp_path)


@pytest.mark.parametrize("loss", [0.0, 0.2])
def test_figures_equal_the_score_tool_on_annotated_articles(tool, tmp_path, loss):
    rng = random.Random(7)
    paths = sorted((SHARED / "data" / "events" / "ledger").glob("f-*.json"))
    golds = [json.loads(path.read_text()) for path in paths]
    _equal_to_tool(tool, golds, [_reading(rng, gold, loss) for gold in golds], tmp_path)


# --- by hand --------------------------------------------------------------------------------------------------------


def _small(tmp_path: Path) -> Path:
    gold = {
        "doc": "port-ade",
        "sentences": SENTENCES,
        "statements": [
            {
                "id": "s1",
                "sent": 1,
                "source": {"text": "Norland", "name": "Norland", "code": "NOR GOV"},
                "content": ["Sudrian gunners shelled Port Ade"],
                "act": "state",
                "answers": [],
            },
            {
                "id": "s2",
                "sent": 2,
                "source": {"text": "Sudria", "name": "Sudria", "code": "SDN GOV"},
                "content": ["the shelling"],
                "act": "deny",
                "answers": ["s1"],
            },
        ],
        "events": [
            {
                "id": "e1",
                "sent": 1,
                "trigger": "shelled",
                "type": "ASSAULT",
                "mode": "heavy-weapons",
                "actor": [{"text": "Sudrian gunners", "name": "Sudrian gunners", "code": "SDN MIL"}],
                "recipient": [],
                "place": "Port Ade",
                "when": "on Monday",
                "aux": None,
                "accounts": [
                    {"source": "Norland", "code": "NOR GOV", "stance": "asserts"},
                    {"source": "Sudria", "code": "SDN GOV", "stance": "denies"},
                ],
                "same_as": None,
            }
        ],
    }
    path = tmp_path / "port-ade.json"
    path.write_text(json.dumps(gold))
    return path


def _read(*, accounts: tuple[Account, ...], answers: tuple[str, ...] = ("a",)) -> Reading:
    text = "\n".join(SENTENCES)

    def at(words: str, after: int = 0) -> tuple[int, int]:
        start = text.index(words, after)
        return start, start + len(words)

    norland, sudria = Actor("Norland", "NOR GOV", at("Norland", 44)), Actor("Sudria", "SDN GOV", at("Sudria denied"))
    shelled = at("shelled")
    place = Place("Port Ade", "SDN", None, None, None, None, "city", False, at("Port Ade", 60))
    statements = (
        Statement(
            "a", norland, None, at("said"), (at("Sudrian gunners shelled Port Ade"),), "state", "indirect", None, (), 1
        ),
        Statement("b", sudria, None, at("denied"), (at("the shelling"),), "accuse", "indirect", None, answers, 1),
    )
    event = Event(
        "e1",
        "",
        "ASSAULT",
        None,
        (),
        (),
        shelled,
        (shelled,),
        (Actor("gunners", "SDN MIL"),),
        (),
        place,
        None,
        None,
        accounts,
        1,
    )
    return Reading(Reader("0", "none"), Article("", "port-ade", text, ""), statements, (event,))


NORLAND, SUDRIA = (
    Account(Actor("Norland", "NOR GOV"), "asserts", "a"),
    Account(Actor("Sudria", "SDN GOV"), "denies", "b"),
)


@pytest.mark.parametrize(
    ("accounts", "name", "value"),
    [
        ((NORLAND, SUDRIA), "statement content", 1.0),
        ((NORLAND, SUDRIA), "statement +source", 1.0),
        ((NORLAND, SUDRIA), "statement act accuracy", 0.5),
        ((NORLAND, SUDRIA), "statement answers", 1.0),
        ((NORLAND, SUDRIA), "event type", 1.0),
        ((NORLAND, SUDRIA), "event +parties", 1.0),
        ((NORLAND, SUDRIA), "event mode accuracy", 0.0),
        ((NORLAND, SUDRIA), "event place accuracy", 1.0),
        ((NORLAND, SUDRIA), "event when accuracy", 0.0),
        ((NORLAND, SUDRIA), "attributed event", 1.0),
        ((NORLAND, SUDRIA), "dispute", 1.0),
        ((NORLAND,), "event accounts", 2 / 3),
        ((NORLAND,), "attributed event", 0.0),
        ((NORLAND,), "dispute", 0.0),
        ((Account("outlet", "asserts", None),), "event accounts", 0.0),
    ],
)
def test_figures_by_hand(tmp_path, accounts, name, value):
    scores = score([load_gold(_small(tmp_path))], {"port-ade": _read(accounts=accounts)})
    assert scores.figures[name].value == pytest.approx(value)


def test_mismatches_name_what_differs(tmp_path):
    scores = score([load_gold(_small(tmp_path))], {"port-ade": _read(accounts=(NORLAND,))})
    assert [(m.figure, m.difference) for m in scores.mismatches] == [
        ("act", "deny | accuse"),
        ("accounts", "NOR asserts,SDN denies | NOR asserts"),
    ]
    assert "act\tdeny | accuse\tthe shelling" in render(scores, errors=True)


def test_an_article_without_a_reading_counts_as_empty(tmp_path):
    scores = score([load_gold(_small(tmp_path))], {})
    assert scores.missing == ("port-ade",)
    assert scores.figures["statement content"].recall == 0
    assert "no reading for: port-ade" in render(scores)


def test_a_malformed_gold_file_is_named(tmp_path):
    path = tmp_path / "odd.json"
    path.write_text('{"doc": "odd"}')
    with pytest.raises(BadData, match=r"odd\.json"):
        load_gold(path)


def test_a_folder_is_read_as_plain_pages(tmp_path):
    _small(tmp_path)
    seen = []

    def read(pages):
        seen.extend(pages)
        return [_read(accounts=(NORLAND, SUDRIA))]

    scores = score_folder(tmp_path, read=read)
    assert [(page.ref, page.kind, page.text) for page in seen] == [("port-ade", "plain", "\n".join(SENTENCES))]
    assert scores.figures["attributed event"].value == 1


def test_a_split_chooses_articles_and_names_its_parts(tmp_path):
    _small(tmp_path)
    split = tmp_path.parent / "split.json"
    split.write_text('{"develop": ["port-ade"], "train": []}')
    assert [gold.doc for gold in load_golds(tmp_path, split=split, part="develop")] == ["port-ade"]
    with pytest.raises(BadData, match="found the parts develop, train"):
        load_golds(tmp_path, split=split, part="final")
    with pytest.raises(BadData, match="no annotated article"):
        load_golds(tmp_path, split=split, part="train")


@pytest.mark.parametrize(
    ("code", "side"),
    [
        ("UKR REB", "UKR armed"),
        ("RUS", "RUS"),
        ("RUS MIL", "RUS"),
        ("USA PTY", "USA people"),
        ("IGO EUR", "EUR"),
        ("IGO", "IGO"),
        ("IMG", None),
        ("---", None),
        (None, None),
    ],
)
def test_who(code, side):
    assert who(code) == side
