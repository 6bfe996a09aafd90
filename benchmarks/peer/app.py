"""An ordinary st_folium app: the same outlines and response, a folium.Choropleth rebuilt on every
move.

Its script and style files are folium's own, served from static/ because the CDNs they usually come
from may be blocked.
"""

import tomllib
from pathlib import Path

import folium
import geopandas as gpd
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

DATA = Path(__file__).parents[2] / "data"
PLACE = tomllib.loads((DATA / "place.toml").read_text(encoding="utf-8"))
for kind in (folium.folium._default_js, folium.folium._default_css):
    kind[:] = [(name, f"/app/static/{Path(url).name}") for name, url in kind]


@st.cache_data
def load() -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    outlines = gpd.read_file(DATA / "boundaries.geojson")
    counts = pd.read_csv(DATA / "counts.csv")
    treated = counts[
        (counts.measure == "treated_two_contacts") & (counts.period == PLACE["measured_period"])
    ]
    people = pd.read_csv(DATA / "population.csv")
    children = people[people.age < 18].groupby("area_code").persons.sum()
    return outlines, treated.set_index("area_code").value / children * 1000


st.set_page_config(layout="wide")
outlines, rate = load()
st.title("Children treated per 1,000")
values = {}
for row in outlines.itertuples():
    change = st.sidebar.slider(row.area_name, -30, 30, 0, 1)
    values[row.area_code] = rate[row.area_code] * (1 + change / 100) ** 0.75
frame = pd.DataFrame({"area_code": list(values), "rate": list(values.values())})
m = folium.Map(location=PLACE["centre"], zoom_start=PLACE["zoom"], tiles=None)
folium.Choropleth(
    geo_data=outlines.to_json(),
    data=frame,
    columns=["area_code", "rate"],
    key_on="feature.properties.area_code",
    fill_color="Blues",
    legend_name="Children treated per 1,000",
).add_to(m)
st_folium(m, height=430, use_container_width=True, returned_objects=[])
st.dataframe(frame)
