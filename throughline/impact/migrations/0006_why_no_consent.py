"""Why no consent is needed; case studies that came from a published document say so as their reason."""

from django.db import migrations, models

PUBLISHED = {
    "review_report": "report of a review",
    "progress_report": "progress report",
    "board_response": "published answer",
    "learning_briefing": "learning briefing",
    "yearly_report": "yearly report",
}


def say_so(apps, schema_editor):
    rows = apps.get_model("impact", "Statement").objects.filter(
        kind="case_study", consent_on=None, source__document__kind__in=PUBLISHED
    )
    for row in rows.select_related("source__document").defer("source__document__text").iterator():
        paper = row.source.document
        word = PUBLISHED[paper.kind]
        row.why_no_consent = f"Told already in the {word} that it was brought from: {paper.title or paper.name}"[:500]
        row.save(update_fields=["why_no_consent"])


class Migration(migrations.Migration):
    dependencies = [("impact", "0005_append_only_again")]
    operations = [
        migrations.AddField("evidence", "why_no_consent", models.CharField(blank=True, max_length=500)),
        migrations.AddField("statement", "why_no_consent", models.CharField(blank=True, max_length=500)),
        migrations.RunPython(say_so, migrations.RunPython.noop),
    ]
