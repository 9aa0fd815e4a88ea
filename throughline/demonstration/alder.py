"""Child Alder: the review whose thread is the picture of the product. Made up from end to end."""

from __future__ import annotations

from throughline.actionplans.services import Plan
from throughline.demonstration.plots import WATCHED, Asked, Deed, Gauge, Plot, Proof, Tried

SIGNED_OFF = 273

ALDER = Plot(
    key="alder",
    kind="lcspr",
    name="Child Alder",
    began=668,
    state=(("finished", SIGNED_OFF),),
    subjects=("Alder",),
    done_by="Wexmoor Safeguarding Children Partnership",
    dates=(
        ("Incident", 728),
        ("National panel notified", 721),
        ("Rapid review sent", 699),
        ("Panel agrees that a review is needed", 686),
        ("Review commissioned", 668),
        ("Learning event, 41 practitioners", 413),
        ("Report signed off", SIGNED_OFF),
        ("Trial listed", -35),
        ("Publication planned", -70),
    ),
    account=(
        "Alder was four months old when he was taken to the emergency department with an injury that his parents "
        "could not explain. He recovered, and lives with his grandmother.\n\nThe family had moved three times in a "
        "year. Each move began the work again. A health visitor and a school had each written down a worry; neither "
        "knew of the other."
    ),
    contains="injury to a baby; medical detail. Two paragraphs.",
    members=("care", "police", "icb", "trust", "education", "community"),
    findings=(
        "Agencies held different pictures of who lived in the home",
        "Nobody asked about the men in the home",
        "Missed appointments were counted but not followed up",
        "When the family moved, the work began again from nothing",
        "A mark on a baby not yet moving was taken as explained",
        "Workers disagreed, and the disagreement stopped with them",
        "The older sister told school, and school had nowhere to take it",
    ),
    whys=(
        "Each record has room for the adults who hold a tenancy or a registration, and none for who sleeps there. "
        "Nobody’s job is to put the pictures side by side.",
        "Visits were planned for mothers’ days. Workers said that asking about a man feels like an accusation, and "
        "that nobody had shown them how.",
        "Each service counts its own missed appointments and stops when its own limit is reached; three limits that "
        "were not reached hid seven appointments.",
        "Handing over is nobody’s visit: it takes an afternoon and is counted by neither team.",
        "The doctor on duty had not been told what a baby of that age can do, and the explanation was a likely one at "
        "three in the morning.",
        "The form for disagreeing went to the manager of whoever disagreed, and had no day by which to answer.",
        "The contact list was two years old, and the person on it had left.",
    ),
    asked=(
        Asked("Keep one household record that each agency can see and correct", "care", (1,)),
        Asked("Ask about, and record, every adult in the home", "care", (1, 2)),
        Asked("Follow up each missed appointment within five working days", "icb", (3, 4)),
        Asked("Hold a handover call within ten working days of a move", "care", (4,)),
        Asked("Ask the department to link a GP’s registration to a moved child", "department", (4,)),
        Asked("Have a paediatrician see the baby the same day", "trust", (5,)),
        Asked(
            "Answer a written disagreement within two working days",
            "police",
            (6,),
            answer="in_part",
            reason="Two working days can be kept on weekdays; at weekends the duty officer answers on the next.",
        ),
        Asked("Give each school a named person to call", "education", (7,)),
        Asked("Ask in supervision what the child has told us", "care", (7,), answer=""),
    ),
    deeds=(
        Deed(
            "Issue the shared household record",
            "care",
            193,
            (1,),
            (("claimed_done", 190), ("confirmed", 182)),
            plan=WATCHED["Case Review Group"],
        ),
        Deed(
            "Carry it on the hospital discharge form",
            "trust",
            40,
            (1,),
            (("claimed_done", 12),),
            plan=WATCHED["Case Review Group"],
        ),
        Deed(
            "Audit forty household records",
            "care",
            102,
            (1, 2),
            (("claimed_done", 104), ("confirmed", 96)),
            plan=WATCHED["Learning and Improvement Group"],
        ),
        Deed(
            "Make the assessment form ask for every adult",
            "care",
            163,
            (2,),
            (("claimed_done", 170), ("confirmed", 160)),
        ),
        Deed("Agree the missed-appointment route", "icb", 224, (3,), (("claimed_done", 226), ("confirmed", 220))),
        Deed(
            "Send team leads a weekly list",
            "icb",
            163,
            (3,),
            (("claimed_done", 165), ("confirmed", 158)),
            plan=WATCHED["Learning and Improvement Group"],
        ),
        Deed("Set the standard for the handover call", "care", 224, (4,), (("claimed_done", 230), ("confirmed", 221))),
        Deed(
            "Agree it with two neighbouring areas",
            "care",
            20,
            (4,),
            (("under_way", 120),),
            (("Marrowick has agreed in words. Nothing has come back in writing.", 75),),
        ),
        Deed("Write to the department", "care", 251, (5,), (("claimed_done", 250), ("confirmed", 240))),
        Deed(
            "Open a same-day paediatric slot",
            "trust",
            255,
            (6,),
            (("claimed_done", 256), ("confirmed", 250)),
            lasts=("The slot was free on 24 of 26 days looked at, and used on each.", 6),
        ),
        Deed(
            "Issue a disagreement form with a clock",
            "police",
            12,
            (7,),
            (("claimed_done", 10),),
            plan=WATCHED["Case Review Group"],
        ),
        Deed(
            "List a named contact for 61 schools", "education", 163, (8,), (("claimed_done", 168), ("confirmed", 160))
        ),
        Deed(
            "Start drop-ins at four schools",
            "community",
            -49,
            (8,),
            (),
            (("Two head teachers have offered a room.", 30),),
            plan=Plan(
                lead_role="Early help manager",
                watching_group="Learning and Improvement Group",
                success="Children in the four schools say whom they would tell, and more of them do",
                cost="within existing resources",
                strategy="Business plan 2026 to 2028, line 4: children are heard early",
                reach="several",
            ),
            pilot=Tried("Four schools in the north of the county", ("community", "education"), 60, -20, -200, -300),
        ),
        Deed(
            "Ask in custody who is at home with the children",
            "police",
            -110,
            (),
            (("under_way", 60),),
            (("The custody form is with the printers.", 21),),
            plan=Plan(
                lead_role="Head of custody",
                success="Every custody record of an adult says whether a child is at home without one",
                cost="£1,200 for the form",
            ),
        ),
    ),
    proofs=(
        Proof("Audit of forty records", (1, 3, 4), 110, "audit", "practice"),
        Proof("Six discharge forms", (2,), 12, "audit", "output"),
        Proof("Route, and 30 cases sampled", (5,), 226, "audit", "practice"),
        Proof("Weekly lists, 22 weeks", (6,), 165, "data", "output"),
        Proof("Call log, 31 moves", (7,), 230, "data", "practice"),
        Proof("Letter and proof of receipt", (9,), 250, "policy", "activity"),
        Proof("Slot register, 12 months", (10,), 256, "data", "sustained"),
        Proof("20 schools telephoned", (12,), 168, "observation", "practice"),
    ),
    gauges=(
        Gauge(
            "Everyone at home is recorded",
            (("31", 340), ("52", 220), ("78", 100)),
            "90",
            "Principal social worker",
            (1, 2),
        ),
        Gauge(
            "Missed appointments followed up in time",
            (("42", 320), ("66", 240), ("81", 170), ("66", 60), ("64", 15)),
            "90",
            "Designated nurse",
            (3, 4),
        ),
        Gauge("Handover call held in time", (("55", 300), ("86", 150), ("88", 30)), "85", "Handover lead", (5,)),
        Gauge("Baby seen the same day", (("70", 300), ("92", 200), ("96", 120)), "90", "", (7,)),
    ),
    report=True,
)
