"""The operators' commands: ``python -m cdk_messaging.sms_voice``. Standard library and boto3 only, no CDK.

Each command is a module with ``NAME``, ``HELP``, ``arguments`` and ``run``; :mod:`.dispatch` knows them all. Answers go
to standard output as JSON, complaints to standard error.
"""
