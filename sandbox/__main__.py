"""``python -m sandbox``: the embedded AWS on 127.0.0.1."""

from __future__ import annotations

import argparse
import os
import socket
import sys
import tempfile

from sandbox import seam
from sandbox.settings import Settings

DEFAULT_PORT = 4566


def main(arguments: list[str] | None = None) -> None:
    """Parses the command line, prepares the environment that the emulator reads, and serves."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="0 takes a free one (default: %(default)s)")
    parser.add_argument("--no-auth", action="store_true", help="check neither signatures nor permissions")
    parser.add_argument("--until-stdin-closes", action="store_true", help="end when standard input ends")
    parser.add_argument("--log-level", default="WARNING", choices=("DEBUG", "INFO", "WARNING", "ERROR"))
    options = parser.parse_args(arguments)
    try:
        seam.check_version()
        settings = Settings.from_environment()
        port = options.port or _free_port()
        _refuse_taken(port)
    except (ValueError, OSError, seam.WrongVersion) as error:
        parser.exit(2, f"python -m sandbox: {error}\n")
    with tempfile.TemporaryDirectory(prefix="sandbox-") as directory:
        _prepare_environment(settings, port, auth=not options.no_auth, log_level=options.log_level, directory=directory)
        from sandbox import server  # noqa: PLC0415 - only now: the emulator reads its environment when it is imported

        print(f"sandbox: AWS on http://127.0.0.1:{port}, virtual phone on http://localhost:{port}/_phone/", flush=True)
        server.run(port, until_stdin_closes=options.until_stdin_closes)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise OSError(f"port {port} is not free ({error.strerror}); choose another with --port") from None


def _prepare_environment(settings: Settings, port: int, *, auth: bool, log_level: str, directory: str) -> None:
    """The emulator is told everything by the environment; the user's own AWS settings must not reach it."""
    for name in [name for name in os.environ if name.startswith(("AWS_", "LOCALSTACK_"))]:
        del os.environ[name]
    os.environ.update(
        {
            "GATEWAY_PORT": str(port),
            "BIND_HOST": "127.0.0.1",
            "MINISTACK_HOST": "localhost",
            "MINISTACK_ACCOUNT_ID": settings.account_id,
            "MINISTACK_REGION": settings.region,
            "AUTH": "true" if auth else "false",
            "AWS_ACCESS_KEY_ID": settings.account_id,
            "AWS_SECRET_ACCESS_KEY": "sandbox",
            "AWS_DEFAULT_REGION": settings.region,
            "LOG_LEVEL": log_level,
            "TMPDIR": directory,
            "LAMBDA_EXECUTOR": "local",
            "SFTP_ENABLED": "0",
            "IOT_MTLS_ENABLED": "0",
            "S3_PERSIST": "0",
            "PERSIST_STATE": "0",
        }
    )
    tempfile.tempdir = directory


if __name__ == "__main__":
    main(sys.argv[1:])
