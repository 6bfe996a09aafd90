"""The words of statistics in plain words."""

from lib.catalogue.term import Term

STATISTICAL = (
    Term(
        key="interval",
        name="interval",
        forms=(
            *("95% interval", "95% intervals", "80% interval", "80% intervals"),
            *("80% and 95% intervals", "interval", "intervals"),
        ),
        plain="how far chance could have moved it",
        meaning=(
            "The range that the figure would mostly lie in if only chance differed: 19 times in"
            " 20 for a 95% interval."
        ),
        caution="It holds chance alone, not errors in what was counted or assumed.",
    ),
    Term(
        key="points",
        name="points",
        forms=("points", "percentage points"),
        plain="how many more or fewer in 100",
        meaning=(
            "The difference of two figures that are each out of 100: from 30 to 34 in 100 is 4"
            " points."
        ),
    ),
    Term(
        key="quantiles",
        name="quantiles",
        forms=("quantiles", "quintiles"),
        plain="equal numbers in each colour",
        meaning="Classes that have equal numbers of {areas} each.",
        caution="{Areas} of different colours may hardly differ.",
    ),
    Term(
        key="cv",
        name="coefficient of variation (CV)",
        forms=("coefficient of variation", "CV"),
        plain="spread",
        meaning=(
            "How far a typical area lies from the average, as a share of it: 0 when all are equal."
        ),
        caution="Part of it is chance where few children are counted.",
    ),
    Term(
        key="scv",
        name="systematic component of variation (SCV)",
        forms=("systematic component of variation", "systematic component", "SCV"),
        plain="variation beyond chance",
        meaning=(
            "How much variation is left once chance is taken out: zero or below when chance"
            " explains it all."
        ),
    ),
    Term(
        key="gini",
        name="Gini coefficient",
        forms=("Gini coefficient", "Gini"),
        plain="inequality, 0 to 1",
        meaning="How unequal figures are overall, from 0 when all are equal towards 1.",
        caution="It does not say who is behind.",
    ),
    Term(
        key="theil",
        name="Theil index",
        forms=("Theil index", "Theil"),
        plain="inequality",
        meaning=(
            "How unequal figures are overall, with more weight on areas far above the average."
        ),
    ),
    Term(
        key="funnel",
        name="funnel plot",
        forms=("funnel plot", "funnel"),
        plain="rates against how many children they are of",
        meaning=(
            "A chart of rates against how many children they are of; areas outside its curves"
            " differ by more than chance."
        ),
    ),
    Term(
        key="overdispersion",
        name="overdispersion (phi)",
        forms=("overdispersion", "overdispersion factor", "overdispersed", "phi"),
        plain="more variation than chance gives",
        meaning=(
            "How many times more the areas vary than chance alone would make them: 1 is chance,"
            " above it there is more."
        ),
    ),
    Term(
        key="shrinkage",
        name="shrinkage",
        forms=("shrinkage", "empirical Bayes rates", "empirical Bayes", "shrunk"),
        plain="drawn towards the average",
        meaning=(
            "A rate that rests on few children is drawn towards the average, so that chance"
            " does not make extremes."
        ),
    ),
    Term(
        key="slope_index",
        name="slope and relative index of inequality",
        forms=(
            *("slope index of inequality", "relative index of inequality", "slope index"),
            *("relative index", "slope and relative index of inequality"),
        ),
        plain="difference between most and least deprived",
        meaning=(
            "How far figures differ from the most to the least deprived children, along a line"
            " through all areas: as a difference, and as a ratio."
        ),
    ),
    Term(
        key="concentration",
        name="concentration index",
        forms=("concentration index",),
        plain="lean towards the less deprived",
        meaning=(
            "Whether what is counted leans towards less deprived children (above 0) or more"
            " deprived ones (below 0)."
        ),
    ),
    Term(
        key="moran",
        name="Moran's I",
        forms=("Moran's I",),
        plain="whether neighbours are alike",
        meaning=(
            "Whether neighbouring {areas} have figures alike: above 0 when they do, about 0"
            " when where they lie does not matter."
        ),
    ),
    Term(
        key="draws",
        name="draws",
        forms=("draws",),
        plain="tries",
        meaning=(
            "The model worked out thousands of times, each time with other values of what is"
            " uncertain; a chance is the share of tries in which something happens."
        ),
    ),
)
