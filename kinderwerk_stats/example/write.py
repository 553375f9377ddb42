"""The files of the example: the formats of CBS and of a real organisation, the same bytes on every machine."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from xlsxwriter import Workbook

from kinderwerk_stats.example.bereik import FIRST_REPORT_YEAR, fill_bereik
from kinderwerk_stats.example.borders import WATER, build_rings
from kinderwerk_stats.example.counts import Region, build_regions
from kinderwerk_stats.example.headers import AGES_HEADER, NABIJHEID_HEADER, SES_HEADER, kwb_header
from kinderwerk_stats.example.published import (
    NETHERLANDS_2024,
    Figure,
    Row,
    publish,
    publish_ages,
    publish_nearby,
    publish_ses,
)
from kinderwerk_stats.example.town import (
    GEMEENTE,
    GEMEENTE_CODE,
    INVENTED,
    NEWEST,
    ORGANISATION,
    WIJKEN,
    YEARS,
)

NABIJHEID_YEARS = (2022, 2023)
SES_YEARS = (2023,)
# Moments that would differ per run are fixed: when a workbook was made, and when a part was put in its zip.
_MADE = datetime(2025, 3, 3, 9, 0, 0, tzinfo=UTC)
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
# CBS leaves decimals in some columns as text with a comma, and in the workbook of 2023 some counts as text.
_COMMA_TEXT = {"g_ink_po", "g_ink_pi", "p_hh_lkk", "p_hh_osm", "p_hh_110", "p_hh_120", "p_jz_tn"}
_TEXT_COUNTS_2023 = {"a_soz_wb", "a_opl_bvm", "a_opl_hvm", "a_opl_hw"}
_LAST_AGE = 99


def write_example(folder: Path) -> list[Path]:
    """Write the invented gemeente to a folder and return the files; the same bytes in every run.

    Parameters
    ----------
    folder : made when it is not there; files of the same name are replaced, others left alone.

    Returns
    -------
    The paths of the files, sorted by name.

    Notes
    -----
    Zip parts are stored, not compressed: compressed bytes differ between builds of zlib.
    """
    folder.mkdir(parents=True, exist_ok=True)
    contents: dict[str, bytes] = {
        f"leeftijden-{YEARS[0]}-{NEWEST}.csv": _ages_csv(),
        "gebieden.geojson": _areas_geojson(),
    }
    for year in YEARS:
        contents[f"kwb-{year}.xlsx"] = _workbook(f"Kerncijfers wijken en buurten {year}", _fill_kwb, year)
        contents[f"bereik-{year}.xlsx"] = _workbook(f"Kinderwerk {year}", fill_bereik, year)
    for year in NABIJHEID_YEARS:
        contents[f"nabijheid-{year}.csv"] = _nearby_csv(year)
    for year in SES_YEARS:
        contents[f"ses-woa-{year}.csv"] = _ses_csv(year)
    contents["bronnen.toml"] = _sources_toml(list(contents))
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return sorted(folder / name for name in contents)


def _workbook(title: str, fill: Callable[[Workbook, int], None], year: int) -> bytes:
    """Return a workbook that says of itself that it is invented."""
    stream = BytesIO()
    workbook = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"title": f"{title}, {GEMEENTE} ({INVENTED})", "created": _MADE})
    fill(workbook, year)
    workbook.close()
    return _repack(stream.getvalue())


def _repack(content: bytes) -> bytes:
    """Return the same zip with stored parts and nothing in it that depends on machine or moment."""
    result = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(result, "w", ZIP_STORED) as target:
        for name in source.namelist():
            part = ZipInfo(name, date_time=_ZIP_TIME)
            part.create_system = 3
            part.external_attr = 0o600 << 16
            target.writestr(part, source.read(name))
    return result.getvalue()


def _fill_kwb(workbook: Workbook, year: int) -> None:
    """Write one sheet in the shape of CBS's workbook: header in row 1, gemeente, each wijk with its buurten."""
    sheet = workbook.add_worksheet(f"kwb-{year}")
    header = kwb_header(year)
    rows = [_kwb_cells(header, region, publish(region, year), year) for region in build_regions(year)]
    if year == NEWEST:
        identifiers = ["NL00", "00", "Nederland", "Nederland", "Land", "NL00", "."]
        rows.insert(0, [*identifiers, *(_cell(column, NETHERLANDS_2024.get(column), year) for column in header[7:])])
    table: list[Sequence[str | int | float]] = [header, *rows]
    for row, cells in enumerate(table):
        for column, value in enumerate(cells):
            if isinstance(value, str):
                sheet.write_string(row, column, value)
            else:
                sheet.write_number(row, column, value)


def _kwb_cells(header: list[str], region: Region, row: Row, year: int) -> list[str | int | float]:
    """Return the cells of one region, identifiers first."""
    cells: list[str | int | float] = [
        region.code,
        region.code[2:],
        region.name,
        GEMEENTE,
        region.kind,
        region.code,
        region.indeling_change,
    ]
    for column in header[len(cells) :]:
        if year == 2022 and column == "g_gas_ap" and region.kind == "Buurt":
            # CBS's workbook of 2022 has a lone comma in thousands of cells of this column.
            cells.append(",")
        else:
            cells.append(_cell(column, row.get(column), year))
    return cells


def _cell(column: str, value: Figure, year: int) -> str | int | float:
    """Return a figure as CBS's workbook holds it; a missing one is a dot, in some years padded."""
    if value is None:
        return "       ." if year == 2021 else "."
    if column in _COMMA_TEXT:
        return f"{value:.1f}".replace(".", ",")
    if year == 2023 and column in _TEXT_COUNTS_2023:
        return str(value)
    return value


def _ages_csv() -> bytes:
    """Return single years of age of the gemeente, all years: CBS 03759ned as raw OData."""
    lines: list[Sequence[str]] = [AGES_HEADER]
    number = 9001001
    for year in YEARS:
        ages = publish_ages(build_regions(year)[0], year)
        codes = ["10000", "10010", *(str(10000 + 100 * age) for age in range(1, _LAST_AGE + 1))]
        for code, count in zip(codes, [sum(ages), *ages], strict=True):
            lines.append((str(number), "T001038", code, "T001019", GEMEENTE_CODE, f"{year}JJ00", f"{count:>8}"))
            number += 1
    return _quoted_csv(lines)


def _nearby_csv(year: int) -> bytes:
    """Return Nabijheid voorzieningen as StatLine exports it, with padding and names cut at 40 characters."""
    lines: list[Sequence[str]] = [NABIJHEID_HEADER]
    for region in build_regions(year):
        figures = ["." if value is None else f"{value:.1f}" for value in publish_nearby(region)]
        identifiers = (region.name[:40], f"{GEMEENTE:<40}", f"{region.kind:<10}", f"{region.code:<10}")
        lines.append((*identifiers, str(region.indeling_change), *(f"{figure:>8}" for figure in figures)))
    return _quoted_csv(lines)


def _ses_csv(year: int) -> bytes:
    """Return SES-WOA as StatLine exports it, with padding."""
    lines: list[Sequence[str]] = [SES_HEADER]
    for region in build_regions(year):
        households, score = publish_ses(region)
        figures = (str(households), "." if score is None else f"{score:.3f}")
        lines.append((str(year), region.name, f"{region.code:<10}", *(f"{figure:>8}" for figure in figures)))
    return _quoted_csv(lines)


def _quoted_csv(lines: Sequence[Sequence[str]]) -> bytes:
    """Return the dialect of CBS: byte order mark, every field quoted, semicolons, line feeds."""
    text = "".join(";".join(f'"{field}"' for field in line) + "\n" for line in lines)
    return text.encode("utf-8-sig")


def _areas_geojson() -> bytes:
    """Return the wijken and the water of the newest year as GeoJSON in WGS84, one feature per line."""
    names = {wijk.number: (wijk.code, wijk.full_name) for wijk in WIJKEN}
    names[WATER] = (f"WK{GEMEENTE_CODE[2:]}{WATER}", "Groot water")
    features = []
    for number, ring in build_rings().items():
        code, name = names[number]
        properties = {"wijkcode": code, "wijknaam": name, "gemeentecode": GEMEENTE_CODE, "gemeentenaam": GEMEENTE}
        geometry = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    metadata = {"type": "wijken", "year": NEWEST, "note": f"{GEMEENTE}: verzonnen grenzen", "count": len(features)}
    head = f'{{"type":"FeatureCollection","metadata":{_compact(metadata)},"features":[\n'
    return (head + ",\n".join(map(_compact, features)) + "\n]}\n").encode()


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _sources_toml(files: Sequence[str]) -> bytes:
    """Return what the files do not state themselves; that all of them are invented first."""
    lines = [f"# {GEMEENTE} bestaat niet: alle cijfers en grenzen in deze map zijn verzonnen."]
    for file in sorted(files):
        year = int(digits) if len(digits := "".join(filter(str.isdigit, file))) == 4 else None
        lines += ["", f'["{file}"]', "verzonnen = true"]
        if file.startswith("nabijheid"):
            lines.append(f"jaar = {year}")
        if file.startswith("bereik"):
            lines.append(f'gemeente = "{GEMEENTE_CODE}"')
            if year is not None and year < FIRST_REPORT_YEAR:
                lines += [f'organisatie = "{ORGANISATION} ({INVENTED})"', 'telt = "woonwijk"']
    return ("\n".join(lines) + "\n").encode()
