"""A small server on loopback for pages under test, with an API that answers what the test tells it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

_TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


@dataclass(frozen=True)
class Received:
    """A request that reached the API."""

    method: str
    path: str
    content_type: str
    body: str

    @property
    def json(self) -> dict[str, object]:
        """The body read as JSON."""
        found: dict[str, object] = json.loads(self.body)
        return found

    @property
    def form(self) -> dict[str, str]:
        """The body read as a form."""
        return {name: values[0] for name, values in parse_qs(self.body).items()}


@dataclass(frozen=True)
class Answer:
    """What the API answers: JSON, or a redirect when ``location`` is given."""

    status: int
    body: object = field(default_factory=dict)
    location: str | None = None


Api = Callable[[Received], Answer]


@dataclass
class Site:
    """The running server. Set ``api`` to script it; ``received`` is what it got; ``hold`` makes it wait."""

    origin: str
    files: dict[str, str]
    headers: Mapping[str, str]
    api_prefix: str
    prefix: str
    api: Api = lambda _: Answer(404)
    received: list[Received] = field(default_factory=list)
    hold: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.hold.set()

    def answer(self, status: int, body: object = None, *, location: str | None = None) -> None:
        """Answer every request of the API so."""
        self.api = lambda _: Answer(status, {} if body is None else body, location)

    def url(self, path: str = "") -> str:
        """Address of a page."""
        return f"{self.origin}/{path}"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    site: Site


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_PUT(self) -> None:
        self._serve()

    def log_message(self, *args: object) -> None:
        """Say nothing: the test says what matters."""

    def _serve(self) -> None:
        site = self.server.site
        path = urlsplit(self.path).path
        if path.startswith(site.api_prefix):
            self._api(site)
            return
        name = path.removeprefix(site.prefix) or "index.html"
        if name not in site.files:
            self._send(404, "text/plain", b"not found")
            return
        kind = _TYPES[name.rpartition(".")[2]]
        self._send(200, f"{kind}; charset=utf-8", site.files[name].encode())

    def _api(self, site: Site) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
        request = Received(self.command, self.path, self.headers.get("content-type", ""), body)
        site.received.append(request)
        site.hold.wait(30)
        answer = site.api(request)
        location = {} if answer.location is None else {"Location": answer.location}
        self._send(answer.status, "application/json", json.dumps(answer.body).encode(), location)

    def _send(self, status: int, kind: str, body: bytes, more: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {**self.server.site.headers, **(more or {}), "Content-Type": kind}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        # A browser that left the page does not wait for its answer.
        with suppress(BrokenPipeError, ConnectionResetError):
            self.wfile.write(body)


@contextmanager
def serve(
    files: Mapping[str, str], *, headers: Mapping[str, str], api_prefix: str, prefix: str = "/"
) -> Iterator[Site]:
    """Serve the files under the prefix, and the API under its own, until the block ends."""
    server = _Server(("127.0.0.1", 0), _Handler)
    site = Site(
        origin=f"http://127.0.0.1:{server.server_port}",
        files=dict(files),
        headers=headers,
        api_prefix=api_prefix,
        prefix=prefix,
    )
    server.site = site
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.hold.set()
        server.shutdown()
        server.server_close()
        thread.join()


def until(condition: Callable[[], bool], *, seconds: float = 10) -> None:
    """Wait for something that happens outside the browser.

    :raises AssertionError: when it does not happen
    """
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "what the test waits for did not happen"
        time.sleep(0.02)
