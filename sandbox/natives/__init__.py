"""What the emulator lacks or does otherwise than AWS, and our stacks need. A module here mends one thing.

Each has ``install()``, apart from those that only help others; nothing lists the modules.
"""

from __future__ import annotations

import importlib
import pkgutil


def install() -> None:
    """Applies every module that mends something."""
    for found in pkgutil.iter_modules(__path__, __name__ + "."):
        module = importlib.import_module(found.name)
        if hasattr(module, "install"):
            module.install()
