"""Settings, addresses and the WSGI application: where the rooms are put together."""
