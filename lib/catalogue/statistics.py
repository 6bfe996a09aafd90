"""Every statistic in words: its question, how it is worked out, when it misleads, and where the
method comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Statistic:
    """One measure of variation as the pages explain it; {area} and the like are filled in by
    lib/place/profile.py.

    Attributes
    ----------
    answer
        Its value in a sentence, {value} with its interval and {share} as a percent; "" where more
        than one number answers, or none does (ANSWERS in lib/findings/statistics.py).
    decimals
        Of the value.
    times
        It is so many times.
    tile
        Over its value on the Variation page; "" where it has no tile.
    plain
        One of those that a reader who is no analyst is told.
    """

    key: str
    title: str
    question: str
    how: str
    misleads: str
    reference: str
    answer: str = ""
    decimals: int = 3
    times: bool = False
    tile: str = ""
    plain: bool = False


STATISTICS = {
    statistic.key: statistic
    for statistic in (
        Statistic(
            key="ratio",
            title="Highest to lowest (extremal quotient)",
            question="How many times higher is the highest rate than the lowest?",
            how=(
                "Highest rate divided by lowest. Its interval comes from 2,000 sets of rates"
                " redrawn within their own intervals."
            ),
            misleads="It looks at two areas only, and small areas make extremes by chance.",
            reference="Diehr and others, Health Services Research 1990; 24(6).",
            answer="The highest rate is {value} times the lowest.",
            decimals=2,
            times=True,
            tile="Highest to lowest",
            plain=True,
        ),
        Statistic(
            key="cv",
            title="Coefficient of variation (CV)",
            question="How far do the areas typically lie from the mean, as a share of it?",
            how=(
                "Standard deviation of the rates over their mean, each area weighted by its"
                " denominator. 0 is equal."
            ),
            misleads="Part of it is chance: areas with few children differ even when nothing does.",
            reference="Diehr and others, Health Services Research 1990; 24(6).",
            answer="A typical area lies {share} from the mean: CV {value}.",
            tile="Coefficient of variation",
        ),
        Statistic(
            key="systematic",
            title="Systematic component of variation (SCV)",
            question="How much variation is left once chance is taken out?",
            how=(
                "Mean over areas of ((observed - expected)² - expected) / expected², times 100."
                " Zero or below: none beyond chance."
            ),
            misleads=(
                "It takes chance to be Poisson, which overstates chance a little where rates are"
                " high."
            ),
            reference="McPherson and others, NEJM 1982; 307; Diehr and others 1990.",
            decimals=1,
            tile="Beyond chance (SCV)",
        ),
        Statistic(
            key="chi_square",
            title="Chi-square test of equality",
            question="Could all areas have the same rate?",
            how=(
                "Sum of (observed - expected)² over its variance, against chi-square with one fewer"
                " degrees of freedom than areas."
            ),
            misleads=(
                "With thousands of children even a difference of no importance is significant."
            ),
            reference="Pearson 1900.",
        ),
        Statistic(
            key="gini",
            title="Gini coefficient",
            question="How unequal is it overall, from 0 (equal) towards 1?",
            how=(
                "Mean gap between all pairs of areas, weighted by their denominators, over twice"
                " the mean."
            ),
            misleads="Different patterns share one Gini; it does not say who is behind.",
            reference="Checked against PySAL's inequality at equal weights.",
            answer="Gini {value}.",
            tile="Gini",
        ),
        Statistic(
            key="theil",
            title="Theil index",
            question="How unequal is it, with more weight on areas far above the mean?",
            how="Weighted mean of (rate / mean) x ln(rate / mean). 0 is equal.",
            misleads="It has no natural unit; compare it only with itself.",
            reference="Theil 1967; checked against PySAL's inequality at equal weights.",
            answer="Theil {value}.",
            decimals=4,
        ),
        Statistic(
            key="funnel",
            title="Funnel plot and overdispersion",
            question="Which areas differ from the whole by more than chance?",
            how=(
                "Each rate against its denominator with limits of chance at 95% and 99.8%. The"
                " overdispersion factor phi is the mean squared z-score, winsorised at 10%; limits"
                " that allow for it add the between-area variance tau²."
            ),
            misleads=(
                "With few areas phi is uncertain, and limits that allow for overdispersion can hide"
                " what matters."
            ),
            reference="Spiegelhalter, Statistics in Medicine 2005; 24(8).",
            plain=True,
        ),
        Statistic(
            key="shrunk",
            title="Empirical Bayes rates",
            question="What is each area's rate once chance is allowed for?",
            how=(
                "Each rate is drawn towards the overall one, small areas most; between-area"
                " variance is floored at zero."
            ),
            misleads=(
                "With thousands of children an area it hardly moves: chance is not what makes these"
                " areas differ."
            ),
            reference="Marshall, Applied Statistics 1991; 40(2), as in PySAL's esda.",
        ),
        Statistic(
            key="slope",
            title="Slope and relative index of inequality",
            question="Is it better or worse where deprivation is deeper?",
            how=(
                "Areas ranked from most to least deprived by children; a weighted line through"
                " their rates. The slope is the difference between the least and the most deprived"
                " end; the relative index is their ratio. Interval: from the scatter of the areas"
                " about the line (t) where they differ by more than chance, else simulated from"
                " their own intervals."
            ),
            misleads=(
                "A few areas make the line, and {an area}'s average hides its poor streets. It is"
                " not cause and effect."
            ),
            reference="Low and Low, Journal of Public Health 2004; 26(4).",
            plain=True,
        ),
        Statistic(
            key="concentration",
            title="Concentration index",
            question=(
                "Is what is measured concentrated among the less (above 0) or the more deprived"
                " (below 0)?"
            ),
            how="Twice the covariance of rate and deprivation rank over the mean rate.",
            misleads="Near zero can mean no gradient, or two that cancel.",
            reference="Kakwani, Wagstaff and van Doorslaer 1997.",
        ),
        Statistic(
            key="moran",
            title="Moran's I",
            question="Do neighbouring {areas} resemble one another?",
            how=(
                "Correlation of each {area} with the mean of its neighbours; p from 999 shuffles."
                " Only for figures measured by {area}."
            ),
            misleads=(
                "So few {areas} give little power. Apportioned rates repeat one figure next door"
                " and would cluster by construction, so none is given."
            ),
            reference="Moran 1950, as in PySAL's esda.",
        ),
        Statistic(
            key="intervals",
            title="95% intervals",
            question="How far could chance alone have moved this figure?",
            how=(
                "Wilson for proportions; Byar for counts of 10 or more, exact Poisson below. An"
                " apportioned rate has the interval of the published rates it is made of."
            ),
            misleads=(
                "They hold chance only: not errors in need, nor variation inside {a part}, which is"
                " unknown."
            ),
            reference="Wilson 1927; Newcombe and Altman 2000; Breslow and Day 1987.",
        ),
    )
}
