"""By hand: what each of the five documents says was put in place and stays in practice, as a kind and words of a name.

`MUST` is what a careful person would put in a register. `MAY` is fair to read and fair to leave: a group with an end, a
strategy, a summary that was printed, arrangements that the law brought.
"""

from __future__ import annotations

Told = tuple[tuple[str, str], ...]
MUST: dict[str, Told] = {
    "cambridgeshire-ofsted-evaluation-cabinet-report-2010": (
        ("course", "training development plan"),
        ("protocol", "case conference process"),
        ("course", "seminars"),
    ),
    "oxfordshire-case-review-annual-report-2019-20": (
        ("protocol", "commendation system"),
        ("tool", "life letters"),
        ("protocol", "reflection after meeting"),
    ),
    "oxfordshire-child-q-progress-report-2017": (
        ("protocol", "neglect pathway"),
        ("checklist", "child care development checklist"),
        ("tool", "early support assessment"),
        ("service", "team around family"),
        ("threshold", "threshold need matrix"),
        ("role", "think family co-ordinator"),
        ("protocol", "guidance child protection planning"),
        ("protocol", "independent chairs nspcc distinction"),
        ("register", "section 11 self-assessment"),
        ("course", "workshops"),
        ("escalation", "escalation processes"),
        ("panel", "complex case panel"),
        ("tool", "chronology"),
        ("panel", "transitions meeting"),
        ("protocol", "handovers monitored independent chairs"),
        ("form", "mutual exchange application form"),
        ("form", "transfer out form"),
        ("protocol", "good practice guide"),
        ("protocol", "health visitors record father primary birth visit"),
        ("course", "training young men boys"),
        ("protocol", "procedures professionals only meetings"),
        ("tool", "signs safety mapping"),
        ("tool", "chronology template"),
    ),
    "oxfordshire-child-r-committee-report-2022": (
        ("service", "team around family"),
        ("panel", "early help networks"),
        ("threshold", "threshold needs framework"),
        ("service", "early help core offer"),
        ("service", "supervision school"),
        ("protocol", "joint activity pathway"),
        ("course", "training induction"),
        ("panel", "multi-agency panel"),
        ("service", "brokerage team"),
        ("panel", "panels assurance oversight"),
        ("tool", "valuing care needs assessment"),
        ("tool", "multi agency risk assessment"),
        ("protocol", "placement monitoring protocol"),
        ("tool", "risk assessments ligature points"),
        ("register", "register placement providers"),
        ("service", "clinical supervision"),
        ("escalation", "escalation processes"),
    ),
    "southwark-child-r-board-response-2015": (("service", "service return interviews"),),
}
MAY: dict[str, tuple[str, ...]] = {
    "oxfordshire-case-review-annual-report-2019-20": ("multi-agency safeguarding arrangements", "learning documents"),
    "oxfordshire-child-q-progress-report-2017": ("neglect strategy task finish group", "learning summary"),
    "oxfordshire-child-r-committee-report-2022": ("strategy", "prompts staffing"),
}
