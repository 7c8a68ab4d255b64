"""Commands for those who come from Amazon Pinpoint: ``python -m cdk_messaging.pinpoint``. They load no CDK."""
