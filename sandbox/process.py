"""The sandbox as a child process: start it, reach it, stop it. Nothing of it is left behind."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any
from urllib.parse import urlsplit, urlunsplit

from sandbox.phone_client import PhoneClient
from sandbox.settings import Settings
from sandbox.transport import Response, send

START_TIMEOUT, STOP_TIMEOUT = 30.0, 5.0
_REPOSITORY = Path(__file__).resolve().parent.parent


class SandboxFailed(RuntimeError):
    """The sandbox did not start."""


class Sandbox:
    """A running sandbox. Use it as a context manager, or call :meth:`start` and :meth:`stop`.

    :param port: where it listens on 127.0.0.1. Default: - a free port
    :param auth: whether signatures and permissions are checked. Default: - they are
    :param settings: account, Region, delays and quotas. Default: - Settings()
    :param log: a file that takes the sandbox's log. Default: - standard error
    :param log_level: DEBUG, INFO, WARNING or ERROR. Default: - WARNING
    :raises SandboxFailed: (on start) it ended or did not answer within 30 seconds
    """

    def __init__(
        self,
        *,
        port: int | None = None,
        auth: bool = True,
        settings: Settings | None = None,
        log: IO[Any] | int | None = None,
        log_level: str = "WARNING",
    ) -> None:
        self.settings = settings if settings is not None else Settings()
        self.port = port if port is not None else _free_port()
        self._auth, self._log, self._log_level = auth, log, log_level
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def endpoint(self) -> str:
        """The address of every AWS service."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def phone(self) -> PhoneClient:
        """The virtual phone."""
        return PhoneClient(self.port)

    @property
    def phone_url(self) -> str:
        """The virtual phone's page, for a browser."""
        return f"http://localhost:{self.port}/_phone/"

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        return self._process.pid if self._process is not None else None

    def __enter__(self) -> Sandbox:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> Sandbox:
        """Starts the process and waits until it answers."""
        command = [sys.executable, "-m", "sandbox", "--port", str(self.port), "--until-stdin-closes"]
        command += ["--log-level", self._log_level] + ([] if self._auth else ["--no-auth"])
        # An own session: Ctrl-C at a terminal reaches us, and we end it in order.
        self._process = subprocess.Popen(
            command, cwd=_REPOSITORY, env=self._child_environment(), stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL, stderr=self._log, start_new_session=True,
        )  # fmt: skip
        try:
            self._wait_until_ready()
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """Ends the process and waits for its end; nothing to do when it has ended."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        try:
            process.wait(STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process is not None and self._process.poll() is None

    def environment(self, *, region: str | None = None, account: str | None = None) -> dict[str, str]:
        """The variables that point the AWS CLI, boto3 and the CDK CLI to the sandbox, as its account's root.

        :param region: Default: - the settings' Region
        :param account: the account to act in; the sandbox has any. Default: - the settings' account
        """
        chosen = region if region is not None else self.settings.region
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": account if account is not None else self.settings.account_id,
            "AWS_SECRET_ACCESS_KEY": "sandbox",
            "AWS_REGION": chosen,
            "AWS_DEFAULT_REGION": chosen,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        }

    def client(self, service: str, *, region: str | None = None, account: str | None = None) -> Any:
        """A boto3 client of the sandbox."""
        import boto3  # noqa: PLC0415 - half of those who start a sandbox need no client

        given = self.environment(region=region, account=account)
        make: Any = boto3.client  # its stubs know services by literal names only
        return make(
            service, endpoint_url=self.endpoint, region_name=given["AWS_REGION"],
            aws_access_key_id=given["AWS_ACCESS_KEY_ID"], aws_secret_access_key=given["AWS_SECRET_ACCESS_KEY"],
        )  # fmt: skip

    def browser_url(self, url: str) -> str:
        """Where a browser on this machine finds what AWS would serve at ``url``.

        Names under ``localhost`` are loopback in every browser.

        :raises ValueError: it is neither a CloudFront domain nor an execute-api address
        """
        parts = urlsplit(url)
        host = parts.hostname or ""
        label, _, rest = host.partition(".")
        if rest == "cloudfront.net":
            local = f"{label}.cloudfront.localhost"
        elif rest.startswith("execute-api."):
            local = f"{label}.execute-api.localhost"
        else:
            raise ValueError(f"{url} is neither a CloudFront nor an API Gateway address")
        return urlunsplit(("http", f"{local}:{self.port}", parts.path, parts.query, parts.fragment))

    def request(
        self, method: str, url: str, *, body: bytes | str | None = None, headers: Mapping[str, str] | None = None
    ) -> Response:
        """Calls an address of AWS (CloudFront, execute-api) or one from :meth:`browser_url`, without DNS."""
        if not url.startswith("http://"):
            url = self.browser_url(url)
        return send(self.port, method, url, body=body, headers=headers)

    def seed_pool(self, pool_id: str, *, numbers: Sequence[Mapping[str, str]], **attributes: Any) -> dict[str, Any]:
        """A pool that exists already. ``numbers``: {"country", "type"} each; attributes: see ``sandbox.seeding``,
        plus ``region`` and ``account``."""
        return self._seed("pool", {"id": pool_id, "numbers": [dict(number) for number in numbers]}, attributes)

    def seed_phone_number(
        self, phone_number_id: str, *, country: str, number_type: str, **attributes: Any
    ) -> dict[str, Any]:
        """A number that exists already; attributes as in :meth:`seed_pool`."""
        return self._seed("phoneNumber", {"id": phone_number_id, "country": country, "type": number_type}, attributes)

    def _seed(self, kind: str, wanted: dict[str, Any], attributes: dict[str, Any]) -> dict[str, Any]:
        region = attributes.pop("region", self.settings.region)
        account = attributes.pop("account", self.settings.account_id)
        return self.phone.seed({"account": account, "region": region, kind: wanted | attributes})

    def _child_environment(self) -> dict[str, str]:
        """Only what a program needs: the caller's AWS settings and Python path must not leak into functions."""
        kept = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT", "VIRTUAL_ENV")
        return {name: os.environ[name] for name in kept if name in os.environ} | self.settings.to_environment()

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_TIMEOUT
        while time.monotonic() < deadline:
            if self._process is not None and self._process.poll() is not None:
                raise SandboxFailed(f"the sandbox ended with code {self._process.returncode} before it answered")
            try:
                if send(self.port, "GET", f"{self.endpoint}/_ministack/health", timeout=1).status == 200:
                    return
            except (OSError, http.client.HTTPException):
                time.sleep(0.02)
        raise SandboxFailed(f"the sandbox did not answer on {self.endpoint} within {START_TIMEOUT:g} seconds")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
