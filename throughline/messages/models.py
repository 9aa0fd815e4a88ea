"""Asks and their answers, the links and codes that open them, the outbox, and whom to write to."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from throughline.cases.models import OfCase, paired
from throughline.partnerships.models import Agency, Partnership


class Contact(models.Model):
    """Somebody of an agency whom the partnership may write to, at the address that it registered, and their rank.

    `user` is who they are in the record. Somebody without an account is a person there who cannot sign in.
    """

    class Rank(models.TextChoices):
        LEAD = "lead", "Lead"
        DEPUTY = "deputy", "Deputy or manager"
        CHIEF = "chief", "Head of the agency"

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    rank = models.CharField(max_length=10, choices=Rank.choices, default=Rank.LEAD)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = (
            paired("ended_at", "ended_by"),
            models.UniqueConstraint(
                fields=("partnership", "agency", "user"),
                condition=models.Q(ended_at__isnull=True),
                name="correspondence_contact_once",
            ),
        )

    class Sensitivity:
        open = (
            "id",
            "partnership",
            "agency",
            "user",
            "rank",
            "registered_at",
            "registered_by",
            "ended_at",
            "ended_by",
        )
        case = ("name",)
        identifies = ("name",)


class LadderRung(models.Model):
    """A rung of a partnership's own ladder: working days past the day, and the rank that is then written to."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    after = models.PositiveSmallIntegerField()
    rank = models.CharField(max_length=10, choices=Contact.Rank.choices)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("partnership", "after", "rank"), name="correspondence_rung_once"),
        )

    class Sensitivity:
        open = ("id", "partnership", "after", "rank")


class Ask(OfCase):
    """A question to one person about a thing of a case; who asked and when are `made_by` and `made_at`.

    `subject_type` and `subject` name the thing without a key to it, since it belongs to a later room. `state` repeats
    the last of the ask's states, and the service that adds one sets both. `to_name` and `agency`
    are as they were when it was asked. Links work to the end of `open_until`.
    """

    kind = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject = models.BigIntegerField()
    question = models.TextField(blank=True)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    to_name = models.CharField(max_length=200)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    open_until = models.DateField()
    state = models.CharField(max_length=20, default="asked")

    class Meta(OfCase.Meta):
        constraints = (*OfCase.Meta.constraints,)
        indexes = (models.Index(fields=("subject_type", "subject"), name="correspondence_ask_subject"),)

    class Sensitivity:
        open = ("kind", "subject_type", "subject", "to", "agency", "due_on", "open_until", "state")
        case = ("question", "to_name")
        identifies = ("to_name",)
        narrates = ("question",)


class AskState(models.Model):
    """A state the ask came into, and by whom; by nobody where a message went out or the time ran out. Append-only."""

    ask = models.ForeignKey(Ask, on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "ask", "state", "at", "by")


class AskAnswer(models.Model):
    """What came back: an answer, or that they looked and hold nothing, with what was searched and by whom. Append-only.

    An ask has one at most: of two who answer at once, one does. An answer to a question of another room's kind stands
    in that room's own records, and `text` is empty. `told_by_name` is who gave it by word of mouth, and `told_how` how,
    where the business unit wrote it down.
    """

    ask = models.OneToOneField(Ask, on_delete=models.PROTECT, related_name="answer")
    nil = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    searched = models.TextField(blank=True)
    searched_name = models.CharField(max_length=200, blank=True)
    told_by_name = models.CharField(max_length=200, blank=True)
    told_how = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Sensitivity:
        open = ("id", "ask", "nil", "told_how", "answered_at", "answered_by")
        case = ("text", "searched", "searched_name", "told_by_name")
        identifies = ("searched_name", "told_by_name")
        narrates = ("text", "searched")


class Message(models.Model):
    """One message to one person: a row first, sent after. Its words are a fixed text of its `kind`.

    `once` says what it is for, so that it is made once. `since` is the moment at which it came into its state,
    `address` where it went, `why` the reason why it did not go.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be sent"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Not sent"
        UNSURE = "unsure", "Perhaps sent"
        DROPPED = "dropped", "Not needed any more"

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ask = models.ForeignKey(Ask, null=True, blank=True, on_delete=models.PROTECT, related_name="messages")
    once = models.CharField(max_length=100, unique=True)
    rung = models.CharField(max_length=20, blank=True)
    needs = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    since = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    address = models.EmailField(blank=True)
    why = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = (
            models.Index(fields=("state", "since"), name="correspondence_msg_state"),
            models.Index(fields=("to", "-made_at"), name="correspondence_msg_to"),
        )

    class Sensitivity:
        open = (
            "id",
            "partnership",
            "kind",
            "to",
            "ask",
            "rung",
            "needs",
            "late",
            "why",
            "state",
            "since",
            "tries",
            "made_at",
            "made_by",
        )
        protected = ("address",)
        sealed = ("once",)
        identifies = ("address",)


class AskLink(models.Model):
    """A link that was sent to a person for an ask, by its hash alone: the link itself stands only in the message.

    Its codes go to that person: who was asked, or somebody further up their agency's ladder.
    """

    ask = models.ForeignKey(Ask, on_delete=models.PROTECT, related_name="links")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    hash = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()

    class Sensitivity:
        open = ("id", "ask", "to", "at")
        sealed = ("hash",)


class AskCode(models.Model):
    """A code that was asked for at a link. It has no hash until the message with it goes out; then the ten minutes run.

    `tries` counts the wrong ones; one that was used, or spent by wrong tries, opens nothing.
    """

    link = models.ForeignKey(AskLink, on_delete=models.PROTECT, related_name="codes")
    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="code")
    hash = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used = models.BooleanField(default=False)

    class Sensitivity:
        open = ("id", "link", "message", "at", "tries", "used")
        sealed = ("hash",)


class AskOpening(models.Model):
    """A code was right, and one browser may see that one ask for an hour from `at`."""

    link = models.ForeignKey(AskLink, on_delete=models.PROTECT, related_name="openings")
    at = models.DateTimeField()

    class Sensitivity:
        open = ("id", "link", "at")


class Digest(models.Model):
    """A person who wants a message on each working day on which something needs them."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "partnership"), name="correspondence_digest_once"),)

    class Sensitivity:
        open = ("id", "user", "partnership")


class CalendarFeed(models.Model):
    """A person's deadlines at a secret address, of which only the hash is kept, until it is ended."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    hash = models.CharField(max_length=64, unique=True)
    read_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = (paired("ended_at", "ended_by"),)

    class Sensitivity:
        open = ("id", "user", "partnership", "read_on", "made_at", "made_by", "ended_at", "ended_by")
        sealed = ("hash",)
