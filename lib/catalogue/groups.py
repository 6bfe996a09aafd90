"""Groups of children and young people at greatest risk: one record each. Its figures are rows of
risk_measures.csv, risk_figures.csv and risk_prevalence.csv; a lever, an assumption of its cost and
its place on the page follow."""

from dataclasses import dataclass

from lib.catalogue import measures


@dataclass(frozen=True, kw_only=True)
class Price:
    """Pounds for each child seen (A11): what is assumed, and from where to where it may be."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Group:
    """A group.

    Attributes
    ----------
    label
        In a heading.
    words
        In the middle of a sentence.
    ages
        First and last age that the survey of children in general is read at beside it; None where
        no survey here has those ages.
    price
        What an offer costs; None where it has no offer here.
    missing
        What nobody publishes of it, in a sentence; "" where its size is published.
    part_of
        The group that has each of its children, so that the two could be subtracted; "" where
        there is none.
    lives
        First and last age of the residents that own counts by area are held against.
    headings
        What uploaded files may call it, as `uploads.headings.plain` has it.
    """

    key: str
    label: str
    words: str
    ages: tuple[int, int] | None = None
    price: Price | None = None
    missing: str = ""
    part_of: str = ""
    lives: tuple[int, int] = (0, 17)
    headings: tuple[str, ...] = ()


# Declared (data/assumptions.toml, A11): a referral to a community service, and counselling in
# school.
REFERRAL = Price(value=2338, low=832, high=4676)
COUNSELLING = Price(value=382, low=229, high=2338)

GROUPS = {
    group.key: group
    for group in (
        Group(
            key="looked_after",
            label="Looked after",
            words="children looked after",
            ages=(5, 17),
            part_of="in_need",
            headings=("childrenlookedafter", "lookedafterchildren", "lac", "cla"),
            price=REFERRAL,
        ),
        Group(
            key="care_leavers",
            label="Care leavers",
            words="care leavers",
            lives=(17, 21),
            price=REFERRAL,
        ),
        Group(
            key="in_need",
            label="Known to social care",
            words="children known to social care",
            ages=(2, 17),
            headings=("childreninneed", "cin", "knowntosocialcare"),
            price=REFERRAL,
        ),
        Group(
            key="child_protection",
            label="With a child protection plan",
            words="children with a child protection plan",
            ages=(2, 17),
            part_of="in_need",
            headings=("childprotectionplan", "withachildprotectionplan", "cpp"),
            missing=(
                "Only a rate is printed for children with a child protection plan, no count of"
                " them, and no survey says how many have a disorder."
            ),
        ),
        Group(
            key="youth_justice",
            label="Young offenders",
            words="young offenders",
            ages=(10, 17),
            lives=(10, 17),
            headings=("youngoffenders",),
            price=REFERRAL,
            missing=(
                "Young offenders are published as a rate of first-time entrants by authority; no"
                " count of all of them, and none by {area}, is published."
            ),
        ),
        Group(
            key="unaccompanied",
            label="Unaccompanied and seeking asylum",
            words="unaccompanied children seeking asylum",
            ages=(11, 17),
            part_of="looked_after",
            headings=("uasc", "unaccompaniedasylumseekingchildren"),
            price=REFERRAL,
        ),
        Group(
            key="disabled",
            label="Disabled (EHC plan)",
            words="children and young people with an EHC plan",
            ages=(5, 15),
            lives=(0, 25),
            headings=("ehcplan", "ehcp", "disabledehcplan"),
            price=REFERRAL,
        ),
        Group(
            key="sexual_abuse",
            label="Sexually abused",
            words="children found to be sexually abused",
            ages=(5, 17),
            price=REFERRAL,
        ),
        Group(
            key="harmful",
            label="At risk of harmful behaviour",
            words="children at risk of harmful behaviour",
            ages=(8, 17),
            price=REFERRAL,
        ),
        Group(
            key="young_carers",
            label="Young carers",
            words="young carers",
            ages=(11, 17),
            price=COUNSELLING,
        ),
        Group(
            key="lgbtq",
            label="LGBTQ",
            words="LGBTQ young people",
            ages=(14, 17),
            price=COUNSELLING,
            missing=(
                "Nobody counts LGBTQ young people under 16, in {place} or anywhere in England; the"
                " census asked residents of 16 and over, all adults together."
            ),
        ),
        Group(
            key="suspended",
            label="Suspended from school",
            words="pupils suspended from school",
            missing=(
                "Only a share of pupils is printed for those suspended, no count of children, and"
                " no survey says how many have a disorder."
            ),
        ),
        Group(
            key="absent",
            label="Often absent from school",
            words="pupils often absent from school",
            missing=(
                "Only a share of pupils is printed for those often absent, no count of children,"
                " and no survey says how many have a disorder."
            ),
        ),
        Group(
            key="in_transition",
            label="Moving to adult services",
            words="young people who move to adult services",
            missing="No publisher counts those who move from children's services to adult ones.",
        ),
    )
}


def within() -> dict[str, str]:
    """The group that has each child of another, by that other."""
    return {key: group.part_of for key, group in GROUPS.items() if group.part_of}


def nested() -> list[tuple[str, str]]:
    """Each group with every group that has all of its children: part, whole."""
    pairs, of = [], within()
    for part in of:
        whole = of.get(part)
        while whole:
            pairs.append((part, whole))
            whole = of.get(whole)
    return pairs


def words(key: str) -> str:
    """A group, or else a measure, in a sentence."""
    return GROUPS[key].words if key in GROUPS else measures.words(key)


def offered() -> dict[str, Price]:
    """What an offer costs, by the group that has one."""
    return {key: group.price for key, group in GROUPS.items() if group.price is not None}
