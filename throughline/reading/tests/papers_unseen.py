"""Invented papers that were written after the rules had been finished, and read once before any rule was changed.

First scores, over what their keys hold: the three of `UNSEEN` precision 0.87 and recall 0.50; after some
general ways of
saying so were added from them, the three of `FRESH` precision 0.92 and recall 0.48. Nothing that is only
planned, asked
for or over was read as in place in either. They are ordinary tests since.
"""

from __future__ import annotations

from throughline.reading.tests.papers_in_place import Paper

BOARD = Paper(
    "board",
    """# Learning from Child Teal: what partners have done

Ostermere Safeguarding Children Partnership, November 2023

## Summary

The review made six recommendations. Partners began work before it was published. This paper tells the executive
where things stand.

## Recommendation 1: Agencies should agree how bruises on babies are seen

### Update

The hospital opened a bruising clinic in June, and babies are now seen there within four hours. A body map is
completed for every baby who is referred. The bruising pathway went live on 1 September 2023. A leaflet for parents
is being written.

## Recommendation 2: Information should follow a child who changes school

### Update

Schools now send the safeguarding file within five days. The education service keeps a register of children missing
from education, which is checked each week by the attendance team. A transfer checklist was piloted, but it was not
adopted.

## Recommendation 3: Managers should know what their staff see

### Update

Group supervision is held monthly in every team. Four practice champions were trained in the spring. The trust
intends to appoint a specialist midwife. Dip sampling of records will begin in January.

## Recommendation 4: Agencies should settle disagreements

### Update

The partnership has published a resolution of disagreements policy. A duty line for head teachers is staffed by
social workers. The chronology form used until 2021 has been withdrawn.

## Recommendation 5: Thresholds should be understood

### Update

Multi-agency threshold training has been attended by 212 people. The continuum of need document was refreshed in July.
""",
    (
        ("panel", "bruising clinic"),
        ("tool", "body map"),
        ("protocol", "bruising pathway"),
        ("protocol", "schools send safeguarding file"),
        ("register", "register children missing education"),
        ("service", "group supervision"),
        ("role", "practice champions"),
        ("escalation", "resolution disagreements policy"),
        ("service", "duty line"),
        ("threshold", "threshold training"),
        ("threshold", "continuum need document"),
    ),
    ("leaflet", "transfer checklist", "specialist midwife", "dip sampling", "chronology form"),
)
CABINET = Paper(
    "cabinet",
    """CABINET - 14 October 2015

Report of the Strategic Director, People

SERIOUS CASE REVIEW: FAMILY W - PROGRESS

1. Purpose

1.1 To tell Cabinet what has been done since the overview report was published in February.

2. Progress

2.1 The council and its partners have implemented 14 of the 19 actions. A multi-agency safeguarding hub has been
established at the civic centre. Strategy meetings are now minuted by a trained clerk.

2.2 Adult mental health services have introduced a parenting question into their assessment form. A joint protocol
between adult and children's services was signed in May. Dedicated family support workers are based in two GP
practices.

2.3 The neglect strategy has been agreed. A graded care profile is used by all health visitors, and a neglect risk
tool has been bought for schools. The board considered whether a neglect panel was needed and decided against it.

2.4 Further work is needed on fathers. Officers propose that a fathers' worker be recruited. A conference on
fathers was held in June.

3. Recommendations

3.1 Cabinet is asked to note progress and to agree that a six-monthly dashboard be brought to members.
""",
    (
        ("panel", "safeguarding hub"),
        ("protocol", "strategy meetings minuted"),
        ("form", "assessment form"),
        ("protocol", "joint protocol"),
        ("role", "family support workers"),
        ("tool", "graded care profile"),
        ("tool", "neglect risk tool"),
    ),
    ("neglect panel", "fathers worker", "dashboard", "conference fathers"),
)
SECTION = Paper(
    "section",
    """# Annual report of the Learning and Improvement Subgroup 2021-22

## What we did

- Online induction module launched for new designated safeguarding leads
- Monthly surgery for practitioners who are stuck, hosted by the named GP
- New pre-birth assessment tool; midwives trained in its use
- Missing children tracker shared between police and social care
- Peer mentors in place in three secondary schools
- Plans for a young people's panel are being discussed
- Helpline for kinship carers closed in March when its funding ended

## Child Wren

Following the rapid review of Child Wren, an alert was added to ambulance records. GPs have set up a monthly
vulnerable
families meeting. Independent reviewing officers always see the child alone before a review. The home
visiting standard will
be revised. We have asked the trust to consider a named nurse for care homes.
""",
    (
        ("course", "induction module"),
        ("panel", "surgery practitioners"),
        ("tool", "pre-birth assessment tool"),
        ("register", "missing children tracker"),
        ("role", "peer mentors"),
        ("tool", "alert ambulance"),
        ("panel", "vulnerable families meeting"),
        ("protocol", "independent reviewing officers see child alone"),
    ),
    ("young people panel", "helpline", "home visiting standard", "named nurse"),
)
UNSEEN = (BOARD, CABINET, SECTION)

LETTER = Paper(
    "letter",
    """# Progress report: Baby Linnet

Saltmarsh Safeguarding Children Partnership, 4 April 2024

## Finding A. Nobody asked about alcohol

### Progress

Midwives have adopted a short alcohol questionnaire, which is completed at booking. The substance misuse service
has created a pregnancy liaison post. A consent form in easy words has been translated into four languages.

## Finding B. Visits were missed and nobody rang

### Progress

A was-not-brought policy has been agreed by both trusts. Receptionists now telephone on the same day. The community
nursing team holds a weekly caseload meeting. An app for reminders is to be bought next year.

## Finding C. The night was nobody's

### Progress

An out of hours advice line for foster carers was launched in January. The emergency duty team has access to a
shared database of children on plans. The night protocol remains in draft. The weekend clinic was discontinued in
2022.

### What difference has this made?

Calls at night rose from 12 to 40 a month.
""",
    (
        ("tool", "alcohol questionnaire"),
        ("role", "liaison post"),
        ("form", "consent form"),
        ("protocol", "not brought policy"),
        ("protocol", "receptionists telephone"),
        ("panel", "caseload meeting"),
        ("service", "advice line foster carers"),
        ("register", "database children plans"),
    ),
    ("app", "night protocol", "weekend clinic"),
)
BULLETS = Paper(
    "bullets",
    """# PEOPLE SCRUTINY PANEL - 12 November 2019

## Serious case review: Child Bream

Report by the Corporate Director

## Actions taken since the last report

5. Exploitation
  - Multi-agency child exploitation panel established and chaired by the police
  - Screening tool embedded in all social work teams
  - Taxi drivers trained through a licensing course
6. Health
  - Pathway for self-harm agreed between the hospital and schools
  - Recruitment of a specialist nurse under way
  - School nurse drop-ins in place in nine secondary schools
7. Quality
  - Improved escalation policy and flow chart circulated
  - Learning log kept by the board and checked each quarter
  - Procurement of a new case management system to begin in 2020
8. Homes
  - Consideration to be given to a sufficiency panel
  - Named social work lead for each children's home
""",
    (
        ("panel", "exploitation panel"),
        ("tool", "screening tool"),
        ("course", "licensing course"),
        ("protocol", "pathway self-harm"),
        ("service", "drop-ins"),
        ("escalation", "escalation policy"),
        ("register", "learning log"),
        ("role", "social work lead"),
    ),
    ("specialist nurse", "case management system", "sufficiency panel"),
)
PROSE = Paper(
    "prose",
    """# The Board's response to the serious case review of Child Sedge

Wickenby Safeguarding Children Board, July 2016

The Board accepts what the review found.

Much has changed since 2014. The council now employs an independent visitor for every child placed outside the
county, and a quarterly placements forum brings commissioners and reviewing officers together. The police reviewed
their missing persons procedure, and officers complete a risk matrix for each report. A training package on
neglect, written with parents, has been rolled out to 900 staff.

The Board has also required each agency to name a safeguarding supervisor. Strategy discussions are audited by the
quality assurance officer.

We intend to produce a handbook. We ask the department to consider a national register of homes. We had no
protocol with
our neighbours at that time, and we are still discussing one.
""",
    (
        ("role", "independent visitor"),
        ("panel", "placements forum"),
        ("protocol", "missing persons procedure"),
        ("tool", "risk matrix"),
        ("course", "training package neglect"),
        ("role", "safeguarding supervisor"),
        ("protocol", "strategy discussions audited"),
    ),
    ("handbook", "national register", "protocol with neighbours"),
)
FRESH = (LETTER, BULLETS, PROSE)
