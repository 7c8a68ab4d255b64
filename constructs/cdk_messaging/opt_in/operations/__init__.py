"""The operators' commands: ``python -m cdk_messaging.opt_in``. Standard library and boto3 only, no CDK.

Each command is a module with ``NAME``, ``HELP``, ``NEEDS`` (see :mod:`.resources`), ``arguments`` and ``run``;
:mod:`.dispatch` knows them all. Answers go to standard output, progress and complaints to standard error, and
progress counts things but never names a person.
"""
