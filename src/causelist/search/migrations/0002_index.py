"""The index takes the place of a table of entries: what is shown of a hit is read where it stands on the record."""

from django.db import migrations

from causelist.search import store


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.DeleteModel("SearchEntry"),
        migrations.RunPython(store.make, store.drop),
    ]
