"""A right environment file, and ways to make it wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from stacks.environment import Environment, InvalidEnvironment, load_environment

RIGHT = """
region = "eu-west-1"
removal_policy = "destroy"
allowed_countries = ["GB"]

[brand]
name = "Example Corp"
website = "https://www.example.com"
support_email = "help@example.com"

[[programmes]]
id = "alerts"
name = "delivery alerts"
message_kinds = ["delivery updates"]
frequency = "Up to 4 msgs/month"

[origination]
kind = "pool"
numbers = [{ country = "GB", type = "LONG_CODE" }]
"""


def changed(*changes: tuple[str, str], top: str = "", end: str = "") -> str:
    """The right file with parts replaced, with lines above all and below all."""
    text = RIGHT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return f"{top}\n{text}\n{end}"


class Files:
    """Environment files in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self, text: str, name: str = "dev") -> Environment:
        path = self.folder / f"{name}.toml"
        path.write_text(text, encoding="utf-8")
        return load_environment(path)

    def problems(self, text: str) -> list[str]:
        """The lines of the refusal, without the first, which names the file."""
        with pytest.raises(InvalidEnvironment) as refusal:
            self.load(text)
        return [line.removeprefix("  ") for line in str(refusal.value).splitlines()[1:]]
