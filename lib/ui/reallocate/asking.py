"""Ask the model: the question, the answer in words, whether it holds, and the trade-off."""

from collections.abc import Callable, Hashable
from html import escape

import streamlit as st

from lib import money_charts, words
from lib.errors import AskedTooMuch, NoAllocation
from lib.findings import modelled
from lib.findings.answers import Answered, answered, by_assumption, by_district, holds, trade_off
from lib.findings.outcome import Result
from lib.markdown import verbatim
from lib.model.allocate import ALPHA_MOST, OBJECTIVES, Question
from lib.scenarios import plan
from lib.scenarios.plan import Point
from lib.ui import cache, turns
from lib.ui.parts import blocks, terms
from lib.ui.parts.axis import axis
from lib.ui.private import ExpanderContainer
from lib.ui.reallocate import sliders
from lib.ui.session import ASKED


def place() -> ExpanderContainer:
    """Where the question stands, folded away until it is wanted; only then is it drawn."""
    return st.expander("Ask the model", key="asking", on_change="rerun")


def show_question(result: Result) -> None:
    """The question, and the answer in words."""
    question = draw_question(result)
    st.button("Ask", type="primary", on_click=_ask, args=(question,))
    if st.session_state.get(ASKED) != question:
        definition = OBJECTIVES[question.objective].definition
        st.caption(verbatim(cache.tables().place.say(definition)))
        return
    try:
        turns.take("solver", _asked(result, question))
        show_answer(result, answered(cache.context(), result, question))
    except NoAllocation as fault:
        st.warning(verbatim(str(fault)), title="No answer to this question")
    except AskedTooMuch as fault:
        st.warning(verbatim(str(fault)), title="Not asked yet")


def show_evidence(result: Result) -> None:
    """What stands behind an answer that has been given: districts, other assumptions, the
    trade-off."""
    question: Question | None = st.session_state.get(ASKED)
    if question is None:
        return
    try:
        turns.take("solver", _asked(result, question))
        answer = answered(cache.context(), result, question)
    except (NoAllocation, AskedTooMuch):
        return  # said where it was asked
    blocks.table(by_district(result, answer), f"The answer, by {result.areas.noun.one} (modelled)")
    show_trials(result, question)
    show_trade_off(result)


def _asked(result: Result, question: Question) -> Hashable:
    """What the model is to work out: an answer already given costs nothing."""
    return question, modelled.asked_under(result.scenario)


def _ask(question: Question) -> None:
    st.session_state[ASKED] = question


def draw_question(result: Result) -> Question:
    """The question the widgets make; a change of it needs asking anew."""
    say = cache.tables().place.say
    labels = {say(objective.label): key for key, objective in OBJECTIVES.items()}
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    meant = verbatim(terms.meanings(*labels))
    chosen = left.selectbox("Which allocation?", list(labels), key="objective", help=meant)
    objective = labels[chosen]
    if objective == "dial":
        help_text = "0: most children. 10: looks hardest at the lowest access."
        return Question(
            objective=objective,
            alpha=right.slider(
                "Fairness dial", 0.0, ALPHA_MOST, 1.0, 0.5, key="alpha", help=help_text
            ),
        )
    if objective == "reach":
        every = f"Every {verbatim(result.areas.noun.one)} reaches, in 100"
        rate = right.number_input(every, 1.0, 100.0, result.filters.standard, 1.0, key="rate")
        return Question(objective=objective, rate=rate)
    if objective == "closest":
        if result.standard is None:
            right.caption(
                "The standards are defined on the national basis only; here it is a rate like any"
                " other."
            )
        return Question(objective=objective, rate=result.filters.standard)
    return Question(objective=objective)


def show_answer(result: Result, answer_in_words: Answered) -> None:
    """The answer in words and pounds, and a button that puts it on the sliders."""
    st.html(f'<p class="answer" role="status">{escape(answer_in_words.message)}</p>')
    if answer_in_words.claims:
        terms.paragraph(answer_in_words.claims)
    start, answer = result.today, answer_in_words.answer
    st.button(
        "Put this answer on the sliders",
        on_click=sliders.loads(lambda now: plan.with_answer(now, start, answer)),
    )
    by_area = verbatim(cache.tables().place.say("{Area} by {area}"))
    st.caption(f"{by_area}, under other assumptions and against the trade-off: below the table.")


def show_trials(result: Result, question: Question) -> None:
    """Does the answer hold? The same question under each other assumption."""
    held = holds(cache.context(), result, question)
    blocks.table(by_assumption(result, held), "Does the answer hold?", text_columns=2)
    if held.message:
        terms.note(held.message)


def show_trade_off(result: Result) -> None:
    """Children reached against the gap; a point, clicked or chosen, goes on the sliders."""
    try:
        points = modelled.trade_off(cache.context(), modelled.asked_under(result.scenario))
    except NoAllocation as fault:
        st.caption(f"The trade-off cannot be drawn. {verbatim(str(fault))}")
        return
    drawn = trade_off(result, points)
    st.altair_chart(
        money_charts.trade_off(
            drawn,
            axis("trade-off, gap", result.filters, drawn.gap),
            axis("trade-off, children", result.filters, drawn.gained),
        ),
        key="trade_off",
        on_select=lambda: _load_clicked(points, result),
        selection_mode="point",
        alt=(
            "Children gained against the gap between highest and lowest access, from most children"
            " to fairest, with today and your scenario. The select box below has every point."
        ),
    )
    points_by_label = {
        f"{p.label}: {words.signed(words.children(p.gained))} children, {words.times(p.gap)}": p
        for p in points
    }
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    chosen = left.selectbox("A point of the curve", list(points_by_label), key="trade_off_point")
    right.button(
        "Put this point on the sliders",
        on_click=_load(points_by_label[chosen], result),
        width="stretch",
    )
    area = verbatim(result.areas.noun.one)
    st.caption(
        "Click a point, or choose it here, to put it on the sliders. Gap: access of the highest"
        f" {area} over the lowest. Fairest lifts the lowest {area} first, so it may leave a wider"
        " gap than the dial at 10."
    )


def _load(point: Point, result: Result) -> Callable[[], None]:
    return sliders.loads(lambda now: plan.with_pounds(now, result.today, point.pounds))


def _load_clicked(points: list[Point], result: Result) -> None:
    picked = st.session_state["trade_off"].selection.get("point") or []
    chosen = next((p for p in points if picked and p.label == picked[0].get("label")), None)
    if chosen is not None:
        _load(chosen, result)()
