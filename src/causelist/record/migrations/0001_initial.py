from django.db import migrations

from causelist.runtime.triggers import AppendOnly


class Migration(migrations.Migration):
    """Merges and splits of organisations are only ever added to."""

    initial = True

    dependencies = [("parties", "0001_initial")]

    operations = [AppendOnly("parties_organisationchange")]
