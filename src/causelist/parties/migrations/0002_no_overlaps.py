"""No two memberships of one person in one role of one organisation, and no two unrevoked mandates on all works between
the same two, may cover the same day. A trigger on both stores: PostgreSQL's exclusion constraint would need an
extension that not every operator may install.
"""

from django.db import migrations

RULES = {
    "parties_membership": (
        "membership_overlap",
        "other.user_id = NEW.user_id AND other.organisation_id = NEW.organisation_id AND other.role = NEW.role",
        "TRUE",
        "NEW.user_id, NEW.organisation_id",
    ),
    "parties_mandate": (
        "mandate_overlap",
        "other.principal_id = NEW.principal_id AND other.agent_id = NEW.agent_id"
        " AND other.all_works AND other.revoked_at IS NULL",
        "NEW.all_works AND NEW.revoked_at IS NULL",
        "NEW.principal_id, NEW.agent_id",
    ),
}
MEET = (
    "other.id <> NEW.id AND (other.until IS NULL OR other.until >= NEW.starts_on)"
    " AND (NEW.until IS NULL OR NEW.until >= other.starts_on)"
)


def forwards(apps, schema_editor):
    for table, (name, same, when, pair) in RULES.items():
        found = f"EXISTS (SELECT 1 FROM {table} other WHERE {same} AND {MEET})"
        if schema_editor.connection.vendor == "sqlite":
            for event in ("INSERT", "UPDATE"):
                schema_editor.execute(
                    f"CREATE TRIGGER {name}_{event.lower()} AFTER {event} ON {table} WHEN {when} AND {found}"
                    f" BEGIN SELECT RAISE(ABORT, '{name}'); END"
                )
            continue
        # The lock makes two writers of the same pair wait for each other; the check after it sees what the first did.
        schema_editor.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN"
            f" PERFORM pg_advisory_xact_lock(hashtextextended('{name}' || concat_ws(':', {pair}), 0));"
            f" IF {when} AND {found} THEN"
            f" RAISE EXCEPTION '{name}' USING ERRCODE = 'exclusion_violation'; END IF; RETURN NEW; END $body$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )


def backwards(apps, schema_editor):
    for table, (name, *_rest) in RULES.items():
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {name}_insert")
            schema_editor.execute(f"DROP TRIGGER {name}_update")
        else:
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION {name}()")


class Migration(migrations.Migration):
    dependencies = [("parties", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
