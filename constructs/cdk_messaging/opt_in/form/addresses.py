"""What addresses and language tags on a page may look like."""

from __future__ import annotations

import re

from cdk_messaging.errors import InvalidArgument

LOCALE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""A language tag of BCP 47, as far as a pattern can tell."""

# Plain HTTP to this machine only: a stand-in of a provider, in tests.
_SCRIPT = re.compile(r"(https://[A-Za-z0-9.-]+|http://(localhost|127\.0\.0\.1))(:[0-9]{1,5})?/[^\s'\";,?#]*")
_LINK = re.compile(r"https://[^\s/?#]+\S*")
_PATH = re.compile(r"/(?![/\\])[^\s?#]*")


def is_path(address: str) -> bool:
    """Whether it is a path on the page's own origin. Two slashes at its begin would name another host."""
    return _PATH.fullmatch(address) is not None


def is_script(address: str) -> bool:
    """Whether it is an address that a script can be loaded from."""
    return is_path(address) or _SCRIPT.fullmatch(address) is not None


def check_path(name: str, path: str, example: str) -> None:
    """Refuse what is no path on the page's own origin.

    :raises InvalidArgument: naming the argument and an example
    """
    if not is_path(path):
        raise InvalidArgument(
            f"{name} is {path!r}, but it must be a path of the page's own origin that begins with one slash, "
            f"such as {example}"
        )


def check_link(name: str, link: str) -> None:
    """Refuse what is no https address.

    :raises InvalidArgument: naming the argument and an example
    """
    if not _LINK.fullmatch(link):
        raise InvalidArgument(f"{name} is {link!r}, but it must be an https address such as https://example.com/")
