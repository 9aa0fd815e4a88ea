"""What the form of a new action asks of the database."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests import records
from tests.signing_in import second_factor, signed_in
from throughline.partnerships.models import Group, GroupName

pytestmark = pytest.mark.django_db
MOST_STATEMENTS = 12
NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def test_the_form_of_a_new_action_takes_twelve_statements_however_much_there_is_to_choose_from() -> None:
    where = make.partnership()
    person = make.member(where)
    second_factor(person)
    by = make.actor(person)
    review = records.review(by, where=where)
    for number in range(4):
        records.finding(review, by, number=str(number))
        make.agency(where, f"Agency {number}", "health_provider")
        GroupName.objects.create(group=Group.objects.create(partnership=where), name=f"Group {number}")
    over = Group.objects.create(partnership=where, to_on=make.TODAY.replace(year=2020))
    GroupName.objects.create(group=over, name="A group that is over")
    client, address = signed_in(person), f"/reviews/{review.pk}/actions/new"
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        page = client.get(address).content.decode()
    assert sum(not query["sql"].startswith(NOT_COUNTED) for query in caught) <= MOST_STATEMENTS
    assert all(f">{name} {number}<" in page for name in ("Agency", "Group") for number in range(4))
    assert "A group that is over" not in page
