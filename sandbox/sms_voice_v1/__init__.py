"""Version 1 of the SMS and voice API: configuration sets for calls, and the calls."""
