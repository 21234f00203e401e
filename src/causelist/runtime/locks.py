"""One writer at a time, where two would trip over each other."""

from __future__ import annotations

import zlib

from django.db import connection


def serialise(act: str) -> None:
    """Wait until no other transaction is in the same act; holds until this transaction ends.

    SQLite's write transactions are serial anyway; on PostgreSQL it is an advisory lock named by `act`.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(f"causelist:{act}".encode())])
