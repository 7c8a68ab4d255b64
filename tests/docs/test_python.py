"""Every Python block of the documentation runs, by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.app import ROOT
from tests.support.markdown import Block, code_blocks, documented

LONGEST_FIRST_SNIPPET = 20


def run(block: Block) -> None:
    exec(compile(block.text, block.place, "exec"), {"__name__": "__main__"})


@pytest.mark.parametrize("block", documented("python"), ids=lambda block: block.place)
def test_a_python_block_runs_in_a_namespace_of_its_own(
    block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where it may write its cdk.out
    run(block)


def test_the_readme_shows_the_use_in_a_few_lines() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    first = code_blocks(text, "README.md", "python")[0]
    assert len(first.text.splitlines()) <= LONGEST_FIRST_SNIPPET


def test_a_block_that_fails_is_named_by_its_place() -> None:
    (block,) = code_blocks("Text.\n\n```python\n1 / 0\n```\n", "page.md", "python")
    with pytest.raises(ZeroDivisionError) as failure:
        run(block)
    assert str(failure.traceback[-1].path).endswith("page.md:3")
