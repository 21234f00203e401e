"""Mail in: a listener that takes what is sent to the registry's address, and what becomes of it."""
