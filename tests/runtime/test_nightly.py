"""The runner of very many histories."""

from __future__ import annotations

from typing import Any

import pytest

from tests.runtime import invariants, nightly


def test_it_tells_what_was_lived_through_and_that_nothing_broke(capsys: pytest.CaptureFixture[str]) -> None:
    assert nightly.main(["--histories", "3", "--processes", "1", "--seed", "7"]) == 0
    lines = dict(line.rsplit(maxsplit=1) for line in capsys.readouterr().out.splitlines() if "seed" not in line)
    assert int(lines["histories"]) >= 3
    assert int(lines["steps"]) > 0
    assert [lines[rule] for rule in ("wrong opt-ins", "lost sign-ups", "second texts", "rules broken otherwise")] == [
        "0"
    ] * 4


def test_a_broken_rule_is_told_with_what_repeats_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_text_is_sent_twice(accepted: Any) -> None:
        raise AssertionError

    monkeypatch.setattr(invariants, "no_text_is_sent_twice", no_text_is_sent_twice)
    _, broken = nightly.live(7, 5)
    assert broken is not None
    assert broken.startswith("seed 7, 5 histories\n")
    assert "@reproduce_failure" in broken
    assert nightly._rule_of(broken) == "second texts"


def test_it_ends_when_time_is_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert nightly.main(["--histories", "1000000", "--processes", "1", "--minutes", "0"]) == 0
    assert "histories                      0" in capsys.readouterr().out
