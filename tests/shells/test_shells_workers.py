from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.workers import Died, in_processes


def work(item: str) -> str:
    """Do as the item says: sleep, die, die the first time only, raise, else answer."""
    order, _, rest = item.partition(" ")
    if order == "sleep":
        time.sleep(float(rest))
    elif order == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    elif order == "once" and not Path(rest).exists():
        Path(rest).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    elif order == "raise":
        raise ValueError(rest)
    return item.upper()


def test_results_come_in_the_order_of_the_items():
    items = ["sleep 0.3", *(f"item {number}" for number in range(20))]
    assert list(in_processes(work, items, workers=2)) == [item.upper() for item in items]


def test_a_killed_process_loses_nothing_but_the_item_that_kills():
    items = ["one", "two", "die", *(f"item {number}" for number in range(15))]
    expected = [Died(item) if item == "die" else item.upper() for item in items]
    assert list(in_processes(work, items, workers=2)) == expected


def test_an_item_that_was_killed_by_chance_is_done_again(tmp_path):
    items = ["one", f"once {tmp_path / 'mark'}", "three"]
    assert list(in_processes(work, items, workers=2)) == [item.upper() for item in items]


def test_items_are_drawn_as_they_are_needed():
    drawn = []

    def items():
        for number in range(1000):
            drawn.append(number)
            yield f"item {number}"

    results = in_processes(work, items(), workers=2)
    next(results)
    results.close()
    assert len(drawn) < 50


def test_a_script_without_its_guard_is_told_what_to_do(tmp_path):
    script = tmp_path / "script.py"
    script.write_text("from onrecord.workers import in_processes\nprint(list(in_processes(str, [1, 2], workers=1)))\n")
    result = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode == 1
    assert 'under if __name__ == "__main__"' in result.stderr
    assert "Died" not in result.stdout


def test_an_error_in_the_work_ends_the_run():
    with pytest.raises(ValueError, match="broken"):
        list(in_processes(work, ["one", "raise broken"], workers=2))
