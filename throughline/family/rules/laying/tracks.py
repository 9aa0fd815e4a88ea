"""Where each lane and each run lies, so that no two lines run together. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from throughline.family.rules.laying.facts import LANE
from throughline.family.rules.laying.plan import Lane, Plan, Run, Top

NEAR, NUDGE, AIR = 5.0, 7, 8.0
SLOT, LEAST = 20.0, 4.0
AGAIN = 8


def slots(plan: Plan, halves: Mapping[int, float]) -> dict[tuple[int, int], float]:
    """For each child and net, how far from the child's middle its line comes down, in the order in which they come.

    They lie 20 apart, less where the symbol is narrow, and never less than 4, so that two do not run together.
    """
    by_child: dict[int, list[int]] = {}
    for top in plan.tops:
        for child in top.children:
            by_child.setdefault(child, []).append(top.net)
    found: dict[tuple[int, int], float] = {}
    for child, nets in by_child.items():
        nets.sort(key=lambda net: (_from(plan, net), net))
        apart = max(LEAST, min(SLOT, 1.5 * halves[child] / len(nets)))
        for place, net in enumerate(nets):
            found[child, net] = float(round((place - (len(nets) - 1) / 2) * apart))
    return found


def _from(plan: Plan, net: int) -> float:
    parents = plan.nets[net].parents
    return sum(plan.x[key] for key in parents) / len(parents)


def place_lanes(
    plan: Plan, x: Mapping[int, float], half: Mapping[int, float], slot: Mapping[tuple[int, int], float]
) -> None:
    """Give every lane and every child's top its place across."""
    for top in plan.tops:
        top.x = sum(x[child] + slot[child, top.net] for child in top.children) / len(top.children)
    gaps: dict[tuple[int, int], list[Lane]] = {}
    for lane in plan.lanes:
        gaps.setdefault((lane.row, lane.gap), []).append(lane)
    for (row, gap), lanes in sorted(gaps.items()):
        for lane, place in zip(_in_order(plan, lanes), _places(plan, row, gap, len(lanes), x, half), strict=True):
            lane.x = place
    for run in plan.runs:
        if run.couple >= 0:
            run.middle = float(round((min(run.xs) + max(run.xs)) / 2))
    _stems(plan)
    _nudge(plan)


def _stems(plan: Plan) -> None:
    """What hangs from the line of a couple who are not side by side hangs from its middle, a second kind beside it."""
    hung: dict[int, int] = {}
    for run in plan.runs:
        if run.under:
            place = hung.get(id(run.under), 0)
            hung[id(run.under)] = place + 1
            run.stem = run.under.middle + LANE * (place // 2 + place % 2) * (1 if place % 2 else -1)


def _in_order(plan: Plan, lanes: list[Lane]) -> list[Lane]:
    """Those of the neighbour at left first, then by where they go; what hangs from a couple stands in the middle."""

    def side(lane: Lane) -> tuple[int, float]:
        if not lane.start:
            return 1, lane.aim
        return (0 if plan.at[lane.start][1] < lane.gap else 2), lane.aim

    first = [lane for lane in lanes if lane.middle][:1]
    rest = sorted((lane for lane in lanes if lane not in first), key=side)
    return [*rest[: len(rest) // 2], *first, *rest[len(rest) // 2 :]]


def _places(
    plan: Plan, row: int, gap: int, many: int, x: Mapping[int, float], half: Mapping[int, float]
) -> list[float]:
    keys = plan.rows[row]
    if gap == 0:
        return [x[keys[0]] - half[keys[0]] - LANE * (many - place) for place in range(many)]
    if gap == len(keys):
        return [x[keys[-1]] + half[keys[-1]] + LANE * (place + 1) for place in range(many)]
    one, other = keys[gap - 1], keys[gap]
    pair = (one, other) if one < other else (other, one)
    if any(couple.pair == pair for couple in plan.couples):
        middle, start = (x[one] + x[other]) / 2, (many - 1) // 2
        return [float(round(middle + LANE * (place - start))) for place in range(many)]
    middle = (x[one] + half[one] + x[other] - half[other]) / 2
    return [float(round(middle + LANE * (place - (many - 1) / 2))) for place in range(many)]


def _nudge(plan: Plan) -> None:
    """Move what comes down from a row by a few points where it would lie on a line that goes on further below."""
    for row in range(len(plan.rows)):
        below = [run for run in plan.runs if run.channel == row]
        uppers = [(lane, run) for run in below for lane in run.ups]
        for lane, run in sorted(uppers, key=lambda pair: pair[0].x):
            taken = _taken(plan, lane, run)
            own = [one.x for one in run.downs if isinstance(one, Top)] if len(run.xs) == 2 and lane.start == 0 else []
            lane.x = _free(lane.x, taken, own)
        for run in below:
            if run.under:
                run.stem = _free(run.stem, _taken(plan, None, run), [])


def _taken(plan: Plan, lane: Lane | None, run: Run) -> list[float]:
    others = [other for other in plan.runs if other is not run and other.channel == run.channel]
    found = [one.x for other in others for one in (*other.downs, *other.ups) if one is not lane]
    found += [other.stem for other in others if other.under]
    found += [one.x for one in plan.lanes if lane and one is not lane and one.row == lane.row]
    if lane and not lane.start and not lane.middle:
        found += [one.x for one in plan.lanes if one.row == lane.row - 1]
    return found


def _free(x: float, taken: Iterable[float], wanted: Iterable[float]) -> float:
    known, liked = list(taken), list(wanted)

    def price(move: int) -> tuple[float, int, int]:
        at = x + move
        met = sum(1 for other in known if abs(other - at) < NEAR)
        return (met - (0.5 if at in liked else 0), abs(move), move)

    return x + min(range(-NUDGE, NUDGE + 1), key=price)


def place_runs(plan: Plan) -> dict[int, int]:
    """Give each run its track, 0 nearest to the children, and say how many tracks each channel has.

    A run that would come down on to what leaves another above it is placed again, after it, and so higher.
    """
    later = dict.fromkeys(map(id, plan.runs), 0)
    for _ in range(AGAIN):
        placed = _placed(sorted(plan.runs, key=lambda run: (later[id(run)], *_shorter(run))))
        wrong = [run for runs in placed.values() for run in runs if any(_lies_on(run, other) for other in runs)]
        if not wrong:
            break
        for run in wrong:
            later[id(run)] += 1
    return {channel: 1 + max(run.track for run in runs) for channel, runs in placed.items()}


def _placed(runs: Iterable[Run]) -> dict[int, list[Run]]:
    placed: dict[int, list[Run]] = {}
    over: dict[int, int] = {}
    waiting = sorted(runs, key=lambda run: run.couple >= 0)
    for run in waiting:
        if max(run.xs) - min(run.xs) < 1:
            continue
        others = placed.setdefault(run.channel, [])
        least = over.get(id(run), -1) + 1
        most = max([least, *(other.track + 1 for other in others)])
        free = [track for track in range(least, most + 1) if not _overlaps(run, track, others)]
        run.track = min(free, key=lambda track: (_met(run, track, others), track))
        others.append(run)
        if run.under:
            over[id(run.under)] = max(run.track, over.get(id(run.under), -1))
    return placed


def _shorter(run: Run) -> tuple[float, float, int, int]:
    return (max(run.xs) - min(run.xs), min(run.xs), run.net, run.couple)


def _lies_on(run: Run, other: Run) -> bool:
    return run is not other and run.track <= other.track and _near(_down_to(run), [one.x for one in other.downs])


def _overlaps(run: Run, track: int, others: Iterable[Run]) -> bool:
    low, high = min(run.xs) - AIR, max(run.xs) + AIR
    return any(other.track == track and min(other.xs) < high and low < max(other.xs) for other in others)


def _met(run: Run, track: int, others: Iterable[Run]) -> int:
    """How many lines would run together: what comes down to one, and what goes down from another that lies higher."""
    return sum(
        (track <= other.track and _near(_down_to(run), [one.x for one in other.downs]))
        + (track >= other.track and _near(_down_to(other), [one.x for one in run.downs]))
        for other in others
    )


def _down_to(run: Run) -> list[float]:
    return [one.x for one in run.ups] + ([run.stem] if run.under else [])


def _near(some: Iterable[float], others: Iterable[float]) -> bool:
    known = list(others)
    return any(abs(one - other) < NEAR for one in some for other in known)
