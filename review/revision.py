"""The assemblies of a git revision and of the working tree, both synthesized here without credentials."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_OF_A_PERSON = ("AWS_", "CDK_DEFAULT_")  # credentials and what follows from them


class SynthFailed(Exception):
    """A revision does not exist, or its app does not synthesize."""


@contextmanager
def both_assemblies(base: str) -> Iterator[tuple[Path, Path]]:
    """Folders with the assembly of a revision and with that of the working tree, for as long as the block lasts.

    Both are made at the same time, with the packages that are installed now: a revision that needs others fails. Both
    are made without credentials and without look-ups, so that whoever asks, the answer is the same. The app is the one
    of the current folder, which need not be the repository's root.

    :raises SynthFailed: naming the revision and what the CDK said.
    """
    root, inside = Path(_git("rev-parse", "--show-toplevel")), _git("rev-parse", "--show-prefix")
    revision = _git("rev-parse", "--verify", f"{base}^{{commit}}")
    with tempfile.TemporaryDirectory(prefix="review-") as folder:
        tree = Path(folder) / "tree"
        _git("worktree", "add", "--quiet", "--detach", str(tree), revision)
        try:
            outputs = Path(folder) / "before", Path(folder) / "after"
            folders = tree / inside, root / inside
            for folder_of_app, what in zip(folders, (f"revision {base}", "the working tree"), strict=True):
                if not (folder_of_app / "cdk.json").is_file():
                    raise SynthFailed(f"{what} has no {inside}cdk.json; review it from the folder of the app")
            running = [_start(app, output) for app, output in zip(folders, outputs, strict=True)]
            said = [process.communicate()[0] for process in running]
            for process, words, what in zip(running, said, (f"revision {base}", "the working tree"), strict=True):
                if process.returncode != 0:
                    raise SynthFailed(f"{what} does not synthesize:\n{words.strip()[-4000:]}")
            yield outputs
        finally:
            _git("worktree", "remove", "--force", str(tree))


def _start(tree: Path, output: Path) -> subprocess.Popen[str]:
    cdk = shutil.which("cdk")
    if cdk is None:
        raise SynthFailed("the CDK CLI is not there; run it inside the virtual environment, or by `make review`")
    mine = {name: value for name, value in os.environ.items() if not name.startswith(_OF_A_PERSON)}
    paths = [str(tree / name) for name in ("constructs", "src", ".")]
    return subprocess.Popen(
        [cdk, "synth", "--quiet", "--no-lookups", "--output", str(output), "**"],
        cwd=tree,
        env={**mine, "PYTHONPATH": os.pathsep.join(paths)},  # the revision's own library, not the installed one
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SynthFailed(f"git {' '.join(arguments[:2])}: {done.stderr.strip()}")
    return done.stdout.strip()
