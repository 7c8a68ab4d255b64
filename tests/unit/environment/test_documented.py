"""What the documentation shows of environment files."""

from __future__ import annotations

import pytest

from tests.support.app import ROOT
from tests.support.markdown import Block, code_blocks
from tests.unit.environment.support import RIGHT, Files

PAGE = "docs/opt-in.md"
BLOCKS = code_blocks((ROOT / PAGE).read_text(encoding="utf-8"), PAGE, "toml")


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.place)
def test_it_is_right_as_part_of_a_file(files: Files, block: Block) -> None:
    assert files.load(f"{RIGHT}\n{block.text}").forms()
