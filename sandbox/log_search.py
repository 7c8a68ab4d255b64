"""What is in the logs of an account: to look for what must not be there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sandbox.process import Sandbox

# A number in any notation: digits with what people and programs write between and before them.
_DIGITS = re.compile(r"[0-9](?:(?:%20|[ .()\u2010-\u2015/-]){0,3}[0-9]){6,}")
_SHORTEST_NUMBER = 9


@dataclass(frozen=True)
class Search:
    """What a search saw and found.

    :param lines: how many log events each log group has.
    :param hits: log group and message of each event that holds something of what was looked for.
    """

    lines: Counter[str]
    hits: tuple[tuple[str, str], ...]


def search_logs(
    sandbox: Sandbox, *, regions: Sequence[str], numbers: Collection[str], words: Collection[str], without: str = ""
) -> Search:
    """Look through every log group.

    :param regions: where.
    :param numbers: phone numbers in international form; other notations of them are found too.
    :param words: names, addresses and the like; upper and lower case are the same.
    :param without: a log group to leave out.
    """
    tails = {re.sub(r"\D", "", number)[-_SHORTEST_NUMBER:] for number in numbers}
    pattern = re.compile("|".join(re.escape(word) for word in words), re.IGNORECASE) if words else None
    lines: Counter[str] = Counter()
    hits = []
    for group, message in _events(sandbox, regions):
        if group == without:
            continue
        lines[group] += 1
        if _holds(message, tails) or (pattern is not None and pattern.search(message)):
            hits.append((group, message))
    return Search(lines, tuple(hits))


def _holds(message: str, tails: Collection[str]) -> bool:
    for found in _DIGITS.finditer(message):
        digits = re.sub(r"%20|\D", "", found[0])
        ends = range(_SHORTEST_NUMBER, len(digits) + 1)
        if any(digits[end - _SHORTEST_NUMBER : end] in tails for end in ends):
            return True
    return False


def _events(sandbox: Sandbox, regions: Sequence[str]) -> Iterator[tuple[str, str]]:
    for region in dict.fromkeys(regions):
        client = sandbox.client("logs", region=region)
        for page in client.get_paginator("describe_log_groups").paginate():
            for group in page["logGroups"]:
                for part in client.get_paginator("filter_log_events").paginate(logGroupName=group["logGroupName"]):
                    for event in part["events"]:
                        yield group["logGroupName"], event["message"]
