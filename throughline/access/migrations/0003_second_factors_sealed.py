from typing import Any

from django.db import migrations

from throughline.access.sealing import opened, seal


def sealed(data: dict[str, Any]) -> dict[str, Any]:
    """What an authenticator keeps, with its key sealed; what is sealed already stays as it is."""
    held = {name: data[name] for name in ("secret", "seed") if data.get(name)}
    now = {name: words if opened(words) is not None else seal(words) for name, words in held.items()}
    codes = [code if opened(code) is not None else seal(code) for code in data.get("migrated_codes", ())]
    return {**data, **now, **({"migrated_codes": codes} if codes else {})}


def seal_all(apps: Any, schema_editor: Any) -> None:
    """Keys that stood in the open are sealed with the server's key."""
    for row in apps.get_model("mfa", "Authenticator").objects.filter(type__in=("totp", "recovery_codes")).iterator():
        row.data = sealed(row.data)
        row.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [("access", "0002_shared_cache"), ("mfa", "0003_authenticator_type_uniq")]
    operations = [migrations.RunPython(seal_all, migrations.RunPython.noop)]
