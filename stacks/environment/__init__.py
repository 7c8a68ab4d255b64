"""One deployment target: what ``environments/<name>.toml`` may say, checked before anything is synthesized."""

from __future__ import annotations

from stacks.environment.loader import load_environment, load_environments
from stacks.environment.model import Environment
from stacks.environment.problems import InvalidEnvironment
from stacks.environment.tables import ExistingOrigination, PoolOrigination, SimulatorOrigination

__all__ = [
    "Environment",
    "ExistingOrigination",
    "InvalidEnvironment",
    "PoolOrigination",
    "SimulatorOrigination",
    "load_environment",
    "load_environments",
]
