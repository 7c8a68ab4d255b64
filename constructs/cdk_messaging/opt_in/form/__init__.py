"""The sign-up page of the double opt-in: what it says, how it is rendered, and the headers it is served with.

Pure Python and the standard library; nothing here knows of AWS.
"""
