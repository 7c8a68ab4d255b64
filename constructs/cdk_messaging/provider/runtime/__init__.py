"""Code of the custom-resource provider: standard library and boto3."""
