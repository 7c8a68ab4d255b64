"""Takes rows over, whatever they come from: first all opt-outs, then the opt-ins, so that nobody who opted out is
subscribed even for a moment.

The rows are read twice and never held, so that their number doesn't matter. Rows of one number are taken one after the
other, those of several at once where that is asked for.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from .checkpoint import Checkpoint
from .growing import GrowingFile, csv_line
from .opt_out_list import OptOutList
from .problems import WrongCall
from .progress import Progress
from .taking_over import Judged, Taking
from .vendor_rows import Action, Refused, Row

Rows = Callable[[int], Iterable[Row | Refused]]
"""Reads the rows anew, those after a position; each has its position, from 1 on."""

_EVERY = 100  # rows between two checkpoints
_HEAD = ("row", "number", "action", "result", "reason")
_OPT_OUTS, _OPT_INS = "opt-outs", "opt-ins"


def checkpoint_of(given: argparse.Namespace, work: Mapping[str, Any]) -> Checkpoint:
    """Where a command stands that takes rows over.

    :param given: its parsed arguments, with ``checkpoint`` and ``dry_run``.
    :param work: what tells its work from other work.
    :raises WrongCall: a dry run is to go on: it would not know any more what it would have written before.
    """
    if given.dry_run and given.checkpoint is not None:
        raise WrongCall(
            f"--checkpoint {given.checkpoint}: a dry run writes nothing that it could go on from; leave out "
            "--checkpoint, or --dry-run"
        )
    return Checkpoint(given.checkpoint, work)


@dataclass(slots=True, kw_only=True)
class Tally:
    """What became of the rows so far.

    :param results: how many had which result.
    :param reasons: of those that were left out: how many for which reason, in a word or two.
    :param rows: how many there are.
    :param phase: which pass it is.
    :param row: up to which that pass is done.
    """

    results: Counter[str]
    reasons: Counter[str]
    rows: int
    phase: str
    row: int

    @classmethod
    def at(cls, position: Mapping[str, Any]) -> Tally:
        """As a checkpoint remembers it."""
        return cls(
            results=Counter(position.get("counts", {})),
            reasons=Counter(position.get("reasons", {})),
            rows=int(position.get("rows", 0)),
            phase=position.get("phase", _OPT_OUTS),
            row=int(position.get("row", 0)),
        )

    def save(self, checkpoint: Checkpoint, file: GrowingFile) -> None:
        """Remember it."""
        checkpoint.save(
            phase=self.phase,
            row=self.row,
            rows=self.rows,
            counts=self.results,
            reasons=self.reasons,
            length=file.written(),
        )


class TwoPasses:
    """Takes over what rows tell of.

    :param rows: see :data:`Rows`.
    :param taking: writes the rows down.
    :param listed: where the opt-outs go besides.
    :param verb: for the progress: ``"imported"``.
    :param things: for the progress: ``"rows"``.
    :param parallel: how many numbers are written at once.
    """

    def __init__(
        self, rows: Rows, taking: Taking, listed: OptOutList, *, verb: str, things: str, parallel: int = 1
    ) -> None:
        self._rows, self._taking, self._listed = rows, taking, listed
        self._verb, self._things, self._parallel = verb, things, parallel

    def run(self, report: Path, checkpoint: Checkpoint) -> Tally:
        """Both passes, from where the checkpoint stands.

        :param report: what became of each row, as CSV.
        """
        tally = Tally.at(checkpoint.position)
        pool = ThreadPoolExecutor(self._parallel) if self._parallel > 1 else nullcontext()
        with (
            GrowingFile(report, at=checkpoint.position.get("length")) as file,
            Progress(self._verb, self._things) as progress,
            pool as executor,
        ):
            if not checkpoint.position:
                file.write(csv_line(_HEAD))
            progress.add(tally.results.total())
            if tally.phase == _OPT_OUTS:
                for taken in self._pass(tally, file, checkpoint, executor):
                    progress.add(taken)
                tally.phase, tally.row = _OPT_INS, 0
            for taken in self._pass(tally, file, checkpoint, executor):
                progress.add(taken)
        return tally

    def _pass(
        self, tally: Tally, file: GrowingFile, checkpoint: Checkpoint, executor: Executor | None
    ) -> Iterator[int]:
        """Go on with a pass; gives how many rows were taken each time."""
        for batch in _batches(self._rows(tally.row)):
            rows = [row for row in batch if _phase(row) == tally.phase]
            self._take(rows, tally, file, executor)
            tally.row = batch[-1].position
            tally.rows = max(tally.rows, tally.row)
            if rows:
                tally.save(checkpoint, file)
                yield len(rows)
        tally.save(checkpoint, file)

    def _take(self, rows: Sequence[Row | Refused], tally: Tally, file: GrowingFile, executor: Executor | None) -> None:
        """One batch. What it comes to is written in the order of the rows."""
        accepted = [row for row in rows if isinstance(row, Row)]
        judged = dict(self._judged(accepted, executor))
        for row in rows:
            if isinstance(row, Refused):
                found = Judged(result=row.result, reason=row.reason)
                tally.reasons[row.why] += 1
            else:
                found = judged[row.position]
                if row.action is Action.OPT_OUT and found.out:  # not of who has come back since
                    self._listed.put(row.number)
            tally.results[found.result] += 1
            file.write(csv_line((row.position, row.number, _action(row), found.result, found.reason)))

    def _judged(self, rows: Sequence[Row], executor: Executor | None) -> Iterator[tuple[int, Judged]]:
        by_number: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            by_number[row.number].append(row)
        apply: Any = map if executor is None else executor.map
        for found in apply(self._take_number, by_number.values()):
            yield from found

    def _take_number(self, rows: Sequence[Row]) -> list[tuple[int, Judged]]:
        return [(row.position, self._taking.take(row)) for row in rows]


def _batches(rows: Iterable[Row | Refused]) -> Iterator[list[Row | Refused]]:
    coming = iter(rows)
    while batch := list(islice(coming, _EVERY)):
        yield batch


def _phase(row: Row | Refused) -> str:
    return _OPT_INS if isinstance(row, Row) and row.action is Action.OPT_IN else _OPT_OUTS


def _action(row: Row | Refused) -> str:
    return row.action.value if isinstance(row, Row) else ""
