"""Pages of the acts of a rapid review: conclude, sign, send, hear the Panel, and reply."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from throughline.access.doing import actor_of, day_of, now_of
from throughline.kernel.editions import Criterion
from throughline.notifications.queries import book_of, governs
from throughline.notifications.rules import PARTNERS
from throughline.partnerships.queries import get_agency
from throughline.rapidreviews import forms, services
from throughline.rapidreviews.after import joinable
from throughline.rapidreviews.permissions import require, why_not_act, why_not_sign
from throughline.rapidreviews.queries import Standing, standing_of
from throughline.rapidreviews.views.forming import act_page, form_page, given
from throughline.ui.drafts import with_drafts

KEPT = ("outcome", "why", "national", "national_fact", "joins", "decided_on", "once")


@require_http_methods(["GET", "POST"])
def conclude(request: HttpRequest, id: int) -> HttpResponse:
    """Conclude limb by limb."""
    review = given(request, id)
    actor, on = actor_of(request), day_of(request)
    standing = standing_of(review)
    last = standing.conclusion.pk if standing.conclusion else 0
    require(why_not_act(actor=actor, thing=review, state=standing.state, verb="conclude", on=on))
    governing = governs(review.incident, book_of(review.incident, on))
    criteria = governing.edition.criteria_of("review") if governing.edition else ()
    form = with_drafts(
        forms.ConclusionForm,
        request,
        f"rapid-review-{review.pk}-conclude-{last}",
        criteria=criteria,
        joinable=joinable(review, actor=actor, on=on),
        initial=said_before(standing, criteria),
    )

    def act(said: dict[str, Any]) -> None:
        kept = {name: said[name] for name in KEPT}
        joins = said.get("joins_review") or 0
        services.conclude(review, limbs=form.limbs, joins_review=joins, **kept, by=actor, at=now_of(request))

    return form_page(
        request,
        review,
        form,
        act,
        "Conclude the rapid review",
        "Record the conclusion",
        (governing.why,),
        "It is concluded.",
    )


def said_before(standing: Standing, criteria: Sequence[Criterion]) -> dict[str, str]:
    """What the last conclusion answered to those criteria, so that nothing is asked twice; nothing before one."""
    last = standing.conclusion
    if last is None:
        return {}
    said = {(one.limb, one.words): one for one in standing.limbs}
    found = {one.id: said[one.limb, one.words] for one in criteria if (one.limb, one.words) in said}
    answers = {f"limb_{key}": one.answer for key, one in found.items()}
    facts = {f"fact_{key}": one.fact for key, one in found.items()}
    return {"national": last.national, "national_fact": last.national_fact, **answers, **facts}


@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, id: int) -> HttpResponse:
    """Sign the conclusion for a partner."""
    review = given(request, id)
    actor, on = actor_of(request), day_of(request)
    state = standing_of(review).state
    why = {
        key: why_not_sign(actor=actor, thing=review, state=state, partner=key, agency=agency, kind=kind, on=on)
        for key in PARTNERS
        for agency, kind in [_speaks(actor.agency, actor)]
    }
    mine = [key for key, said in why.items() if said is None]
    if not mine:
        require(next(iter(why.values())))
    form = with_drafts(forms.SignForm, request, f"rapid-review-{review.pk}-sign", partners=mine)

    def act(said: dict[str, Any]) -> None:
        agency = get_agency(actor.agency, actor=actor) if actor.agency else None
        services.sign(review, **said, agency=agency, by=actor, at=now_of(request))

    about = ("Partners sign in any order. What a partner does not agree to is kept with its reason.",)
    return form_page(request, review, form, act, "Sign the conclusion", "Sign", about, "It is signed.")


def _speaks(agency: int, actor: Any) -> tuple[int, str]:
    """The agency for which this person speaks, and its kind; nobody's for the business unit."""
    return (agency, get_agency(agency, actor=actor).kind) if agency else (0, "")


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, id: int) -> HttpResponse:
    """Record that it went to the Panel."""
    return act_page(
        request,
        id,
        "send",
        forms.SendForm,
        services.send_to_panel,
        "Send it to the Panel",
        "It is kept as it was sent.",
    )


@require_http_methods(["GET", "POST"])
def panel(request: HttpRequest, id: int) -> HttpResponse:
    """Record what the Panel answered."""
    return act_page(
        request,
        id,
        "hear",
        forms.PanelForm,
        services.hear_panel,
        "Record the Panel’s answer",
        "The answer is recorded.",
    )


@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, id: int) -> HttpResponse:
    """Record the partnership's reply."""
    return act_page(
        request,
        id,
        "reply",
        forms.ReplyForm,
        services.reply_to_panel,
        "Record the partnership’s reply",
        "The reply is recorded.",
    )
