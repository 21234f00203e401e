"""Who sees what of a case: the very table that is applied, as a page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from causelist.cases import visibility
from causelist.web.templatetags.cases import said

# The cells that say it shorter than by listing stages: by what is missing.
_WHOLE = {
    frozenset[str](): "always",
    frozenset({"sealed"}): "unsealed",
    frozenset({"sealed", "restricted"}): "open",
}


@login_not_required
@require_safe
def who_sees_what(request: HttpRequest) -> HttpResponse:
    """Field by relation, with the stages in which each is seen."""
    table = visibility.table()
    relations = {name: said(visibility.titles("relations")[name]) for name in visibility.RELATIONS}
    rows = [
        (
            said(visibility.titles("fields")[name]),
            [(title, _stages(seen[relation])) for relation, title in relations.items()],
        )
        for name, seen in table.items()
    ]
    return render(request, "public/visibility.html", {"relations": list(relations.values()), "rows": rows})


def _stages(seen: frozenset[str]) -> tuple[str, str]:
    """A short mark, and in words: always, never, or the stages."""
    names = [name for name in visibility.STAGES if name in seen]
    if not names:
        return "never", ""
    missing = frozenset(visibility.STAGES) - seen
    if missing in _WHOLE:
        return _WHOLE[missing], ""
    return "some", ", ".join(said(visibility.stage_titles()[name]) for name in names)
