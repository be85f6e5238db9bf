"""What comes of one input: an article, an error, or a note that it was passed over."""

from dataclasses import dataclass

from kg.errors import InputError
from kg.model import Article

EXTRA = "ingest"
"""The extra of the package that brings the libraries of the formats which need one."""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Something that is no error and no article: a picture in a folder, an article that was there already."""

    what: str
    kind: str = "other"


@dataclass(frozen=True, slots=True)
class Item:
    """One result of reading, with the place it comes from.

    ``where`` is the path, with the member, the line or the row; ``format`` the name of the format ("" where none was
    found); ``notes`` are lines for people about what was mended or doubtful.
    """

    where: str
    result: Article | InputError | PassedOver
    format: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Let go of where an error was raised: the frames there would keep what was read alive as long as the error."""
        if isinstance(self.result, InputError):
            self.result.__traceback__ = self.result.__context__ = self.result.__cause__ = None

    @property
    def status(self) -> str:
        """The status for the report: "used", "skipped" or "failed"."""
        if isinstance(self.result, Article):
            return "used"
        return "failed" if isinstance(self.result, InputError) and self.result.kind == "failed" else "skipped"
