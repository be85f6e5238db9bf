"""Write ``ontology/country-codes.tsv``: ISO 3166-1 alpha-3 codes and their alpha-2 codes, from the package rigour.

Usage: ``python scripts/country_codes.py ontology/country-codes.tsv`` (``pip install rigour`` first). XKX and XK are the
user-assigned codes in common use for Kosovo.
"""

import sys
from pathlib import Path

from rigour.territories import get_territories

found = [one for one in get_territories() if one.alpha3 and len(one.code) == 2]
pairs = {one.alpha3.upper(): one.code.upper() for one in found}
pairs["XKX"] = "XK"
lines = ["alpha3\talpha2", *(f"{three}\t{pairs[three]}" for three in sorted(pairs))]
Path(sys.argv[1]).write_text("\n".join(lines) + "\n", encoding="utf-8")
