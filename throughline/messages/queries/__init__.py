"""What was asked of whom, and whom one may ask; each as far as a person may see it."""

from throughline.messages.queries.asks import ask_of_link, asks_about, get_ask, visible_asks
from throughline.messages.queries.people import Recipient, recipients

__all__ = ["Recipient", "ask_of_link", "asks_about", "get_ask", "recipients", "visible_asks"]
