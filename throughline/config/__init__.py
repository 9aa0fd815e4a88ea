"""Settings, addresses and the way in from a web server."""
