"""Tables as bytes: the same table comes back, from bytes of every form there ever was."""

import base64
import json
import math
import zlib
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.content import FORMAT, from_bytes, to_bytes
from kinderwerk_stats.model.datasets import AgesTable, CbsTable, ShapesTable
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.recognise import read_file
from tests.builders import GEMEENTE, bereik_table

# Bytes of the first form, made when it was new; see `remembered_table`. Never changed: a store of years ago has them.
FORM_1 = (
    "c-rk(Pfrs;6rcWOYZ_Dk9MGs)8xB1X*w%{3#p1;nV=zdBgpg)wr?9ZyZFXmA5sCN>Jn|9r;?0`}60d#&<AEa|frDD#o0)C50}_qIQzw~y^WN__Gj"
    "Cqsyi8~3=jRrSgmj^`QiS9PwhQDUNs|=OU<56e?Af#MO-lPw0>=PDN4o}J#55RxlGq23JNbs|HBFYE(Tn4Ho|&sQg>n8N^{BPEz*VsOZs64r0KO#"
    "{tDG^>vHcD*HZ7;#H=~7FEV`E7qMqKiHaOM_R&C2)ryk<ZnN?e7mb0e6px#T@aj1iwZE7N1GD>C89GCIMY)Tu<+NkSgolQ3NVoBdHfd>rB*`f}k="
    "mqlv8rcO+4b%4NE*Kl0*`z){is!b)pyt{^)4}m_9$l=~+&VuuR~(pt3efW_ASJuXwp-jKpYi=eGpEn!PGH*@1t5uqfd*&f(d>;ZhfS6Fq7XjXQRY"
    "hjmW^?}G_Ds{(ETmb4(Lg*J!;nApx}7mu<-YwUYmNG)T=ficK_gc!*)&d6Qd`Gf8(;xOcwlSmm#pzGQiV+?ksxiQJ-;NnafOD<jH`iGx|Ma!a(X8"
    "ZBk4*kuKoeqo?-`qbU3Xs$X@tsArq4F#j+oZIfT5eA{)M@H&X=RqaP-hsVvd>Q$t`eL&OhF5!2(A16XaKsVr$AA>xA{uX*2dYOnj{{3gS3soSFHR"
    "7tY5m^_epf7Y0Co!xGh3@aUccJe^xME%`aT*u*{>t$<c@^P}D!e;T$290^Zi$n3k^OHd+>)$e8k|^@<_dhii8-m${D9I)z5t#B1os)?l`tpkrI@4"
    "oWN<ynZCG~?V`5#x>*%Pgyji{yNhG<Sl^E%@EV%{iCwm<HZN}t2aT0B5ewMV{Iu}7MOF1g#O)00Pye8!m8Ei`mza!;!DfbnAsNa_IK*0|b{7Au%6"
    "g(Fj#6$gx)C&q;P;hJ`kvN6)xU%ng>)}3ykCQ+2Sf*#lM(tTsD4OhjA#iP$ki{o>{f#0yV?HKUMhr7iJoA{4IoD^4pWpjT#xIKJ-t-+$C~;PKyzM"
    "=!h{5seGkN6jfx?SNdGSlV4Nuxdpt_<i@b$BBThcuHbMpL2p0{J9{~p;($^4OVt_<YG@EtRJ#|+;w!*|T^9dlmqn0=_Xv;4p0FJVyvzW"
)


def remembered_table():
    table = bereik_table(
        {"reached_count": [66, Status.SUPPRESSED], "kinderwerker_fte": [0.5, Status.UNKNOWN]},
        ["WK900101", None],
        names=["Oost", "Wést"],
        total={"reached_count": 70.0},
    )
    source = replace(table.source, note="leeftijd 4 t/m 12 jaar", invented=True)
    # The first form has the ages in the note only.
    return replace(table, source=source, ages=[[4, 12]])


def assert_same(given_table, found):
    assert type(found) is type(given_table)
    for name, value in vars(given_table).items():
        other = getattr(found, name)
        if isinstance(value, pd.DataFrame):
            pd.testing.assert_frame_equal(other, value, check_exact=True, check_freq=False)
            assert type(other.index) is type(value.index)
        elif isinstance(value, np.ndarray):
            assert [shapely.to_wkb(shape) for shape in other] == [shapely.to_wkb(shape) for shape in value]
        else:
            assert other == value, name


# --- any table ---------------------------------------------------------------------------------------

TEXTS = st.one_of(st.none(), st.text(max_size=8).filter(lambda text: text.isprintable()))
FLOATS = st.floats(allow_nan=True, allow_infinity=True, width=64)
NAMES = st.lists(st.sampled_from([f"figure_{n}" for n in range(6)]), unique=True, max_size=4)
SOURCES = st.builds(
    Source,
    file=st.text(max_size=8),
    kind=st.sampled_from(["kwb", "bereik", "gebieden", "leeftijden"]),
    title=st.text(max_size=8),
    publisher=st.text(max_size=8),
    year=st.one_of(st.none(), st.integers(1990, 2100)),
    note=st.text(max_size=8),
    invented=st.booleans(),
)


def columns(draw, rows, kind, elements):
    return pd.array(draw(st.lists(elements, min_size=rows, max_size=rows)), dtype=kind)


def figures(draw, index):
    names = draw(NAMES)
    values = {name: columns(draw, len(index), "float64", FLOATS) for name in names}
    status = {name: columns(draw, len(index), "int8", st.integers(0, 6)) for name in names}
    return pd.DataFrame(values, index=index, columns=pd.Index(names, dtype="str")), pd.DataFrame(
        status, index=index, columns=pd.Index(names, dtype="str")
    )


@st.composite
def tables(draw):
    rows = draw(st.integers(0, 5))
    source = draw(SOURCES)
    codes = pd.Index([f"WK9001{n:02d}" for n in range(rows)], name="area_code", dtype="str")
    match draw(st.sampled_from([CbsTable, AgesTable, BereikTable, ShapesTable])):
        case cls if cls is CbsTable:
            areas = pd.DataFrame(
                {
                    "kind": columns(draw, rows, "str", st.sampled_from(["land", "wijk"])),
                    "name": columns(draw, rows, "str", TEXTS),
                    "gemeente_name": columns(draw, rows, "str", TEXTS),
                    "indeling_change": columns(draw, rows, "Int8", st.sampled_from([1, 2, 3, None])),
                },
                index=codes,
            )
            headers = draw(st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3))
            return CbsTable(source, areas, *figures(draw, codes), headers)
        case cls if cls is AgesTable:
            ages = draw(st.integers(0, 4))
            counts = {age: columns(draw, rows, "float64", FLOATS) for age in range(ages)}
            return AgesTable(source, pd.DataFrame(counts, index=codes, columns=pd.Index(range(ages), dtype="int64")))
        case cls if cls is BereikTable:
            index = pd.RangeIndex(rows)
            cells = {
                "wijk_code": columns(draw, rows, "string", TEXTS),
                "wijk_name": columns(draw, rows, "string", TEXTS),
                "row": columns(draw, rows, "int64", st.integers(0, 2**53)),
            }
            total = draw(st.dictionaries(st.text(max_size=5), st.floats(allow_nan=False), max_size=3))
            values, status = figures(draw, index)
            place = draw(st.sampled_from([None, "woonwijk", "locatie"]))
            rows_frame = pd.DataFrame(cells, index=index)
            return BereikTable(source, rows_frame, values, status, total, GEMEENTE, draw(st.booleans()), place)
        case _:
            names = {name: columns(draw, rows, "str", TEXTS) for name in ("name", "gemeente_name")}
            shapes = [shapely.box(0, 0, draw(st.floats(0.1, 1e6)), draw(st.floats(0.1, 1e6))) for _ in range(rows)]
            if rows:
                shapes[0] = shapely.MultiPolygon([shapes[0]])
            return ShapesTable(source, pd.DataFrame(names, index=codes), np.array(shapes, dtype=object))


@given(tables())
def test_any_table_comes_back_exactly(table):
    assert_same(table, from_bytes(to_bytes(table)))


def test_minus_zero_and_what_is_not_a_number_stay_what_they_are():
    loaded = from_bytes(to_bytes(bereik_table({"reached_count": [-0.0, math.inf, math.nan]})))
    assert [math.copysign(1, loaded.values["reached_count"][0]), *loaded.values["reached_count"][1:2]] == [-1, math.inf]
    assert math.isnan(loaded.values["reached_count"][2])


def test_every_table_of_the_example_comes_back(example_library):
    found = [table for result in example_library.results for table in result.tables]
    assert {type(table) for table in found} == {CbsTable, AgesTable, BereikTable, ShapesTable}
    for table in found:
        assert_same(table, from_bytes(to_bytes(table)))


def test_every_real_bereik_comes_back(shared_dir):
    results = [read_file(path) for path in sorted((shared_dir / "bereik").iterdir()) if path.suffix != ".md"]
    found = [table for result in results for table in result.tables]
    assert found
    for table in found:
        assert_same(table, from_bytes(to_bytes(table)))


# --- the form ----------------------------------------------------------------------------------------


def test_bytes_of_the_first_form_are_still_read():
    assert_same(remembered_table(), from_bytes(zlib.decompress(base64.b85decode(FORM_1))))


def test_a_word_that_an_earlier_or_later_program_had_does_no_harm():
    meta = schema_of(to_bytes(remembered_table()))
    assert meta["format"] == FORMAT
    meta["source"] |= {"a_later_word": 1}
    meta["rest"] |= {"a_later_word": 1}
    del meta["source"]["published"]
    assert_same(remembered_table(), from_bytes(with_meta(meta)))


def test_a_later_form_and_other_bytes_are_refused():
    with pytest.raises(ValueError, match="newer"):
        from_bytes(with_meta(schema_of(to_bytes(remembered_table())) | {"format": FORMAT + 1}))
    for other in (b"", b"x" * 100):
        with pytest.raises(ValueError, match="not a table"):
            from_bytes(other)


def test_a_column_that_would_not_come_back_the_same_is_refused():
    table = remembered_table()
    rows = table.rows.assign(row=pd.Timestamp("2024-01-01"))
    with pytest.raises(ValueError, match="not kept"):
        to_bytes(replace(table, rows=rows))


def test_nothing_is_pickled():
    assert b"pandas" not in to_bytes(remembered_table())


def schema_of(content):
    with pa.ipc.open_file(pa.BufferReader(content)) as reader:
        return json.loads(reader.schema.metadata[b"kinderwerk"])


def with_meta(meta):
    with pa.ipc.open_file(pa.BufferReader(to_bytes(remembered_table()))) as reader:
        table = reader.read_all().replace_schema_metadata({b"kinderwerk": json.dumps(meta).encode()})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()
