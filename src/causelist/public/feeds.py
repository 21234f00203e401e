"""The newest letters as an Atom feed, by the same criteria as the list."""

from __future__ import annotations

import datetime as dt
import re

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from causelist.notices import queries
from causelist.notices.publication import NOTICE
from causelist.public import criteria
from causelist.web.templatetags import registry

ENTRIES = 50
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@login_not_required
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest fifty letters that fit."""
    asked = criteria.read(request.GET)
    page = queries.list_page(asked.filters, size=ENTRIES)
    link = request.build_absolute_uri(reverse("public:notices", query=asked.given or None))
    atom = Atom1Feed(
        title=_("Causelist: notices"),
        link=link,
        description="",
        language=get_language(),
        feed_url=request.build_absolute_uri(),
        feed_guid=link,
    )
    for row in page.notices:
        shown = NOTICE.publish(row)
        url = request.build_absolute_uri(reverse("public:notice", args=[shown["number"]]))
        places = shown["place_count"]
        atom.add_item(
            title=plain(f"{registry.kind_name(shown['kind'])}: {shown['title']}"),
            link=url,
            description=plain(
                " · ".join(
                    [
                        shown["number"],
                        str(registry.state_name(shown["state"])),
                        ngettext("%(count)d place", "%(count)d places", places) % {"count": places},
                    ]
                )
            ),
            unique_id=url,
            pubdate=dt.datetime.combine(shown["received_on"], dt.time(), dt.UTC),
            updateddate=shown["recorded_at"],
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def plain(text: str) -> str:
    """Words without the signs that no XML may hold."""
    return _NOT_XML.sub("�", text)
