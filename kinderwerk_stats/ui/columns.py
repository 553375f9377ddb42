"""The figures that maps and tables of wijken show, by the names that stand in an address."""

# The figures that map, bars and table show per wijk; the first is shown first.
FIGURES_ON_MAP = (
    "reach_share",
    "children_per_fte",
    "gap_children_count",
    "gap_fte",
    "children_count",
    "reached_count",
    "kinderwerker_fte",
)

# The columns of the table behind the name of the wijk.
FIGURES_IN_TABLE = (
    "children_count",
    "reached_count",
    "reach_share",
    "kinderwerkers_count",
    "kinderwerker_fte",
    "children_per_fte",
    "gap_children_count",
    "gap_fte",
)
# Those of the tables of the pages Behoefte and Plan.
OTHER_COLUMNS = (
    "need_group",
    "need_index",
    "need_rank_low",
    "domain_bestaanszekerheid",
    "domain_gezin",
    "domain_draagkracht",
    "rank_without_jeugdzorg",
    "need_weight",
    "weighted_gap_children_count",
    "fair_fte",
    "weighted_gap_fte",
    "funnel_group",
    *("plan_nu", "plan_erbij", "plan_straks", "plan_kinderen_nu", "plan_kinderen_straks", "plan_zeker"),
)
