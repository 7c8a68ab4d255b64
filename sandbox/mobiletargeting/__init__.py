"""Amazon Pinpoint, service ``mobiletargeting``: what is left of it that the sandbox emulates, number validation."""
