"""The other reviews that Wexmoor and its neighbour hold. Made up from end to end."""

from __future__ import annotations

from throughline.demonstration.plots import Asked, Deed, Gauge, Plot, Proof, ToBody, Told

ROWAN = Plot(
    key="rowan",
    kind="scr",
    name="Child Rowan",
    began=3900,
    state=(("finished", 3600), ("published", 3560)),
    subjects=("Rowan",),
    done_by="Wexmoor Local Safeguarding Children Board",
    dates=(("Incident", "2014"), ("Review commissioned", "2015-06"), ("Published", 3560), ("Progress reported", 3200)),
    findings=(
        "Plans for neglect described what parents should do and seldom what the child lived through",
        "Supervision asked whether visits were made and not what was seen",
        "The history of the family was written down in five places and read in none",
        "Fathers and other men were left out of assessments unless they came forward",
    ),
    told=(
        Told(
            "progress",
            "Every plan for neglect now opens with a page in the child’s own words or, for a baby, with what a worker "
            "saw. Chairs of conferences send back plans without it.",
            1,
        ),
        Told(
            "progress",
            "A short guide on writing the child’s day was sent to all teams in spring 2016.",
            1,
            date_text="spring 2016",
            date_iso="2016",
        ),
        Told(
            "progress",
            "Supervision notes have a new heading: what did you see that worried you, and what did you do?",
            2,
        ),
        Told("progress", "Managers sample four notes a month and talk through one of them with the worker.", 2),
        Told(
            "progress",
            "A one-page history is made when a child comes on to a plan and is read out at the first conference.",
            3,
        ),
        Told("progress", "The family tree on the record cannot be saved until every adult in the home has a line.", 4),
        Told(
            "impact",
            "Conference chairs say that plans are easier to test, because they say what the child should notice.",
            1,
        ),
        Told(
            "impact",
            "In a sample of 40 notes, 31 held an observation of the child; managers say that this is new to them.",
            2,
        ),
        Told("impact", "Fathers are invited to 80% of conferences.", 4, why_bare="Nobody counted before the review."),
        Told(
            "case_study",
            "Two brothers had been on a plan for the second time. The worker read the one-page history aloud with "
            "their mother.",
            3,
            outcome="She named a cousin who could help, and the boys stayed with her while the flat was made safe.",
        ),
    ),
    to_body=(
        ToBody(
            "Note the progress on the four findings",
            "Scrutiny Committee",
            "Noted, with thanks to the board’s partners.",
            3170,
        ),
        ToBody("Ask the health trusts to report on the history page within a year", "Scrutiny Committee"),
    ),
    report=True,
)

LINDEN = Plot(
    key="linden",
    kind="local_learning_review",
    name="Child Linden",
    began=900,
    state=(("finished", 640), ("published", 600)),
    subjects=("Linden",),
    done_by="Wexmoor Safeguarding Children Partnership",
    dates=(("Learning event", 700), ("Published", 600)),
    members=("care", "education"),
    findings=("School and social care used the same word for two different meetings",),
    points=(
        "Say what a meeting is for in its first line",
        "A child who is quiet in class may be telling us something",
        "The person who knows the child best is often not in the room",
    ),
    asked=(
        Asked("Name each kind of meeting once, and use that name", "care", (1,), (1,)),
        Asked("Ask before each meeting who knows the child best", "education", (), (3,)),
    ),
    deeds=(
        Deed(
            "Agree a list of six meetings and their names",
            "care",
            480,
            (1,),
            (("claimed_done", 490), ("confirmed", 470)),
        ),
        Deed("Put the question on the invitation", "education", 450, (2,), (("claimed_done", 455), ("confirmed", 440))),
    ),
    proofs=(
        Proof("The list, in use in 14 minutes of 15", (1,), 489, "observation", "practice"),
        Proof("Thirty invitations", (2,), 455, "audit", "output"),
    ),
    gauges=(
        Gauge(
            "The person who knows the child best was there",
            (("38", 520), ("74", 300), ("81", 90)),
            "75",
            "Safeguarding adviser for schools",
            (2,),
        ),
    ),
)

QUAY = Plot(
    key="quay",
    kind="thematic_review",
    name="Appointments that children missed, five families",
    began=210,
    subjects=("Ash", "Birch", "Cedar", "Elder", "Fern"),
    done_by="Wexmoor Safeguarding Children Partnership",
    dates=(("Terms agreed", 205), ("Fieldwork ended", 60)),
    members=("icb", "trust"),
    findings=(
        "“Did not attend” was written of children who cannot bring themselves",
        "Each service saw one missed appointment; nobody saw eleven",
    ),
    points=("Write “was not brought”, and say by whom", "Count across services, not within them"),
    themes=("Work that began before this review",),
    asked=(Asked("Share a count of appointments missed across services each month", "icb", (2,), (2,), answer=""),),
    told=(
        Told("progress", "The trust changed the words on its letters in January.", theme=1, date_text="January"),
        Told("impact", "Clinics say that families telephone back sooner.", theme=1),
    ),
)

SORREL = Plot(
    key="sorrel",
    kind="lcspr",
    name="Young person Sorrel",
    began=140,
    subjects=("Sorrel",),
    done_by="Wexmoor Safeguarding Children Partnership",
    dates=(("Incident", 190), ("Review commissioned", 140)),
    findings=("What was said in confidence was written where others could read it",),
    sealed_for=("marian", "tomasz"),
)

HAZEL = Plot(
    key="hazel",
    kind="lcspr",
    name="Child Hazel",
    began=95,
    subjects=("Hazel", "Hazel’s brother"),
    done_by="Wexmoor Safeguarding Children Partnership",
    dates=(("Incident", 130), ("Scoping meeting", 95), ("Learning event planned", -26)),
    members=("care", "police", "trust"),
    findings=("The out-of-hours team could not see the plan",),
    asked=(Asked("Let the out-of-hours team read every plan", "care", (1,), answer=""),),
    deeds=(
        Deed(
            "Open the plan to the out-of-hours team",
            "care",
            -8,
            (1,),
            (("under_way", 40),),
            (("Access is set up for two of six workers.", 9),),
        ),
    ),
    conflict="idris",
)

BRAMBLE = Plot(
    key="bramble",
    kind="joint_domestic_homicide",
    name="The Bramble family",
    began=520,
    state=(("finished", 150),),
    subjects=("Bramble, aged nine", "Bramble, aged six"),
    done_by="Wexmoor Community Safety Partnership",
    jointly="Wexmoor Community Safety Partnership",
    dates=(("Review commissioned", 520), ("Report agreed", 150)),
    members=("police", "care", "probation"),
    findings=(
        "The risk to the mother was known to two agencies and told to neither school",
        "A change of address moved the family out of one meeting and into none",
    ),
    asked=(
        Asked("Tell a child’s school on the next working day after a high-risk meeting", "police", (1,)),
        Asked("Hand a family over in person when it moves between meetings", "probation", (2,)),
    ),
    deeds=(
        Deed("Write the agreement on telling schools", "police", 45, (1,), (("claimed_done", 50), ("returned", 38))),
        Deed("Name a person in each area to take families over", "", None, (2,)),
    ),
)

ROWAN_AGAIN = Plot(
    key="rowan-again",
    kind="local_learning_review",
    name="Child Rowan",
    began=1300,
    state=(("finished", 1100), ("published", 1080)),
    subjects=("Rowan",),
    done_by="Wexmoor Safeguarding Children Partnership",
    dates=(("Learning event", 1180), ("Published", 1080)),
    findings=("What the earlier review asked for had been done once and not kept up",),
    asked=(Asked("Ask each year whether what was put right is still right", "care", (1,)),),
    deeds=(
        Deed(
            "Ask the questions of the earlier review again each March",
            "care",
            700,
            (1,),
            (("claimed_done", 710), ("confirmed", 690)),
            (("Asked for the second time; three of four things had held.", 340),),
        ),
    ),
    earlier="rowan",
)

MARROWICK = Plot(
    key="marrowick-alder",
    kind="lcspr",
    name="Child Alder",
    began=800,
    state=(("finished", 500), ("published", 460)),
    subjects=("Alder",),
    done_by="Marrowick Safeguarding Children Partnership",
    dates=(("Published", 460),),
    findings=("The night staff did not know who to call", "Nobody told the foster carers what had been decided"),
    asked=(Asked("Give night staff one number", "marrowick-care", (1,)),),
    deeds=(
        Deed("Put the number on every wall", "marrowick-care", 400, (1,), (("claimed_done", 405), ("confirmed", 395))),
    ),
    partnership="marrowick",
)
