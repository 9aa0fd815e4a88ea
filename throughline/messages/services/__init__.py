"""Ask somebody outside, chase the answer, and take it in. What other rooms use:

Ask (in a service or view of yours)::

    from throughline.messages.queries import asks_about, recipients
    from throughline.messages.services import ask, ask_again, escalate, remind, withdraw_ask

    recipients(partnership, on=day, agency=0) -> tuple[Recipient, ...]   # .key for a form, .name, .about, .agency
    ask(case=, kind="rapid_review.agency", to=recipient.key, subject=("rapid_review", 12), question="",
        due_on=, by=, at=) -> Ask
    asks_about("rapid_review", 12, actor=, on=)      # the asks: .state, .to_name, .agency, .due_on, .answer, .states
    remind(ask, by=, at=)   ask_again(ask, by=, at=)   escalate(ask, to=recipient.key, by=, at=)
    withdraw_ask(ask, reason="", by=, at=)
    record_answer(ask, values=, told_by_name=, told_how=, by=, at=)      # given by telephone: `values` of its form
    close_answered(kind=, subject=, how="by account", agency=0, by=, at=)    # the same was answered without the link

Who may: coordinators and chairs, of cases that their own partnership holds. Refusals are E1801 to E1810.

Say how your kind of question is answered, once, at `AppConfig.ready` (see `throughline.messages.kinds`)::

    register(Kind(key="rapid_review.agency", title="What your agency knows", form=AgencyForm, answer=keep_answer))

    class AgencyForm(ThroughlineForm):               # made as AgencyForm(data, files, ask=ask)
        def __init__(self, *args, ask, **kwargs): ...
    def keep_answer(*, ask, values, by, at): ...     # in the closing transaction, once; by.user is the person asked

Say what is due, for calendars and digests, at `AppConfig.ready` too (see `throughline.messages.deadlines`)::

    provide("clocks", clocks_due)
    def clocks_due(actor, on): return [Deadline(on=due, reference="WX-2026-04", what="notify the Panel", key="clock-7")]

Nothing is sent from a service: a message is a row, and the background worker sends it, with a link and no content. In a
test, ``throughline.messages.sending.send(message.pk, at)`` sends one, and ``new_link(ask, ask.to, at)`` gives the path
of a door without sending anything.
"""

from throughline.messages.services.asking import ask, ask_again, escalate, higher, remind, withdraw_ask
from throughline.messages.services.mine import choose_digest, end_calendar, make_calendar, send_digests
from throughline.messages.services.opening import answer, return_nil, send_code, try_code
from throughline.messages.services.outbox import post, send_again
from throughline.messages.services.recording import close_answered, record_answer, record_nil
from throughline.messages.services.registering import end_contact, register_contact, set_ladder

__all__ = [
    "answer",
    "ask",
    "ask_again",
    "choose_digest",
    "close_answered",
    "end_calendar",
    "end_contact",
    "escalate",
    "higher",
    "make_calendar",
    "post",
    "record_answer",
    "record_nil",
    "register_contact",
    "remind",
    "return_nil",
    "send_again",
    "send_code",
    "send_digests",
    "set_ladder",
    "try_code",
    "withdraw_ask",
]
