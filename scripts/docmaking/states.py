"""What states there are, and who may move what from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from scripts.docmaking.pages import MADE, page, table

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
