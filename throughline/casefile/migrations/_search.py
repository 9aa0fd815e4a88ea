"""The triggers that keep the index of words, written for both engines from one list of what can be found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

LONGEST = 600_000
"""Letters of a document that search looks through; a tsvector takes no more than a megabyte."""
OF_REVIEW = "JOIN cases_case c ON c.id = t.case_id"
VIA_REVIEW = "JOIN reviews_review r ON r.id = t.review_id JOIN cases_case c ON c.id = r.case_id"
STANDS = "t.withdrawn_at IS NULL"


@dataclass(frozen=True)
class Found:
    """One kind of thing: its table, where its case is, its words, and whose page shows it."""

    kind: str
    table: str
    words: str
    joins: str = OF_REVIEW
    page: str = "t.id"
    review: str = "t.review_id"
    label: str = "t.number"
    stands: str = STANDS
    removed: bool = True


def joined(*columns: str) -> str:
    """Columns one after another with a space between."""
    return " || ' ' || ".join(columns)


FIRST = (
    Found(
        "review",
        "reviews_review",
        joined("t.name", "c.reference", "t.done_by_name", "t.jointly_with"),
        review="t.id",
        label="c.reference",
    ),
    Found("subject", "reviews_subject", "t.name", VIA_REVIEW, "t.review_id", label="''", stands="1 = 1"),
    Found("date", "reviews_keydate", joined("t.means", "t.text"), VIA_REVIEW, "t.review_id", label="''", stands="1 = 1"),
    Found("finding", "findings_finding", "t.text"),
    Found("theme", "findings_theme", "t.text"),
    Found("learning_point", "findings_learningpoint", "t.text"),
    Found("recommendation", "findings_recommendation", joined("t.text", "t.owner_name", "t.response_reason")),
    Found(
        "committee_recommendation",
        "findings_committeerecommendation",
        joined("t.text", "t.body_name", "t.resolved"),
        review="0",
    ),
    Found("action", "actionplans_action", joined("t.text", "t.owner_name")),
    Found(
        "update",
        "actionplans_actionupdate",
        "t.text",
        "JOIN actionplans_action a ON a.id = t.action_id JOIN cases_case c ON c.id = a.case_id",
        "t.action_id",
        "a.review_id",
        "a.number",
        "a.withdrawn_at IS NULL",
    ),
    Found("statement", "impact_statement", joined("t.text", "t.outcome")),
    Found("evidence", "impact_evidence", "t.text"),
    Found("measure", "impact_measure", joined("t.text", "t.guarded_by")),
    Found(
        "document",
        "cases_casepaper",
        joined("d.title", "d.name", f"substr(d.text, 1, {LONGEST})"),
        "JOIN documents_document d ON d.id = t.document_id JOIN cases_case c ON c.id = t.case_id",
        "t.document_id",
        "0",
        "substr(CASE WHEN d.title <> '' THEN d.title ELSE d.name END, 1, 60)",
        "1 = 1",
    ),
)
# An answer is a thing of its own, so that it is found by whoever may see it, at its stage.
SECOND = (
    *(replace(one, words=joined("t.text", "t.owner_name")) if one.kind == "recommendation" else one for one in FIRST),
    Found(
        "response",
        "responses_response",
        "t.reason",
        "JOIN findings_recommendation a ON a.id = t.recommendation_id JOIN cases_case c ON c.id = t.case_id",
        "t.recommendation_id",
        "a.review_id",
        "a.number",
        "a.withdrawn_at IS NULL",
    ),
)
"""What can be found since migration 0007."""
FOUND = (
    *(replace(one, words=joined("t.text", "t.why")) if one.kind == "finding" else one for one in SECOND),
    Found("dissent", "responses_dissent", joined("t.who", "t.text"), label="''"),
    Found("national_ask", "national_nationalask", joined("t.to_name", "t.text"), label="''"),
    Found(
        "safeguard",
        "safeguards_safeguard",
        joined("t.name", "t.guards_against", "t.known_how"),
        # It is the partnership's, whatever its cases: it stands under case 0.
        "JOIN (SELECT 0 AS id, p.id AS partnership_id FROM partnerships_partnership p) c "
        "ON c.partnership_id = t.partnership_id",
        review="0",
        label="''",
    ),
)
"""Everything that can be found."""
# What else is written anew when a row changes: the kind, and how its rows are known by the row that changed.
FOLLOWS = {
    "actionplans_action": (("update", "t.action_id"),),
    "findings_recommendation": (("response", "t.recommendation_id"),),
    "documents_document": (("document", "t.document_id"),),
    "cases_case": (("review", "t.case_id"),),
}


def fill(found: Found, condition: str) -> str:
    """The statement that writes the entries of the rows that meet the condition."""
    scope = f"'p' || c.partnership_id || 'x k{found.kind.replace('_', '')}x'"
    return (
        'INSERT INTO casefile_entry (kind, record, page, "case", review, label, text, scope) '
        f"SELECT '{found.kind}', t.id, {found.page}, c.id, {found.review}, {found.label}, {found.words}, {scope} "
        f"FROM {found.table} t {found.joins} WHERE {found.stands} AND {condition}"
    )


def clear(kind: str, condition: str) -> str:
    """The statement that takes entries away."""
    return f"DELETE FROM casefile_entry WHERE kind = '{kind}' AND {condition}"


def renewals(table: str, of: Sequence[Found] = FOUND) -> list[str]:
    """What happens when a row of the table is changed."""
    steps = []
    for found in of:
        if found.table == table:
            steps += [clear(found.kind, "record = NEW.id"), fill(found, "t.id = NEW.id")]
    for kind, column in FOLLOWS.get(table, ()):
        found = next((one for one in of if one.kind == kind), None)
        if found is None:
            continue
        known = "record IN (SELECT t.id FROM {0} t WHERE {1} = NEW.id)".format(found.table, column)
        steps += [clear(kind, known), fill(found, f"{column} = NEW.id")]
    return steps


def tables(of: Sequence[Found] = FOUND) -> list[str]:
    """Every table whose rows can be found, or that others' words come from."""
    return list(dict.fromkeys([*(found.table for found in of), *FOLLOWS]))


def on_sqlite(of: Sequence[Found] = FOUND) -> list[str]:
    """The index and its triggers on SQLite."""
    both = "INSERT INTO casefile_words (rowid, scope, label, text) VALUES (NEW.id, NEW.scope, NEW.label, NEW.text);"
    gone = (
        "INSERT INTO casefile_words (casefile_words, rowid, scope, label, text) "
        "VALUES ('delete', OLD.id, OLD.scope, OLD.label, OLD.text);"
    )
    statements = [
        "CREATE VIRTUAL TABLE casefile_words USING fts5(scope, label, text, content='casefile_entry', "
        "content_rowid='id', tokenize='porter unicode61 remove_diacritics 0')",
        f"CREATE TRIGGER casefile_entry_in AFTER INSERT ON casefile_entry BEGIN {both} END",
        f"CREATE TRIGGER casefile_entry_out AFTER DELETE ON casefile_entry BEGIN {gone} END",
        f"CREATE TRIGGER casefile_entry_new AFTER UPDATE ON casefile_entry BEGIN {gone} {both} END",
    ]
    for table in tables(of):
        own = [found for found in of if found.table == table]
        steps = "; ".join(renewals(table, of))
        if own:
            first = "; ".join(fill(found, "t.id = NEW.id") for found in own)
            statements.append(f"CREATE TRIGGER casefile_{table}_in AFTER INSERT ON {table} BEGIN {first}; END")
            last = "; ".join(clear(found.kind, "record = OLD.id") for found in own)
            statements.append(f"CREATE TRIGGER casefile_{table}_out AFTER DELETE ON {table} BEGIN {last}; END")
        statements.append(f"CREATE TRIGGER casefile_{table}_new AFTER UPDATE ON {table} BEGIN {steps}; END")
    return statements


def off_sqlite() -> list[str]:
    """Nothing of it is left on SQLite."""
    names = [f"casefile_{table}_{when}" for table in tables() for when in ("in", "out", "new")]
    names += ["casefile_entry_in", "casefile_entry_out", "casefile_entry_new"]
    return [*(f"DROP TRIGGER IF EXISTS {name}" for name in names), "DROP TABLE IF EXISTS casefile_words"]


def on_postgresql(of: Sequence[Found] = FOUND) -> list[str]:
    """The index and its triggers on PostgreSQL."""
    words = "regexp_replace(label || ' ' || text, '[^[:alnum:]]+', ' ', 'g')"
    statements = [
        # English stems without a list of words left out, so that phrases hold the same as on SQLite.
        "CREATE TEXT SEARCH DICTIONARY casefile_stem (TEMPLATE = snowball, LANGUAGE = english)",
        "CREATE TEXT SEARCH CONFIGURATION casefile_english (COPY = english)",
        "ALTER TEXT SEARCH CONFIGURATION casefile_english ALTER MAPPING REPLACE english_stem WITH casefile_stem",
        "ALTER TABLE casefile_entry ADD COLUMN words tsvector GENERATED ALWAYS AS "
        f"(array_to_tsvector(string_to_array(scope, ' ')) || to_tsvector('casefile_english', {words})) STORED",
        "CREATE INDEX casefile_entry_words ON casefile_entry USING gin (words)",
    ]
    for table in tables(of):
        own = [found for found in of if found.table == table]
        first = " ".join(f"{fill(found, 't.id = NEW.id')};" for found in own)
        last = " ".join(f"{clear(found.kind, 'record = OLD.id')};" for found in own)
        steps = " ".join(f"{step};" for step in renewals(table, of))
        statements.append(
            f"CREATE FUNCTION casefile_{table}_write() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF TG_OP = 'INSERT' THEN {first} RETURN NULL; ELSIF TG_OP = 'DELETE' THEN {last} RETURN NULL; "
            f"ELSE {steps} RETURN NULL; END IF; END $$"
        )
        events = "INSERT OR UPDATE OR DELETE" if own else "UPDATE"
        statements.append(
            f"CREATE TRIGGER casefile_{table} AFTER {events} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION casefile_{table}_write()"
        )
    return statements


def off_postgresql() -> list[str]:
    """Nothing of it is left on PostgreSQL."""
    dropped = [f"DROP FUNCTION IF EXISTS casefile_{table}_write() CASCADE" for table in tables()]
    return [
        *dropped,
        "ALTER TABLE casefile_entry DROP COLUMN IF EXISTS words",
        "DROP TEXT SEARCH CONFIGURATION IF EXISTS casefile_english",
        "DROP TEXT SEARCH DICTIONARY IF EXISTS casefile_stem",
    ]


def filled(of: Sequence[Found] = FOUND) -> list[str]:
    """The entries of everything that is there already."""
    return [fill(found, "1 = 1") for found in of]
