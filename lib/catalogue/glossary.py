"""The words of the field in plain words: each with a plain word for it, what it means in a sentence
and, where it misleads, a caution."""

from lib.catalogue.statistical_terms import STATISTICAL
from lib.catalogue.term import Term

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
        *STATISTICAL,
    )
}
