"""As whom a person with several memberships acts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from throughline.access.doing import actor_of, day_of, now_of
from throughline.access.forms.membership import MembershipForm
from throughline.access.queries import memberships_of
from throughline.access.services.membership import choose_membership
from throughline.ui.pages import render


@require_http_methods(["GET", "POST"])
def membership(request: HttpRequest) -> HttpResponse:
    """Shows the memberships that stand today and takes the choice of one."""
    rows = memberships_of(actor_of(request).user, on=day_of(request))
    form = MembershipForm(request.POST or None, rows=rows, initial={"membership": actor_of(request).membership})
    if request.method == "POST" and form.is_valid():
        chosen = int(form.cleaned_data["membership"])
        choose_membership(membership=chosen, by=actor_of(request), at=now_of(request))
        request.session["membership"] = chosen
        return HttpResponseRedirect("/")
    return render(request, "access/membership.jinja", rows, form=form)
