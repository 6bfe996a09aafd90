"""Why a district's access changes, one cause at a time, and every district in a sentence."""

from dataclasses import dataclass

from lib import outcome_words
from lib.findings.context import Context
from lib.findings.outcome import Result
from lib.model.explain import Step, placed_growth, waterfall
from lib.model.need import BASES
from lib.scenarios import plan


@dataclass(frozen=True, kw_only=True)
class Explained:
    """Why access changes, cause by cause.

    Attributes
    ----------
    steps
        From today's access to the scenario's, one cause at a time.
    messages
        Every district in a sentence.
    opens_with
        The area_code of the district chosen, else of the one whose money moves most.
    """

    steps: list[Step]
    messages: tuple[str, ...]
    opens_with: str

    def access(self, code: str) -> list[tuple[str, float]]:
        """One district's access after each cause, by cause."""
        return [(step.cause, float(step.access[code])) for step in self.steps]


def explained(context: Context, result: Result) -> Explained:
    scenario, chosen = result.scenario, result.filters.district
    unweighted = context.today(next(iter(BASES)), False, scenario.shared_by)
    steps = waterfall(
        plan.plain(scenario, unweighted, result.today),
        plan.response(scenario, result.today),
        result.outcome.pounds_after,
        placed_growth(result.outcome),
    )
    messages = tuple(
        outcome_words.district_sentence(result.outcome, result.sure, result.areas.name, code)
        for code in result.areas.order
    )
    moves_most = str(result.change.abs().idxmax())
    return Explained(
        steps=steps,
        messages=messages,
        opens_with=chosen if chosen in result.areas.order else moves_most,
    )
