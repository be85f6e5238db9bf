"""A writer to be killed: adds articles to a store, and prints the number of each once the store has acknowledged it.

    python -m tests.store.writer STORE FIRST COUNT
"""

import sys
from collections.abc import Iterator

from kg.model import Article, Claim
from kg.store import Store
from kg.store import store as module
from tests.builders import article, claim

EXTRACTOR = "patterns/1"


def items(first: int, count: int) -> Iterator[tuple[Article, list[Claim]]]:
    """Articles with a claim each; every fifth is another version of the one before."""
    for number in range(first, first + count):
        id = f"{number - 1 if number % 5 == 4 else number}"
        who = ["Turkey", "Russia", "Syria"][number % 3]
        sentence = f"{who} meets Iran for the {number}th time."
        published = f"2020-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
        yield (article(sentence, id=id, published=published),
               [claim(who, "meets", "Iran", sentence=sentence, article_id=id, published=published)])


def main() -> None:
    """Add what the command line says."""
    path, first, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    module._ARTICLES = 7  # transactions follow one another closely
    with Store.open(path, write=True) as store:
        for text, _ in store.add(items(first, count), EXTRACTOR):
            sys.stdout.write(text.text.split("the ")[1].split("th")[0] + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
