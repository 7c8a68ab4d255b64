"""The crowd of the flood, what is looked for in logs, and how environments are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from sandbox import numbering
from sandbox.crowd import INVALID_IN, crowd
from sandbox.deployment import Deployment, Steps
from sandbox.log_search import search_logs
from sandbox.process import Sandbox
from tests.sandbox.account import Account


def test_everybody_has_a_mobile_number_of_their_own_and_one_in_ten_is_wrong() -> None:
    people = crowd(5000)

    assert len({person.number for person in people}) == 5000
    assert {numbering.country(person.number) for person in people} == {"US"}
    assert sum(1 for person in people if person.changes) == 5000 // INVALID_IN


def test_a_crowd_is_no_larger_than_there_are_numbers() -> None:
    with pytest.raises(ValueError, match="a crowd of 100000 is too large; at most 7560"):
        crowd(100_000)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("+12065550142", True),
        ("1 (206) 555-0142", True),
        ("phone=%2B1206%20555%200142", True),
        ('{"to": 12065550142}', True),
        ("ada", True),
        ("2065550143", False),
        ("206 and 5550142", False),
    ],
)
def test_numbers_are_found_in_any_notation_and_words_in_any_case(account: Account, line: str, found: bool) -> None:
    logs = account.client("logs")
    named = {"logGroupName": "group", "logStreamName": "stream"}
    logs.create_log_group(logGroupName="group")
    logs.create_log_stream(**named)
    logs.put_log_events(**named, logEvents=[{"timestamp": 1_790_000_000_000, "message": line}])

    class Own(Sandbox):
        def client(self, service: str, **given: str | None) -> object:
            return account.client(service)

    result = search_logs(Own(port=1), regions=["us-east-1"], numbers=["+12065550142"], words=["Ada"])

    assert (result.lines["group"], [message for _, message in result.hits]) == (1, [line] if found else [])


def test_an_environment_is_looked_for_in_the_folder_that_is_given(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text('region = "us-east-1"\n')

    with pytest.raises(FileNotFoundError, match=r"environment 'two' has no file two\.toml in .+/; known: one"):
        Deployment(Sandbox(), "two", Steps(), folder=tmp_path)
