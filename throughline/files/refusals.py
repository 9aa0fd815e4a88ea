"""Why a file is not opened: one numbered sentence each, the same words wherever a file comes in (E1101 to E1112)."""

from __future__ import annotations

from throughline.kernel.refusals import Refused

MEGABYTE = 1_000_000
MOST_SENT = 100 * MEGABYTE
MOST_UNPACKED = 1_000 * MEGABYTE
MOST_TIMES = 200

TAKEN = "Word (.docx), PDF (.pdf), Markdown (.md) or plain text (.txt)"


def not_found(name: str, why: str) -> Refused:
    """There is no such file, or it may not be read."""
    return Refused("E1101", f"{name} cannot be read: {why}.", "Check the name, and that you may open the file.")


def is_empty(name: str) -> Refused:
    """The file holds nothing."""
    return Refused("E1102", f"{name} is empty.", "Check that it was saved or copied completely, and send it again.")


def type_not_taken(name: str, what: str, do: str = f"Save it as {TAKEN}.") -> Refused:
    """The file is of a kind that is not read here."""
    return Refused("E1103", f"{name} is {what}, which is not read here.", do)


def not_what_it_claims(name: str, claims: str, looks: str) -> Refused:
    """The ending of the name says one thing and the content another."""
    return Refused(
        "E1104",
        f"{name} is not the type it claims: the name says {claims}, the content is {looks}.",
        "Open it in the program that made it, and save it again under the right type.",
    )


def is_locked(name: str, what: str) -> Refused:
    """The file is encrypted, and opens only with a password."""
    return Refused("E1105", f"{name} is {what} locked with a password.", "Save a copy without the password; send that.")


def has_no_text(name: str, what: str, do: str) -> Refused:
    """Nothing can be read from it: most often a scan."""
    return Refused("E1106", f"{name} holds no text: {what}.", do)


def broken_word(name: str, why: str) -> Refused:
    """The Word file is cut short or damaged."""
    return Refused(
        "E1107", f"{name} is a damaged Word file: {why}.", "Open it in Word, let Word repair it, and save it again."
    )


def broken_pdf(name: str, why: str) -> Refused:
    """The PDF is cut short or damaged."""
    return Refused("E1108", f"{name} is a damaged PDF: {why}.", "Ask for it again, or print it to a new PDF.")


def too_large(name: str, size: int) -> Refused:
    """The file is larger than anything that is taken."""
    return Refused(
        "E1109",
        f"{name} is too large: {size // MEGABYTE} MB, and at most {MOST_SENT // MEGABYTE} MB are taken.",
        "Take out pictures and attachments, or send it in parts.",
    )


def unpacks_too_large(name: str, why: str) -> Refused:
    """Unpacked it would fill the memory, by its own account or in fact."""
    return Refused(
        "E1110", f"{name} is not unpacked: {why}.", "Open it where it was made and save a new copy without attachments."
    )


def has_entities(name: str, where: str) -> Refused:
    """Its XML declares entities or a document type, which no Word file needs."""
    return Refused(
        "E1111",
        f"{name} is not opened: {where} declares XML entities or a document type, which can reach out to other files.",
        "Ask where the file comes from; opened in Word and saved again it is free of them.",
    )


def unreadable_encoding(name: str, why: str) -> Refused:
    """The bytes are not text in any encoding that can be told."""
    return Refused("E1112", f"{name} cannot be read as text: {why}.", "Save it again as plain text in UTF-8.")


def broken_excel(name: str) -> Refused:
    """The Excel file is cut short or damaged."""
    return Refused(
        "E1113",
        f"{name} is a damaged Excel file: it is cut short, or a piece of it is missing or unreadable.",
        "Open it in Excel, let Excel repair it, and save it again.",
    )


def broken_json(name: str) -> Refused:
    """The text is no JSON."""
    return Refused("E1114", f"{name} is not JSON, or is cut short.", "Export it again from where it was made.")
