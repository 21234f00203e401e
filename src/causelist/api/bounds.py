"""Types for everything that comes in: bounded, so that no number overflows a column and no NUL reaches the store."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

MOST_ON_A_PAGE = 100
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NO_NUL = r"^[^\x00]*$"


def _day(value: Any) -> Any:
    """Pydantic would take "5" for five seconds after 1970: only YYYY-MM-DD is a day."""
    if isinstance(value, dt.date) or value is None:
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("a day is written YYYY-MM-DD, like 2026-11-24")
    return value


Day = Annotated[dt.date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Words = Annotated[str, StringConstraints(max_length=500, pattern=_NO_NUL)]
Short = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=_NO_NUL)]
Host = Annotated[str, StringConstraints(min_length=1, max_length=253, pattern=_NO_NUL)]
WebAddress = Annotated[str, StringConstraints(min_length=1, max_length=8192, pattern=_NO_NUL)]
PlaceKey = Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=_NO_NUL)]
Cursor = Annotated[str, StringConstraints(max_length=200, pattern=r"^[A-Za-z0-9_.~=-]*$")]
PageSize = Annotated[int, Field(ge=1, le=MOST_ON_A_PAGE)]
