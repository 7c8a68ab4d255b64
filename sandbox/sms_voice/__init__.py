"""AWS End User Messaging SMS and Voice, version 2: the part of its API and behaviour that the sandbox emulates."""
