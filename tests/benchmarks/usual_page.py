"""What one usually writes for this, to compare with: one page, a map with the borders in it, a table, a bar chart.

`streamlit run tests/benchmarks/usual_page.py`; figures of the invented example. It hides nothing and explains nothing.
"""

import json
from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

EXAMPLE = Path(__file__).parents[2] / "data" / "voorbeeld"


@st.cache_data
def read(year: int) -> tuple[pd.DataFrame, dict[str, object]]:
    """Return the wijken with what was counted, and the borders."""
    cbs = pd.read_excel(EXAMPLE / f"kwb-{year}.xlsx", engine="openpyxl")
    cbs = cbs[cbs["recs"].str.strip() == "Wijk"].assign(
        name=lambda rows: rows["regio"].str.replace(r"Wijk \d+ ", "", regex=True)
    )
    reach = pd.read_excel(EXAMPLE / f"bereik-{year}.xlsx", engine="openpyxl", header=5).rename(
        columns={"Gebied": "name"}
    )
    shapes = json.loads((EXAMPLE / "gebieden.geojson").read_text(encoding="utf-8"))
    return cbs.merge(reach, on="name", how="left"), shapes


st.set_page_config(layout="wide")
year = int(st.query_params.get("jaar", 2024))
frame, shapes = read(year)
children = pd.to_numeric(frame["a_00_14"], errors="coerce") * 0.6
frame["bereik"] = pd.to_numeric(frame["Unieke kinderen"], errors="coerce") / children
st.title("Kinderwerk")
st.selectbox("Jaar", [2024, 2023, 2022])
left, right = st.columns(2)
left.plotly_chart(
    px.choropleth(
        frame, geojson=shapes, locations="gwb_code_10", featureidkey="properties.wijkcode", color="bereik"
    ).update_geos(fitbounds="locations", visible=False)
)
right.plotly_chart(px.bar(frame.sort_values("bereik"), x="bereik", y="name", orientation="h"))
st.dataframe(frame.astype(str))
