"""What somebody may see of a case: the one way in which a case leaves this room, for page, API, feed, mail and search."""

from __future__ import annotations

from causelist.cases.publication.looking import eyes_of, view
from causelist.cases.publication.telling import HISTORY_PAGE
from causelist.cases.publication.views import CaseView

__all__ = ["HISTORY_PAGE", "CaseView", "eyes_of", "view"]
