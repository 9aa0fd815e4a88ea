"""Invented papers that tell of what was put in place, with what a person reads in them: (kind, words of its name)."""

from __future__ import annotations

from dataclasses import dataclass

Told = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper, what stands in practice by its words, and what they only plan, ask for, or end."""

    name: str
    text: str
    there: Told
    not_there: tuple[str, ...]


PROGRESS = Paper(
    "progress",
    """# Child Finch: progress report on the findings of the serious case review

Harrowfen Safeguarding Children Board, May 2018

## Finding 1: Plans did not say what had to change for the child

### Progress

A planning template has been introduced in all three areas. Guidance has been issued to make outcomes in plans
testable. Chairs of conferences now return a plan that names no change. A further protocol is planned for the
summer.

## Finding 2: Families who moved were started again

### Progress

A transfer panel now meets every fortnight. The health trust has amended its registration form, and two link
workers have been appointed. It is proposed that a shared register be set up. The old handover meeting was
disbanded in 2017.

### What difference has this made?

Children who moved kept their plan in 31 of 34 moves.

### Case study

A school nurse filled in a checklist with a mother. A safety plan was put in place, and a family meeting was held.

## Finding 3: Disagreements were left to lie

### Progress

The escalation procedure has been rewritten on one page and is now part of induction. Training is provided by
the board to
help new staff to challenge. An audit tool is being developed. The threshold document has not yet been revised.
""",
    (
        ("tool", "planning template"),
        ("protocol", "guidance outcomes plans"),
        ("protocol", "chairs conferences return"),
        ("panel", "transfer panel"),
        ("form", "registration form"),
        ("role", "link workers"),
        ("escalation", "escalation procedure"),
        ("course", "training help new staff challenge"),
    ),
    ("further protocol", "shared register", "handover meeting", "checklist", "safety plan", "family meeting",
"audit tool",
     "threshold"),
)  # fmt: skip

COMMITTEE = Paper(
    "committee",
    """# CHILDREN'S SCRUTINY COMMITTEE - 9 March 2021

## Serious case review: Young Person Dace

Report by the Director of Children's Services

## Recommendation

1. The committee is recommended to note what was done.

## Progress to date

2. Homes and placements:
  - New duty of care checklist for homes outside the county
  - Register of unregistered settings completed and checked each month
  - Weekly visiting service in place, including risk assessments for self-harm
  - Commissioning board to be established
3. Courts:
  - Where an order is not made, a system is in place to have each child looked at by a senior legal planning panel
4. Workforce:
  - Reflective supervision for foster carers delivered in all teams
  - Neglect toolkit under development
  - Improved thresholds guidance published with partners; specialist missing team
5. Escalation:
  - Robust escalation route agreed with health commissioners
""",
    (
        ("checklist", "care checklist"),
        ("register", "register unregistered settings"),
        ("service", "visiting service"),
        ("tool", "risk assessments self-harm"),
        ("panel", "legal planning panel"),
        ("service", "supervision foster carers"),
        ("threshold", "thresholds guidance"),
        ("service", "missing team"),
        ("escalation", "escalation route"),
    ),
    ("commissioning board", "toolkit"),
)

RESPONSE = Paper(
    "response",
    """# Response of the Brinlow Safeguarding Children Partnership to the review of Child Heron

The partnership accepts the review.

Since the review the council has commissioned a service to offer advocacy to children who return home, and the
police have set up a daily triage meeting. We have revised the referral form. Health visitors routinely record who
lives in the home. Newly appointed domestic abuse champions sit in each team.

We recommend that a national register be created. The partnership will launch a new course in the autumn.
Consideration is being given to a shared chronology tool. The parenting programme has ended. No agreed checklist
existed at the time.

All agencies are required to report on supervision through the yearly Section 11 return.
""",
    (
        ("service", "service advocacy"),
        ("panel", "triage meeting"),
        ("form", "referral form"),
        ("protocol", "health visitors record lives home"),
        ("role", "domestic abuse champions"),
        ("register", "section 11 return"),
    ),
    ("national register", "new course", "chronology tool", "parenting programme", "checklist"),
)

KNOWN = (PROGRESS, COMMITTEE, RESPONSE)
