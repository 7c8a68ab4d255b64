"""Lambda functions of the double opt-in: standard library and boto3 only, Python 3.11 and later.

The deployed asset holds this package beside ``settings.json`` and, in ``models/``, the service models it needs.
Handlers: ``signup``, ``sender``, ``reply``, ``settlement``, ``sweeper``, ``expiry``, ``reconciliation`` and
``consent_check``.
The rules of consent are in :mod:`.consent` and :mod:`.decisions`, pure and apart from AWS.
"""
