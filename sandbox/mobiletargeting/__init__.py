"""Amazon Pinpoint, service ``mobiletargeting``: projects and what is in them, as it was before most of it ended."""
