"""What the 2012 report says, recomputed: each figure with its quantities, formula, our result, and whether it follows."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from causelist.law.report import VERDICTS, Result, Row, figures
from causelist.public.law import wording
from causelist.public.law.language import said

NAMES: dict[str, str | Promise] = {
    "follows": _("follows"),
    "conditional": _("follows only on a condition"),
    "off_by_rounding": _("off by rounding"),
    "does_not_follow": _("does not follow"),
    "wrong": _("wrong"),
    "inconsistent": _("inconsistent"),
    "ambiguous": _("ambiguous"),
    "not_reproducible": _("cannot be recomputed"),
    "derived": _("derived by us"),
    "inputs_only": _("inputs only"),
}
TONES = {
    "follows": "good",
    "conditional": "warn",
    "off_by_rounding": "warn",
    "does_not_follow": "late",
    "wrong": "late",
    "inconsistent": "late",
    "ambiguous": "warn",
    "not_reproducible": "held",
}
COMPARED: dict[str, str | Promise] = {
    "equals": "",
    "more_than": _("more than"),
    "at_least": _("at least"),
    "almost": _("almost"),
}


@login_not_required
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Every figure; `?verdict=` keeps those of one verdict."""
    rows = figures()
    verdict = request.GET.get("verdict", "")
    shown = [row for row in rows if not verdict or row.verdict == verdict]
    if request.GET.get("format") == "json":
        return JsonResponse({"figures": [row.as_json() for row in shown]}, json_dumps_params={"ensure_ascii": False})
    counts = Counter(row.verdict for row in rows)
    context = {
        "nav_here": "law",
        "rows": [_told(row) for row in shown],
        "verdict": verdict,
        "verdicts": [(name, NAMES[name], counts[name]) for name in VERDICTS if counts[name]],
        "total": len(rows),
    }
    return render(request, "public/law/report.html", context)


def _told(row: Row) -> dict[str, Any]:
    return {
        "number": row.number,
        "title": said(row.title, row.title_zh),
        "lines": row.lines,
        "verdict": NAMES[row.verdict],
        "tone": TONES.get(row.verdict, ""),
        "quantities": [
            {
                "name": one.name,
                "value": wording.number(f"{one.value:f}"),
                "what": said(one.what, one.what_zh),
                "elsewhere": said(one.elsewhere) if one.elsewhere else "",
            }
            for one in row.quantities
        ],
        "results": [_result(one) for one in row.results],
        "note": said(row.note, row.note_zh) if row.note else "",
    }


def _result(one: Result) -> dict[str, Any]:
    return {
        "name": said(one.name, one.name_zh),
        "formula": one.formula,
        "unit": one.unit,
        "result": _number(one.rounded),
        "says": _number(one.says),
        "compare": COMPARED[one.compare],
        "follows": one.follows,
        "aside": one.aside,
    }


def _number(value: Decimal | None) -> str:
    return "" if value is None else wording.number(f"{value:f}")
