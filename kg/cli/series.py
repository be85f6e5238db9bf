"""``kg series``: cooperation and conflict between two actors over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import answers, options
from kg.cli.console import print_json, reported
from kg.cli.show import two
from kg.errors import ConfigError

if TYPE_CHECKING:
    from kg.graph.series import PeriodSums
    from kg.model import Actor

_STEPS = ("week", "month", "quarter", "year")
_WIDTH = 20


def series(
    source: answers.Source,
    one: Annotated[str, typer.Argument(metavar="ACTOR", show_default=False,
                                       help="An actor, by a name or by its id.")],
    other: Annotated[str, typer.Argument(metavar="ACTOR", show_default=False, help="The other one.")],
    step: Annotated[str, typer.Option("--step", metavar="|".join(_STEPS), help="The length of a period.")] = "month",
    as_json: answers.Json = False,
    overrides: options.Overrides = None,
    decisions: options.Decisions = None,
    rollup: answers.Rollup = None,
    as_of: options.AsOf = None,
    during: options.During = None,
    ingested_by: options.IngestedBy = None,
    model: options.Model = options.DEFAULT,
    ontology: options.Ontology = None,
) -> None:
    """Show cooperation and conflict between two actors over time, weighed by the Goldstein scale.

    The same event on one day counts once. --json prints one period a line.
    """
    with reported():
        if step not in _STEPS:
            raise ConfigError(f"there is no step {step!r} (it is one of: {', '.join(_STEPS)})")
        settings, window = options.settings(model, ontology), options.window(as_of, during, ingested_by)
        with answers.asked(source, settings, overrides, rollup, window, decisions) as asked:
            from kg.graph.series import Step
            from kg.graph.series import series as series_of
            from kg.ontology import load

            ends = two(asked, one, other)
            found = series_of(*ends, asked.dealings(*ends), load(settings.ontology), Step(step))
            if as_json:
                for period in found:
                    print_json({"start": period.start, "events": period.events,
                                "cooperation": period.cooperation, "conflict": period.conflict,
                                "net": period.net, "outgoing": period.outgoing, "incoming": period.incoming})
            else:
                _print(*ends, found)


def _print(one: Actor, other: Actor, found: tuple[PeriodSums, ...]) -> None:
    if not found:
        answers.print_line(f"no event with a day is claimed between {one.name} and {other.name}")
        return
    most = max(max(p.cooperation, -p.conflict) for p in found)
    answers.print_table(
        ("from", "events#", "cooperation#", "conflict#", "net#", f"{one.name}’s part#", f"{other.name}’s#", ""),
        ((p.start, p.events, p.cooperation, p.conflict, p.net, p.outgoing, p.incoming, _bar(p, most)) for p in found))


def _bar(period: PeriodSums, most: float) -> str:
    """Return conflict to the left and cooperation to the right of a line, as long as they are strong."""
    left, right = (round(abs(value) / most * _WIDTH) for value in (period.conflict, period.cooperation))
    return f"{'▒' * left:>{_WIDTH}}|{'█' * right}"
