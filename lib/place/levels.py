"""The areas between a district and the whole that counts are published for, and how districts lie
in them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.place.areas import Areas


@dataclass(frozen=True, kw_only=True)
class Crosswalk:
    """How districts lie in the areas that counts are published for, their parts here.

    table: as crosswalk.csv has it, empty where nothing lies between a district and the whole; each
    district is then its own part. Columns area_code, part_code, part (its name), partnership,
    lsoas, share (of the district), weight (of the part's children).
    """

    table: pd.DataFrame
    areas: Areas

    @property
    def rows(self) -> pd.DataFrame:
        """The table; where it is empty, a row for each district."""
        if len(self.table):
            return self.table
        own = self.areas.order
        names = {
            "area_code": own,
            "part_code": own,
            "part": self.areas.name.to_numpy(),
            "partnership": self.areas.partnership.to_numpy(),
        }
        return pd.DataFrame({**names, "lsoas": 1, "share": 1.0, "weight": 1.0})

    @property
    def names(self) -> pd.Series:
        """Names of the parts by code; none where each district is its own."""
        return self.table.drop_duplicates("part_code").set_index("part_code").part

    @property
    def partnership(self) -> pd.Series:
        """The partnership of each part by code."""
        return self.rows.drop_duplicates("part_code").set_index("part_code").partnership

    @property
    def weights(self) -> pd.DataFrame:
        """Shape (areas, parts): the share of each part's children who live in each district."""
        return (
            self.rows.pivot(index="area_code", columns="part_code", values="weight")
            .fillna(0)
            .loc[self.areas.order]
        )

    @property
    def home(self) -> pd.Series:
        """The part that holds the whole of a district, or the district's own code."""
        own = pd.Series(self.areas.order, self.areas.order)
        whole = self.rows[self.rows.share == 1].set_index("area_code").part_code
        return whole.reindex(own.index).fillna(own)

    @property
    def made_of(self) -> pd.Series:
        """In words, the parts that a district lies in, largest share first."""
        rows = self.rows.sort_values("share", ascending=False)
        percent = (rows.share * 100).round().astype(int).astype(str).radd(" ") + "%"
        names = rows.part + np.where(rows.share < 1, percent, "")
        return names.groupby(rows.area_code).agg(" and ".join).reindex(self.areas.order)

    def to_areas(self, by_part: pd.Series) -> pd.Series:
        """A quantity of parts given to districts by children: sum_c weight_dc X_c."""
        return (
            (self.rows.part_code.map(by_part) * self.rows.weight).groupby(self.rows.area_code).sum()
        )

    def to_parts(self, by_area: pd.Series) -> pd.Series:
        """A quantity of districts given to parts by LSOAs: sum_d share_dc X_d."""
        return (
            (self.rows.area_code.map(by_area) * self.rows.share).groupby(self.rows.part_code).sum()
        )

    def mean_of_parts(self, by_area: pd.Series) -> pd.Series:
        """A score of parts: the mean of their districts', weighted by children."""
        return (
            (self.rows.area_code.map(by_area) * self.rows.weight).groupby(self.rows.part_code).sum()
        )

    def mixing(self, area_base: pd.Series, part_base: pd.Series) -> pd.DataFrame:
        """Shape (areas, parts): weight_dc base_c / base_d, how much of each part's rate is in a
        district's."""
        weights = self.weights.loc[area_base.index, part_base.index]
        return weights.mul(part_base, axis=1).div(area_base, axis=0)
