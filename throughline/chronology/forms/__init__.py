"""Words and validation of the forms of this room."""

from throughline.chronology.forms.entries import EntryForm
from throughline.chronology.forms.episodes import EpisodeForm, HeldForm, PutInForm
from throughline.chronology.forms.held import ColumnsForm, MoveForm, SettingsForm
from throughline.chronology.forms.said import AttachForm, AttachPairForm, MarkForm, SettleForm, SourceForm
from throughline.chronology.forms.sending import SEVERAL, AnswerForm, AskForm, SendForm, ask_whose
from throughline.chronology.forms.splitting import SplitForm, room_for
from throughline.chronology.forms.then import ThenForm

__all__ = [
    "SEVERAL",
    "AnswerForm",
    "AskForm",
    "AttachForm",
    "AttachPairForm",
    "ColumnsForm",
    "EntryForm",
    "EpisodeForm",
    "HeldForm",
    "MarkForm",
    "MoveForm",
    "PutInForm",
    "SendForm",
    "SettingsForm",
    "SettleForm",
    "SourceForm",
    "SplitForm",
    "ThenForm",
    "ask_whose",
    "room_for",
]
