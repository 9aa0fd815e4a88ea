"""Writes the docs that say what the code says: states and moves, roles and what they may do, records, refusals, doubts.

`python scripts/make_docs.py` writes them; `tests/laws/test_docs_fresh.py` fails when one differs.
"""

from __future__ import annotations

import ast
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "throughline"
MADE = "<!-- Made by scripts/make_docs.py from the code: change the code, then run make docs. -->"
NUMBER = re.compile(r"^(E1\d{3})(?::|$)")
LISTED = re.compile(r"^\| (E1\d{3}) \| ([^|]+) \|", re.MULTILINE)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    head = list(head)
    lines = [head, ["---"] * len(head), *[list(row) for row in rows]]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


# What states there are, and who may move what from one to the next.

OWNS = {
    "owner": "the owner’s side: the lead of the agency that owns it, or the business unit for it",
    "unit": "the business unit or the chair",
    "asked": "whoever holds a link that was sent and the code to it",
    "account": "whoever answers the same without the link, as they may there",
    "clock": "nobody: the background worker, when its time has come",
    "agency": "the agency’s own lead, or the business unit for it",
    "second": "the business unit or the chair, and never whoever wrote it",
    "committee": "the committee or board; the business unit or the chair writes down what it resolved",
    "peer": "the lead of the agency’s peer, or the scrutineer, and never of the agency itself or who wrote it",
    "moderator": "the business unit or the chair, and never who wrote, sent or challenged it or is of their agency",
    "body": "the department or body; the business unit or the chair writes down what it did",
    "partnership": "the partnership; the business unit or the chair writes down what it decided",
    "panel": "the business unit or the chair, and never somebody of the agency that wrote it",
    "other": "the business unit or the chair, and never somebody who claimed it done or is of the agency that owns it",
}


# Who owns a state: whoever takes the next step out of it, in a few words.
OWNERS = {
    "owner": "its owner",
    "unit": "the business unit or the chair",
    "asked": "whoever was asked",
    "account": "whoever was asked",
    "clock": "the clock",
    "agency": "the agency",
    "second": "a second person of the business unit, or the chair",
    "committee": "the committee or board",
    "peer": "the peer, or the scrutineer",
    "moderator": "whoever moderates",
    "body": "the department or body",
    "partnership": "the partnership",
    "panel": "the panel",
    "other": "the business unit or the chair, and not its owner",
}
ENDS_HERE = "nobody: it ends here"


def diagram(states: Iterable[str], moves: Iterable[Any], first: Iterable[str]) -> str:
    """The moves as a Mermaid state diagram."""
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    [*] --> {state}" for state in first]
    lines += [f"    {move.before} --> {move.after}: {move.verb}" for move in moves]
    ends = set(states) - {move.before for move in moves}
    lines += [f"    {state} --> [*]" for state in states if state in ends]
    return "\n".join([*lines, "```"])


def means(of: Any, owns: Callable[[Any], Iterable[str]]) -> str:
    """The states of a thing, what each means, and who takes the next step out of it."""
    rows = []
    for one in of.STATES.values():
        found = dict.fromkeys(who for move in of.MOVES if move.before == one.key for who in owns(move))
        rows.append((one.word, f"`{one.key}`", one.means, "; ".join(found) or ENDS_HERE))
    return table(("State", "Key", "What it means", "Whose move it is"), rows)


def may_do(verb: str) -> Callable[[Any], list[str]]:
    """Who may do that, by the table of roles, whichever step it is."""
    from throughline.access.roles import ROLES
    from throughline.access.rules import MAY

    return lambda move: [ROLES[role] for role in ROLES if role in MAY[verb]]


def of_a_chronology() -> list[str]:
    """The section on the states of a chronology, whose steps are named beside their table."""
    from throughline.chronology.rules import holding

    source, holds = "throughline/chronology/rules/holding.py", may_do("hold a chronology")
    rows = (
        (
            f"`{move.verb}`",
            holding.STATES[move.before].word,
            holding.STATES[move.after].word,
            holding.VERBS[move.verb],
            ", ".join(holds(move)),
        )
        for move in holding.MOVES
    )
    return [
        "## A chronology",
        f"The table is `MOVES` in [{source}](../../{source}); no other step exists. To take it back and to open it "
        "again each ask for a reason.",
        means(holding, holds),
        diagram(holding.STATES, holding.MOVES, ("gathering",)),
        table(("Verb", "From", "To", "As the page says it", "Who"), rows),
    ]


def states() -> str:
    """docs/domain/states.md."""
    from throughline.access.roles import ROLES
    from throughline.actionplans import rules as actions
    from throughline.assurance.rules import answers as scored
    from throughline.assurance.rules import returns as returned
    from throughline.assurance.rules import rounds
    from throughline.commissioning.rules import reports
    from throughline.impact import rules as impact
    from throughline.messages import rules as asks
    from throughline.national.rules import advice
    from throughline.national.rules import asks as national
    from throughline.notifications import rules as incidents
    from throughline.proceedings import rules as proceedings
    from throughline.rapidreviews import rules as rapid
    from throughline.responses.rules import answers, following
    from throughline.reviews import rules as reviews

    def moves(of: Any, who: Callable[[Any], str]) -> str:
        rows = (
            (
                f"`{move.verb}`",
                of.STATES[move.before].word,
                of.STATES[move.after].word,
                move.label,
                who(move),
                "yes" if move.reason else "",
                *(["yes" if move.two else ""] if of is reviews else []),
            )
            for move in of.MOVES
        )
        two = ["Two people"] if of is reviews else []
        return table(("Verb", "From", "To", "As the page says it", "Who", "Reason asked", *two), rows)

    def roles(move: Any) -> str:
        owns = ", ".join(ROLES[role] for role in move.roles)
        return f"proposed by whoever may change the state; confirmed by another: {owns}" if move.two else owns

    def owner(move: Any) -> str:
        return OWNS[move.who]

    def writers(move: Any) -> str:
        return OWNS["unit"]

    def owners_of(who: Callable[[Any], str]) -> Callable[[Any], Iterable[str]]:
        if who is roles:
            return lambda move: [ROLES[role] for role in move.roles]
        return lambda move: [OWNERS[move.who if who is owner else "unit"]]

    parts = [
        "# States, and who may change them",
        MADE,
        "Whose move it is says who takes the next step out of a state; who takes which step stands under each diagram.",
    ]
    for title, of, who, source in (
        ("A review", reviews, roles, "throughline/reviews/rules.py"),
        ("An agency’s report", reports, owner, "throughline/commissioning/rules/reports.py"),
        ("An answer to a recommendation", answers, owner, "throughline/responses/rules/answers.py"),
        ("What a committee or board was asked", following, owner, "throughline/responses/rules/following.py"),
        ("What is asked of a national body", national, owner, "throughline/national/rules/asks.py"),
        ("Advice of a national review or report", advice, owner, "throughline/national/rules/advice.py"),
        ("An action", actions, owner, "throughline/actionplans/rules/__init__.py"),
        ("A round of assurance", rounds, owner, "throughline/assurance/rules/rounds.py"),
        ("What an agency answers in a round", returned, owner, "throughline/assurance/rules/returns.py"),
        ("One answer and its scores", scored, owner, "throughline/assurance/rules/answers.py"),
        ("An ask", asks, owner, "throughline/messages/rules.py"),
        ("A proceeding beside a review", proceedings, writers, "throughline/proceedings/rules/beside.py"),
    ):
        parts += [f"## {title}", f"The table is `MOVES` in [{source}](../../{source}); no other step exists."]
        parts += [means(of, owners_of(who)), diagram(of.STATES, of.MOVES, of.FIRST), moves(of, who)]
    parts += of_a_chronology()
    for title, of, first, source, verb in (
        (
            "An incident",
            incidents,
            ("undecided", "near_miss"),
            "throughline/notifications/rules.py",
            "decide whether an incident is notified",
        ),
        ("A rapid review", rapid, ("gathering",), "throughline/rapidreviews/rules.py", "hold a rapid review"),
    ):
        parts += [
            f"## {title}",
            f"Nobody types its state: it follows from what was done, by `state_of` in [{source}](../../{source}), and "
            "its `MOVES` say which deed may come next. Who may do each stands in [roles](roles.md).",
            means(of, may_do(verb)),
            diagram(of.STATES, of.MOVES, first),
        ]
    parts += [
        "## A measure",
        "Nobody moves a measure: its state is what its dated readings come to, worked out each time by "
        "`measure_state` in [throughline/impact/rules/readings.py](../../throughline/impact/rules/readings.py).",
        table(("State", "Key", "What it means"), ((s.word, f"`{s.key}`", s.means) for s in impact.STATES.values())),
    ]
    return page(parts)


def roles() -> str:
    """docs/domain/roles.md."""
    from throughline.access.roles import ROLES
    from throughline.access.rules import GRAVE, MAY, OWN_AGENCY_ONLY

    def marks(verb: str) -> list[str]:
        return [
            ("own" if verb in OWN_AGENCY_ONLY and role == "agency_lead" else "yes") if role in MAY[verb] else ""
            for role in ROLES
        ]

    rows = [[verb + (" *" if verb in GRAVE else ""), *marks(verb)] for verb in MAY]
    return page(
        [
            "# Who may do what",
            MADE,
            "One table, `MAY` in [throughline/access/rules.py](../../throughline/access/rules.py), feeds the "
            "buttons, the services and the tests. “own” means: only for what one’s own agency owns. * asks for a fresh "
            "second factor.",
            table(["You may …", *ROLES.values()], rows),
            "On top of the table stand the rules of the case: a person sees a case that their partnership holds (an "
            "agency lead only those that they or their agency are on), an elected member only published reviews, and a "
            "conflict of interest or a seal beats every role. The administrator sees no case.",
        ]
    )


def records() -> str:
    """docs/domain/records.md."""
    from django.apps import apps
    from django.conf import settings

    parts = [
        "# What is kept",
        MADE,
        "Every kind of record, room by room, and the class that each of its fields belongs to: *open* (says nothing of "
        "a case), *case* (for those who may see the case), *protected* and *sealed* (fewer still). A law fails for a "
        "field without a class.",
    ]
    labels = {config.name: config.label for config in apps.get_app_configs()}
    for room in settings.ROOMS:
        rows = []
        for model in apps.get_app_config(labels[room]).get_models():
            if not model._meta.managed:
                continue
            first = (model.__doc__ or "").strip().split("\n")[0]
            fields = "; ".join(
                f"{kind}: {', '.join(classed(model, kind))}"
                for kind in ("case", "protected", "sealed")
                if classed(model, kind)
            )
            rows.append((f"`{model.__name__}`", first, fields or "open alone"))
        if rows:
            path = room.replace(".", "/")
            parts += [
                f"## {room.rsplit('.', 1)[1]}",
                f"[{path}](../../{path})",
                table(("Record", "What it is", "Classed above open"), rows),
            ]
    return page(parts)


def classed(model: Any, kind: str) -> list[str]:
    """The model's fields of that class, its bases' too, in the order they are written."""
    found: list[str] = []
    for base in reversed(model.__mro__):
        sensitivity = base.__dict__.get("Sensitivity")
        found += [field for field in getattr(sensitivity, kind, ()) if field not in found]
    return found


# What is doubted.


def doubts() -> str:
    """docs/guide/doubts.md: every rule of doubt, with its page."""
    from throughline.reading.doubts import RULES

    rows = (
        (f"[{rule.number}](doubts/{rule.number}.md)", f"`{rule.word}`", rule.looks_for)
        for rule in sorted(RULES.values(), key=lambda rule: rule.number)
    )
    return page(
        [
            "# Doubts",
            MADE,
            "A doubt is something that a person should look at before trusting what a document says, or what was read "
            "in it. It never stops anything. It has a rule, a number that stays the same for ever, and a severity: "
            "*high* and *medium* are worth asking somebody about; *low* is worth a glance. Rules are in "
            "[throughline/reading/doubts](../../throughline/reading/doubts).",
            table(("Number", "Rule", "What it looks for"), rows),
        ]
    )


def refresh_doubts() -> None:
    """Each doubt's own page, whose other words are written by hand, says in its second paragraph what the rule says."""
    from throughline.reading.doubts import RULES

    for rule in RULES.values():
        path = ROOT / f"docs/guide/doubts/{rule.number}.md"
        title, _, rest = path.read_text(encoding="utf-8").split("\n\n", 2)
        path.write_text(f"{title}\n\n{rule.looks_for} (Rule `{rule.word}`.)\n\n{rest}", encoding="utf-8")


# What is checked in a chronology.


def checks() -> str:
    """docs/guide/chronology.md: every numbered check of a row, with its page."""
    from throughline.chronology.rules import CHECKS

    rows = (
        (f"[{check.number}](chronology/{check.number}.md)", check.title, check.asks)
        for check in sorted(CHECKS.values(), key=lambda check: check.number)
    )
    return page(
        [
            "# Checks of a chronology",
            MADE,
            "Every row of a chronology that an agency sends is checked before it becomes an entry. A row that breaks a "
            "rule is refused with its number, shown with the reason, and joins the timeline when it was mended; the "
            "other rows are kept. So the rows that came in are the entries, the refused rows and the notes, and none "
            "is lost. A row whose source begins with #, ^, ¬ or ~ is a note to the reader: only its date and time are "
            "checked. A number never changes its meaning.",
            table(("Number", "What is wrong", "What is asked"), rows),
        ]
    )


def refresh_checks() -> None:
    """Each check's own page says what its page in the system says."""
    from throughline.chronology.rules import CHECKS

    for check in CHECKS.values():
        parts = (f"# {check.number}. {check.title}", check.asks, f"**For example.** {check.example}")
        more = (f"**Why it matters.** {check.matters}", f"**What to do.** {check.do}")
        path = ROOT / f"docs/guide/chronology/{check.number}.md"
        path.write_text("\n\n".join((*parts, *more)) + "\n", encoding="utf-8")


# The numbers of refusals.


def numbers_raised() -> dict[str, set[str]]:
    """Every refusal number that stands in the code, and the files in which it stands."""
    found: dict[str, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if "tests" in path.parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {id(node.body[0].value) for node in ast.walk(tree) if has_docstring(node)}
        for node in ast.walk(tree):
            written = node.value if isinstance(node, ast.Constant) and id(node) not in docs else None
            if isinstance(written, str) and (match := NUMBER.match(written)):
                found.setdefault(match[1], set()).add(path.relative_to(ROOT).as_posix())
    return dict(sorted(found.items()))


def has_docstring(node: Any) -> bool:
    """True for a module, class or function that begins with its docstring."""
    body = getattr(node, "body", None)
    return (
        isinstance(body, list)
        and bool(body)
        and isinstance(body[0], ast.Expr)
        and isinstance(body[0].value, ast.Constant)
    )


def numbers_explained() -> list[tuple[str, str]]:
    """Every refusal number of docs/guide/errors.md with what it is, in the order of the page."""
    return [
        (number, what.strip())
        for number, what in LISTED.findall((ROOT / "docs/guide/errors.md").read_text(encoding="utf-8"))
    ]


def links_of(text: str) -> list[str]:
    """The files that a page of Markdown links to, without their anchors; code blocks and other sites left out."""
    plain = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    found = re.findall(r"\]\(([^)\s]+)\)", plain)
    return [link.split("#")[0] for link in found if not re.match(r"[a-z]+:|#", link)]


def refusals() -> str:
    """docs/domain/refusals.md."""
    explained = dict(numbers_explained())
    rows = (
        (
            number,
            explained.get(number, "not explained yet"),
            ", ".join(f"[{Path(file).stem}](../../{file})" for file in sorted(files)),
        )
        for number, files in numbers_raised().items()
    )
    return page(
        [
            "# Refusals, and where each comes from",
            MADE,
            "What each means for the person who meets it, and what to do, is in [errors.md](../guide/errors.md).",
            table(("Number", "What", "Where in the code"), rows),
        ]
    )


def page(parts: Iterable[str]) -> str:
    """The parts of a page, a blank line between them."""
    return "\n\n".join(parts) + "\n"


def rules() -> str:
    """docs/domain/rules.md."""
    from throughline.kernel.editions import EVENTS, shipped

    parts = [
        "# The rules of each day",
        MADE,
        "Reference data in our own words, each line with its source. An administrator can correct one from a day on.",
    ]
    for one in shipped().values():
        checked = " To be checked." if one.to_be_checked else ""
        parts += [f"## {one.name}", f"In force from {one.in_force_from}. {one.in_force_source}.{checked}"]
        rows = (
            (
                f"`{clock.id}`",
                clock.name,
                f"{EVENTS[clock.event]} (`{clock.event}`)",
                f"{clock.length} {clock.unit} {clock.direction}",
                clock.binding,
                clock.source,
            )
            for clock in one.clocks
        )
        heads = ("Clock", "What is due", "Starts when", "Length", "How firm", "Source")
        parts.append(table(heads, rows) if one.clocks else "It fixes no limit in days, weeks or months.")
        limbs = ((c.decides, c.limb, c.words, c.source) for c in one.criteria)
        parts.append(table(("Decides", "Limb", "In our words", "Source"), limbs))
    return "\n\n".join(parts) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "docs/guide/doubts.md": doubts,
    "docs/guide/chronology.md": checks,
    "docs/domain/states.md": states,
    "docs/domain/rules.md": rules,
    "docs/domain/roles.md": roles,
    "docs/domain/records.md": records,
    "docs/domain/refusals.md": refusals,
}


def main() -> int:
    """Every page is written; says which ones changed."""
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "throughline.config.settings"
    with tempfile.TemporaryDirectory() as home:
        os.environ["THROUGHLINE_HOME"], os.environ["THROUGHLINE_MODE"] = home, "local"
        import django

        django.setup()
        refresh_doubts()
        refresh_checks()
        for name, make in PAGES.items():
            path = ROOT / name
            text = make()
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
                sys.stdout.write(f"Wrote {name}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
