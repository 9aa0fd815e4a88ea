"""Action plans as a library, without Django: read one from Excel or Word, and write one that reads back the same.

from throughline.planfiles import read_plan, write_plan
plan = read_plan("plan.xlsx", data)
plan.actions, plan.refused, plan.fates, plan.rows
"""

from __future__ import annotations

from throughline.planfiles.cells import written
from throughline.planfiles.colours import COLOURS
from throughline.planfiles.pilots import PlanPilot, pilot_in, pilot_lines
from throughline.planfiles.plan import FATES, Plan, PlanAction, RefusedRow, Update
from throughline.planfiles.reading import TAKEN, read_plan
from throughline.planfiles.writing import ENDINGS, Exported, Layout, write_plan

__all__ = [
    "COLOURS",
    "ENDINGS",
    "FATES",
    "TAKEN",
    "Exported",
    "Layout",
    "Plan",
    "PlanAction",
    "PlanPilot",
    "RefusedRow",
    "Update",
    "pilot_in",
    "pilot_lines",
    "read_plan",
    "write_plan",
    "written",
]
