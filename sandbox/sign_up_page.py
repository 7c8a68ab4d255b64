"""A sign-up page as a browser reads it: what it asks for, and what it sends unseen."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urljoin

from sandbox.process import Sandbox
from sandbox.transport import Response

Json = dict[str, Any]

FORM_TYPE = "application/x-www-form-urlencoded"


class NoForm(Exception):
    """The address serves no sign-up form; the message says what it serves."""


@dataclass(frozen=True)
class SignUpPage:
    """What one form in one language sends.

    :param url: of the page.
    :param target: where it posts to.
    :param hidden: names and values of what the person does not see: ``consent_version``, ``source``, ``locale``.
    :param boxes: the names of its boxes.
    :param fields: the names of what the person fills in.
    """

    url: str
    target: str
    hidden: dict[str, str]
    boxes: tuple[str, ...]
    fields: tuple[str, ...]

    @classmethod
    def read(cls, sandbox: Sandbox, url: str) -> SignUpPage:
        """Fetch and read a page.

        :raises NoForm: it has none.
        """
        page = sandbox.request("GET", url)
        reader = _Reader()
        reader.feed(page.text)
        if page.status != 200 or reader.action is None or "consent_version" not in reader.hidden:
            raise NoForm(f"{url} was answered {page.status}, without a sign-up form: {page.text[:200]}")
        target = urljoin(url, reader.action)
        return cls(url, target, reader.hidden, tuple(reader.boxes), tuple(reader.fields))

    @property
    def known(self) -> tuple[str, ...]:
        """All names that it sends."""
        return (*self.hidden, *self.boxes, *self.fields)

    def body(self, **answers: Any) -> Json:
        """What the page's script sends when the person fills in ``answers`` and ticks every box that has none."""
        ticked = {name: True for name in self.boxes if name not in answers}
        given = {name: value for name, value in answers.items() if value is not None}
        return {**self.hidden, **ticked, **given}

    def post(self, sandbox: Sandbox, body: Json, *, headers: dict[str, str] | None = None) -> Response:
        """Send it as the page's script does."""
        sent = {"Content-Type": "application/json", **(headers or {})}
        return sandbox.request("POST", self.target, body=json.dumps(body), headers=sent)

    def post_without_script(self, sandbox: Sandbox, body: Json) -> Response:
        """Send it as a browser without JavaScript does: a box that is not ticked is not sent."""
        plain = {name: "yes" if value is True else value for name, value in body.items() if value is not False}
        return sandbox.request("POST", self.target, body=urlencode(plain), headers={"Content-Type": FORM_TYPE})


class _Reader(HTMLParser):
    """Collects the inputs of the form that posts."""

    def __init__(self) -> None:
        super().__init__()
        self.action: str | None = None
        self.hidden: dict[str, str] = {}
        self.boxes: list[str] = []
        self.fields: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post":
            self.action, self._inside = given.get("action", ""), True
        elif self._inside and tag in ("input", "select", "textarea") and given.get("name"):
            self._take(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False

    def _take(self, tag: str, given: dict[str, str]) -> None:
        name, kind = given["name"], given.get("type", "text") if tag == "input" else tag
        if kind == "hidden":
            self.hidden[name] = given.get("value", "")
        elif kind == "checkbox":
            self.boxes.append(name)
        else:
            self.fields.append(name)
