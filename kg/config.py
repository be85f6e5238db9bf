"""Where the data of the package lie."""

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
