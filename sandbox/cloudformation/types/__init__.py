"""One module a CloudFormation type, each with a ``TYPE``."""
