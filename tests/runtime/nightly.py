"""Very many histories of the state machine: ``python -m tests.runtime.nightly --histories 100000 --processes 2``.

Each process works with a seed of its own and tells from time to time how far it is. At the end stands what was lived
through, and what went wrong: nothing, or the histories that break a rule with what is needed to repeat them. The exit
status is 1 if any does.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
import traceback
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from multiprocessing.process import BaseProcess
from multiprocessing.queues import Queue
from queue import Empty

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.runtime.figures import Figures
from tests.runtime.machine import Consents

BATCH = 250  # histories between two reports
STEPS = 40
_PATIENCE_SECONDS = 60.0
_SHOWN_FAILURES = 5
_SHOWN_CHARACTERS = 6000


@dataclass
class Report:
    """What a process did since its last report.

    :param broken: what the assertion said, for a batch with a history that breaks a rule.
    """

    process: int
    figures: Figures = field(default_factory=Figures)
    broken: str | None = None
    done: bool = False


def work(process: int, first_seed: int, histories: int, seconds: float, reports: Queue[Report]) -> None:
    """Live through histories, batch by batch, until there are enough or time is up.

    :param first_seed: seed of the first batch; the others follow.
    """
    end = time.monotonic() + seconds
    lived, batch_seed = 0, first_seed
    while lived < histories and time.monotonic() < end:
        figures, broken = live(batch_seed, min(BATCH, histories - lived))
        reports.put(Report(process=process, figures=figures, broken=broken))
        lived += max(1, figures.histories)
        batch_seed += 1
    reports.put(Report(process=process, done=True))


def live(batch_seed: int, histories: int) -> tuple[Figures, str | None]:
    """Live through one batch: what it came to, and what broke, if anything did."""
    machine: type[Consents] = type("Consents", (Consents,), {"figures": Figures()})
    profile = settings(
        max_examples=histories,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    try:
        run_state_machine_as_test(seed(batch_seed)(machine), settings=profile)
    except Exception:  # noqa: BLE001 - whatever it is, it is the result
        trace = traceback.format_exc()
        return machine.figures, f"seed {batch_seed}, {histories} histories\n{trace[-_SHOWN_CHARACTERS:]}"
    return machine.figures, None


def main(arguments: list[str] | None = None) -> int:
    """Run, and print what came of it."""
    wanted = _read(arguments)
    context = multiprocessing.get_context("spawn")
    reports: Queue[Report] = context.Queue()
    share = -(-wanted.histories // wanted.processes)
    processes = [
        context.Process(
            target=work, args=(index, wanted.seed + index * 1_000_000, share, wanted.minutes * 60, reports), daemon=True
        )
        for index in range(wanted.processes)
    ]
    begun = time.monotonic()
    for process in processes:
        process.start()
    total, broken = _collect(reports, processes, wanted.histories, begun)
    for process in processes:
        process.join()
    sys.stdout.write(_summary(total, broken, time.monotonic() - begun, wanted.seed) + "\n")
    return 1 if broken else 0


def _read(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.runtime.nightly", description=__doc__)
    parser.add_argument("--histories", type=int, default=100_000, help="how many, over all processes")
    parser.add_argument("--processes", type=int, default=2, help="how many at the same time")
    parser.add_argument("--minutes", type=float, default=24 * 60, help="end after so long, however far it is")
    parser.add_argument("--seed", type=int, default=1, help="of the first batch; another one tries other histories")
    return parser.parse_args(arguments)


def _collect(
    reports: Queue[Report], processes: Sequence[BaseProcess], histories: int, begun: float
) -> tuple[Figures, list[str]]:
    total, broken, at_work, told_at = Figures(), list[str](), len(processes), begun
    while at_work:
        try:
            report = reports.get(timeout=_PATIENCE_SECONDS)
        except Empty:
            if sum(process.is_alive() for process in processes) < at_work:
                return total, [*broken, "a process ended without a word"]
            continue
        at_work -= report.done
        total.add(report.figures)
        if report.broken is not None:
            broken.append(report.broken)
        now = time.monotonic()
        if now - told_at > 10 or report.broken is not None:
            told_at = now
            pace = total.histories / (now - begun)
            sys.stderr.write(
                f"{total.histories:>9,} of {histories:,} histories, {pace:.0f} a second, {len(broken)} batches broken\n"
            )
    return total, broken


def _summary(total: Figures, broken: list[str], seconds: float, first_seed: int) -> str:
    lines = [f"{name.replace('_', ' '):<20}{value:>12,}" for name, value in asdict(total).items()]
    rules = ("wrong opt-ins", "lost sign-ups", "second texts", "rules broken otherwise")
    counted = dict.fromkeys(rules, 0)
    for each in broken:
        counted[_rule_of(each)] += 1
    lines += [f"{rule:<20}{count:>12,}" for rule, count in counted.items()]
    lines.append(f"{'seconds':<20}{seconds:>12,.0f}   (seed {first_seed})")
    return "\n".join([*lines, *(f"\n{each}" for each in broken[:_SHOWN_FAILURES])])


def _rule_of(trace: str) -> str:
    """Which of the promises a failed assertion is about."""
    if "only_who_asked" in trace or "no_projection_says_opted_in" in trace:
        return "wrong opt-ins"
    if "no_text_is_sent_twice" in trace:
        return "second texts"
    return "lost sign-ups" if "every_sign_up_has_its_one_outcome" in trace else "rules broken otherwise"


if __name__ == "__main__":
    sys.exit(main())
