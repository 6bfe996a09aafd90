"""The words of the field in plain words: each with a plain word for it, what it means in a sentence
and, where it misleads, a caution."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Term:
    """A word that a reader may not know; {area} and the like are filled in by
    lib/place/profile.py.

    Attributes
    ----------
    name
        As the glossary lists it.
    forms
        As texts have it. One with a capital after its first letter is read as it is written (SCV),
        another in small letters and in capitals.
    plain
        What stands for it where there is room for a word.
    meaning
        A sentence.
    caution
        When it misleads, in a sentence; "" where it does not.
    """

    key: str
    name: str
    forms: tuple[str, ...]
    plain: str
    meaning: str
    caution: str = ""


GLOSSARY = {
    term.key: term
    for term in (
        Term(
            key="referral_spell",
            name="referral spell",
            forms=("referral spell", "referral spells"),
            plain="referral",
            meaning=(
                "The time from one referral to the end of what it was for; a child who is referred"
                " twice has two."
            ),
        ),
        Term(
            key="apportioned",
            name="apportioned",
            forms=("apportioned", "apportionment"),
            plain="shared out",
            meaning=(
                "A published count of a larger area, shared out among its {areas} by how many of"
                " its children live in each."
            ),
            caution="{Areas} of one {part} then show one rate: how they differ is not known.",
        ),
        Term(
            key="modelled",
            name="modelled",
            forms=("modelled",),
            plain="estimated",
            meaning="Worked out from published figures and stated assumptions; nobody counted it.",
        ),
        Term(
            key="sdq",
            name="SDQ",
            forms=("SDQ", "SDQ score"),
            plain="questionnaire on feelings and behaviour",
            meaning=(
                "Strengths and difficulties questionnaire: what a carer answers on how a child"
                " feels and behaves, added up; a high score is a cause for concern."
            ),
            caution="It is asked of children looked after for a year, and not of all of them.",
        ),
        Term(
            key="school_team",
            name="school team",
            forms=("school team", "school teams"),
            plain="mental-health staff who work in schools",
            meaning=(
                "Mental health support team: about eight clinicians for some 17 schools, who help"
                " pupils with mild to moderate problems and advise the school."
            ),
        ),
        Term(
            key="practitioner",
            name="practitioner",
            forms=("practitioner", "practitioners"),
            plain="staff trained for work in schools",
            meaning=(
                "Education mental health practitioner and the like: trained in 12 months for work"
                " in schools and early help, paid in band 5."
            ),
        ),
        Term(
            key="on_costs",
            name="on-costs",
            forms=("on-costs",),
            plain="pension and insurance",
            meaning="What an employer pays beside pay: pension and national insurance.",
        ),
        Term(
            key="trajectory",
            name="trajectory",
            forms=("trajectory",),
            plain="path that was set",
            meaning="The figure that each year was to reach, as the NHS set it beforehand.",
        ),
        Term(
            key="part",
            name="{part}",
            forms=("{part}", "{parts}"),
            plain="the areas that NHS counts were published for",
            meaning=(
                "What NHS counts were published for: {parts} lie between {areas} and {place} as a"
                " whole."
            ),
        ),
        Term(
            key="need",
            name="need",
            forms=(
                "children in need",
                "those in need",
                "in need",
                "estimate of need",
                "need basis",
            ),
            plain="children likely to have a mental-health condition",
            meaning=(
                "How many children are likely to have a mental-health condition that could be"
                " diagnosed, as surveys of England say."
            ),
            caution="It is an estimate, and not the children in need of social care.",
        ),
        Term(
            key="care_leaver",
            name="care leaver",
            forms=("care leaver", "care leavers"),
            plain="young people who were in care",
            meaning="A young person who was in the care of a council and has left it.",
        ),
        Term(
            key="ehc_plan",
            name="EHC plan (education, health and care plan)",
            forms=("EHC plan", "EHC plans"),
            plain="plans of support for special needs",
            meaning=(
                "A plan, to the age of 25, of what support a young person with special educational"
                " needs is entitled to."
            ),
        ),
        Term(
            key="prevalence",
            name="prevalence",
            forms=("prevalence",),
            plain="how common",
            meaning="How common a condition is: the share of children who have it.",
        ),
        Term(
            key="access",
            name="access rate",
            forms=("access rate", "access rates"),
            plain="children reached in 100 in need",
            meaning=(
                "Of every 100 children likely to have a mental-health condition, how many had two"
                " or more contacts with NHS-funded services in the year."
            ),
            caution="A contact is not an outcome: it does not say whether a child was helped.",
        ),
        Term(
            key="contact",
            name="second contact",
            forms=("second contact", "second contacts", "two contacts"),
            plain="second appointment",
            meaning=(
                "A second appointment or call with the service, which is when treatment counts as"
                " begun."
            ),
        ),
        Term(
            key="standard",
            name="standard",
            forms=("access standard", "national standard", "national standards", "the standard"),
            plain="target",
            meaning=(
                "The share of children likely to have a condition that NHS England asked services"
                " to reach in a year."
            ),
        ),
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
                "How far a typical area lies from the average, as a share of it: 0 when all are"
                " equal."
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
            key="imd",
            name="Index of Multiple Deprivation (IMD)",
            forms=("Index of Multiple Deprivation", "Indices of Deprivation", "IMD"),
            plain="how deprived",
            meaning=(
                "The government's measure of how deprived a neighbourhood is: income, work, health,"
                " schooling, crime, housing and surroundings."
            ),
            caution="An area's average hides its poorest streets.",
        ),
        Term(
            key="need_index",
            name="need index",
            forms=("need index", "mental-health need index"),
            plain="how much mental-health care people are likely to need",
            meaning=(
                "NHS England's estimate of how much mental-health care the people registered with"
                " a place's GPs are likely to need, beside the average."
            ),
            caution="It is of all ages, not of children alone.",
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
            key="elasticity",
            name="elasticity",
            forms=("elasticity",),
            plain="how far more money reaches more children",
            meaning=(
                "By how many percent more children are reached when spend goes up by 1%: at 1 as"
                " many more, below 1 fewer."
            ),
            caution="Nobody has published it; it is an assumption to move.",
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
        Term(
            key="floor_cap",
            name="floor and cap",
            forms=("floor and cap", "floor or cap", "floor, cap", "growth cap"),
            plain="least and most",
            meaning=(
                "The least and the most that {an area} may spend, as a share of what it spends"
                " today."
            ),
        ),
        Term(
            key="mhsds",
            name="Mental Health Services Data Set (MHSDS)",
            forms=("Mental Health Services Data Set", "MHSDS"),
            plain="the NHS's national record of mental-health care",
            meaning=(
                "The record of referrals and contacts that every NHS-funded mental-health service"
                " in England sends to NHS England each month."
            ),
        ),
        Term(
            key="lsoa",
            name="LSOA (lower layer super output area)",
            forms=("LSOA", "LSOAs"),
            plain="small neighbourhoods",
            meaning="A neighbourhood of 1,000 to 3,000 people that statistics are made for.",
        ),
        Term(
            key="icb",
            name="integrated care board (ICB)",
            forms=("integrated care board", "integrated care boards", "ICB", "ICBs"),
            plain="the NHS body that pays for local care",
            meaning="The NHS body that plans and pays for health care in a part of England.",
        ),
    )
}
