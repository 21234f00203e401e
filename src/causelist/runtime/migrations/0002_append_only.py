from django.db import migrations

from causelist.runtime.triggers import AppendOnly


class Migration(migrations.Migration):
    """The audit trail is only ever added to."""

    dependencies = [("runtime", "0001_initial")]

    operations = [AppendOnly("runtime_auditentry")]
