"""What runs when Amazon Pinpoint invokes a function for a campaign. It needs the standard library and boto3."""
