"""Numbers, switches and choices of a scenario."""

from lib.catalogue.assumptions import of_kind, settings
from lib.model.curves import CURVES
from lib.model.need import BASES
from lib.model.reallocation import SHARED_BY
from lib.scenarios import standing
from lib.scenarios.record import Scenario


def test_a_choice_starts_at_one_of_its_options_and_nothing_else_has_any() -> None:
    for setting in settings().values():
        keys = [option.key for option in setting.options]
        assert bool(keys) == (setting.kind == "choice"), setting.key
        assert not keys or setting.value in keys, setting.key
        assert len(set(keys)) == len(keys) and len(set(setting.labels.values())) == len(keys)


def test_links_and_scenarios_have_the_options_of_the_record() -> None:
    assert {choice.key: choice.labels for choice in of_kind("choice")} == standing.OPTIONS
    for choice in of_kind("choice"):
        for option in choice.options:
            data = Scenario().having(choice.where, option.key).model_dump()
            assert Scenario.model_validate(data).at(choice.where) == option.key


def test_the_model_has_something_behind_every_option() -> None:
    assert list(BASES) == list(settings()["basis"].labels)
    assert list(CURVES) == list(settings()["curve"].labels)
    assert settings()["shared_by"].labels == SHARED_BY
