"""A refusal is a sentence for a person, with a number that stays the same for ever."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(eq=False)  # not frozen: Python writes the traceback onto the exception as it passes a context manager
class Refused(Exception):
    """What was asked is not done, and nothing was changed.

    `number` is stable and documented (``E1203``); `says` is what happened and why; `do` is what to do next.
    """

    number: str
    says: str
    do: str

    def __str__(self) -> str:
        return f"{self.number}: {self.says} {self.do}"

    def as_json(self) -> dict[str, str]:
        """The refusal as the command line prints it under the key ``error``."""
        return {"number": self.number, "says": self.says, "do": self.do}
