"""Writes sign-ups: each one transaction, without having looked at what is known of the number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from . import addresses, clock, expressions, velocity
from .changes import Contention, Moved
from .decisions import Draft
from .events import Event
from .items import TRIES, Items, pause
from .ledger_items import PROFILE, event_item, profile_item
from .outbox_items import new_message_item
from .settings import Settings
from .writes import Part, Write, put_new

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Profile = Mapping[str, str | bool]
"""What somebody entered in a form besides the number and the consent, with source and locale."""


class TooMany(Exception):
    """More sign-ups come from an address than the settings allow. Nothing was written.

    :param retry_after: seconds until it is counted anew.
    """

    def __init__(self, retry_after: int) -> None:
        super().__init__()
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody who signed up without a phone number.

    :param email: the address that tells one contact from another, whatever its case.
    """

    id: str
    email: str
    programme: str
    consent_version: str
    requested_at: datetime
    profile: Profile


class Registrations:
    """Adapter to the table for sign-ups.

    :param settings: of the deployment.
    :param name: the table's name. Default: - ``TABLE_NAME`` of the environment
    :param client: Default: - :func:`aws.dynamodb`
    """

    def __init__(self, settings: Settings, *, name: str | None = None, client: DynamoDBClient | None = None) -> None:
        self._settings = settings
        self._items = Items(name=name, client=client)

    def consent_text(self, version: str) -> dict[str, Any] | None:
        """Read a published consent text, current or retired."""
        return self._items.get(f"TEXT#{version}", "CONSENT")

    def register(self, *, number: str, event: Event, profile: Profile, draft: Draft, address: str) -> None:
        """Write a sign-up: the request, the profile and the text to be sent. It reads nothing, so that it does the
        same for every number; the consent item is touched without being known.

        :param event: the request.
        :param draft: the text.
        :param address: where it came from, or empty.
        :raises TooMany: from this address.
        :raises Contention: others wrote to the same number or counted the same address all the time.
        """
        now = event.time
        expires_at = now + self._settings.pending_retention
        known = profile_item(
            number, event.attempt or event.id, profile, programme=event.programme, expires_at=expires_at
        )
        writes = [
            put_new(event_item(number, event, expires_at), part=Part.EVENT),
            put_new(known, part=Part.EVENT),
            put_new(new_message_item(draft, number=number, programme=event.programme, now=now), part=Part.DRAFT),
            expressions.touch_number(number, now=now, retention=self._settings.pending_retention),
            expressions.touch_consent(number, event.programme, now=now, look_again_at=draft.deadline),
        ]
        self._write(writes, address, now)

    def add_contact(self, contact: Contact, *, address: str) -> None:
        """Write a contact, to be kept until somebody erases it.

        :param address: where it came from, or empty.
        :raises TooMany: from this address.
        :raises Contention: others counted the same address all the time.
        """
        requested_at = clock.iso(contact.requested_at)
        item = {
            "pk": f"CONTACT#{contact.email.lower()}",
            "sk": f"{PROFILE}{contact.id}",
            **contact.profile,
            "programme": contact.programme,
            "consent_version": contact.consent_version,
            "requested_at": requested_at,
            "ip": address or None,
            "status_key": f"CONTACT#{contact.programme}",
            "status_at": requested_at,
        }
        self._write([put_new(item, part=Part.EVENT)], address, contact.requested_at)

    def _write(self, writes: list[Write], address: str, now: datetime) -> None:
        settings = self._settings
        counted = addresses.of_address(address, at=now, window=settings.address_window, limit=settings.address_limit)
        if counted is not None:
            writes.append(velocity.count(counted))
        for attempt in range(TRIES):
            failed = self._items.transact(writes)
            if not failed:
                return
            if counted is not None and Part.VELOCITY in failed:
                raise TooMany(addresses.seconds_left(counted, now))
            if failed.keys() != {Part.CONFLICT}:
                raise Moved("the sign-up is recorded already")
            pause(attempt)
        raise Contention("the sign-up found no gap between other writers")
