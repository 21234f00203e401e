from itertools import islice

from django.db import migrations

BATCH = 500


def fill(apps, editor):
    """Give works of older registries the key of their title, and the name of their holder where letters tell it."""
    from causelist.works.services import title_key, work_key

    Work = apps.get_model("works", "Work")
    NoticeWork = apps.get_model("notices", "NoticeWork")
    NoticeParty = apps.get_model("notices", "NoticeParty")
    rows = Work.objects.order_by("pk").iterator(BATCH)
    while batch := list(islice(rows, BATCH)):
        letters = {}
        for work, notice in NoticeWork.objects.filter(work__in=batch).values_list("work", "notice"):
            letters.setdefault(work, notice)
        named = {}
        parties = NoticeParty.objects.filter(notice__in=letters.values(), role="right_holder").order_by("pk")
        for notice, pk, text in parties.values_list("notice", "name", "name__text"):
            named.setdefault(notice, (pk, text))
        for work in batch:
            work.title_key = title_key(work.title)
            name = named.get(letters.get(work.pk))
            if name and work_key(work.title, name[1]) == work.key:
                work.holder_id = name[0]
        Work.objects.bulk_update(batch, ["title_key", "holder"])


class Migration(migrations.Migration):
    dependencies = [
        ("works", "0002_holders"),
        ("notices", "0002_references_and_append_only"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
