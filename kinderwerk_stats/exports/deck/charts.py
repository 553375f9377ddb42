"""Native charts: bars, with whiskers. Their data can be edited in PowerPoint; absent figures are empty."""

from collections.abc import Iterable, Sequence
from typing import Any

from lxml import etree
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
from pptx.oxml.ns import qn
from pptx.util import Pt

from kinderwerk_stats.exports.deck.boxes import SIZE_BODY, SIZE_SMALL, Box, describe, rgb
from kinderwerk_stats.exports.deck.chart_data import BarData
from kinderwerk_stats.exports.deck.printed import Printed, read_printed
from kinderwerk_stats.model.palette import LIGHT
from kinderwerk_stats.story.slides import Bar, BarsPicture, StepsPicture

# Letters beside the bars, as large as fits in a row: all names must stand beside their bars.
_OF_ROW, _LEAST_SIZE = 0.62, 10
# Of a letter, in parts of its size; wide letters, as where the font of the file is not there.
_SIGN_WIDTH, _MOST_FOR_NAMES = 0.62, 0.5
# Name, number and bar; the reference is no bar of the picture.
_Row = tuple[str, Printed | None, Bar | None]
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def add_bars(shapes: Any, box: Box, picture: BarsPicture, alt: str) -> None:
    """Add horizontal bars, the first on top; the reference is a bar of its own under them.

    The upper end of each interval is a second series that is not coloured: it carries the label, so that no whisker
    runs through it.
    """
    rows: list[_Row] = [(_name(bar), _printed(bar), bar) for bar in picture.bars]
    if picture.reference is not None:
        rows.append((picture.reference_label or "vergelijking", _as_printed(picture), None))
    intervals = any(down or up for down, up in (_ends(number, bar) for _, number, bar in rows))
    data = BarData()
    data.categories = [name for name, _, _ in rows]
    data.add_series(picture.axis, [_number(number) for _, number, _ in rows])
    if intervals:
        upper = [None if number is None else number.value + _ends(number, bar)[1] for _, number, bar in rows]
        data.add_series("bovenkant van de schatting", upper)
    frame = shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box.as_tuple(), data)
    chart = frame.chart
    size = min(max(box.height / Pt(1) / max(len(rows), 1) * _OF_ROW, _LEAST_SIZE), SIZE_BODY)
    _plain_axes(chart, size)
    if any(map(picture.is_cut, picture.bars)):
        chart.value_axis.maximum_scale = picture.longest
    _room_for_names(chart, [name for name, _, _ in rows], size, box)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap, plot.vary_by_categories = 45, 100, False
    series = plot.series[0]
    if intervals:
        plot.series[1].format.fill.background()
        _written_labels(plot.series[1], [None if bar is None else bar.text for _, _, bar in rows], size)
    else:
        _labels(series, [number for _, number, _ in rows], size)
    for place, (_, _, bar) in enumerate(rows):
        _colour(series.points[place].format.fill, _bar_colour(bar, any(each.chosen for each in picture.bars)))
    _whiskers(series, rows)
    describe(frame, alt, "Grafiek")


def add_steps(shapes: Any, box: Box, picture: StepsPicture, alt: str) -> None:
    """Add the steps of early signalling as bars of the same scale."""
    bars = tuple((step.label, Printed(step.count, "#,##0")) for step in picture.steps)
    data = BarData()
    data.categories = [label for label, _ in bars]
    data.add_series("kinderen", [number.value for _, number in bars])
    frame = shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box.as_tuple(), data)
    _plain_axes(frame.chart, SIZE_SMALL)
    plot = frame.chart.plots[0]
    plot.gap_width, plot.vary_by_categories = 45, False
    _labels(plot.series[0], [number for _, number in bars], SIZE_SMALL)
    for place in range(len(bars)):
        _colour(plot.series[0].points[place].format.fill, LIGHT.sequential[min(4, place + 2)])
    describe(frame, alt, "Grafiek")


def _plain_axes(chart: Any, size: float) -> None:
    """Leave what is needed to read labelled bars: the names, no grid, no second scale, no legend."""
    chart.has_legend = False
    chart.has_title = False
    chart.font.size, chart.font.color.rgb = Pt(size), rgb(LIGHT.text)
    chart.category_axis.reverse_order = True
    _axis_text(chart.category_axis, size)
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    # Every name stands there, however many there are.
    skip = etree.Element(qn("c:tickLblSkip"))
    skip.set("val", "1")
    chart.category_axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0


def _room_for_names(chart: Any, names: Sequence[str], size: float, box: Box) -> None:
    """Set the bars so far to the right that no name has to be broken or left out."""
    wanted = max(map(len, names)) * size * _SIGN_WIDTH / (box.width / Pt(1)) + 0.01
    start = min(_MOST_FOR_NAMES, wanted)
    layout = etree.Element(qn("c:layout"))
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    for tag, value in (("layoutTarget", "inner"), ("xMode", "edge"), ("yMode", "edge"), ("x", start), ("y", 0.02),
                       ("w", 0.92 - start), ("h", 0.96)):  # fmt: skip
        etree.SubElement(manual, qn(f"c:{tag}")).set("val", str(value))
    area = chart._chartSpace.find(".//" + qn("c:plotArea"))
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, layout)


def _axis_text(axis: Any, size: float) -> None:
    axis.format.line.color.rgb = rgb(LIGHT.border)
    axis.tick_labels.font.size = Pt(size)


def _labels(series: Any, numbers: Sequence[Printed | None], size: float) -> None:
    """Let the chart print its own figures, each as the screen prints it."""
    labels = series.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size, labels.font.color.rgb = Pt(size), rgb(LIGHT.text)
    formats = [number.number_format for number in numbers if number is not None]
    common = max(set(formats), key=formats.count) if formats else "General"
    labels.number_format, labels.number_format_is_linked = common, False
    for place, number in enumerate(numbers):
        if number is not None and number.number_format != common:
            _own_format(labels._element, place, number.number_format)


def _written_labels(series: Any, texts: Sequence[str | None], size: float) -> None:
    """Write the words of the screen behind each bar that has a figure."""
    _labels(series, [], size)
    series.data_labels.show_value = False
    for place, text in enumerate(texts):
        if text is not None and read_printed(text) is not None:
            label = series.points[place].data_label
            label.text_frame.text = text
            label.text_frame.paragraphs[0].runs[0].font.size = Pt(size)
            label.position = XL_LABEL_POSITION.OUTSIDE_END


def _own_format(labels: Any, place: int, number_format: str) -> None:
    """Give one label a format of its own; python-pptx has no word for it."""
    label = etree.SubElement(labels, qn("c:dLbl"))
    for tag, value in (("idx", str(place)), ("numFmt", number_format), ("dLblPos", "outEnd"), ("showLegendKey", "0"),
                       ("showVal", "1"), ("showCatName", "0"), ("showSerName", "0"), ("showPercent", "0"),
                       ("showBubbleSize", "0")):  # fmt: skip
        element = etree.SubElement(label, qn(f"c:{tag}"))
        if tag == "numFmt":
            element.set("formatCode", value)
            element.set("sourceLinked", "0")
        else:
            element.set("val", value)
    # Labels of one point come before what holds for all of them.
    labels.insert(len(labels.findall(qn("c:dLbl"))) - 1, label)


def _whiskers(series: Any, rows: Iterable[_Row]) -> None:
    """Add the interval of each bar as an error bar; python-pptx has no word for it."""
    ends = [_ends(number, bar) for _, number, bar in rows]
    if not any(down or up for down, up in ends):
        return
    bars = etree.Element(qn("c:errBars"))
    for tag, value in (("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "1")):
        etree.SubElement(bars, qn(f"c:{tag}")).set("val", value)
    for tag, side in (("plus", 1), ("minus", 0)):
        numbers = etree.SubElement(etree.SubElement(bars, qn(f"c:{tag}")), qn("c:numLit"))
        etree.SubElement(numbers, qn("c:formatCode")).text = "General"
        etree.SubElement(numbers, qn("c:ptCount")).set("val", str(len(ends)))
        for place, end in enumerate(ends):
            point = etree.SubElement(numbers, qn("c:pt"))
            point.set("idx", str(place))
            etree.SubElement(point, qn("c:v")).text = repr(float(end[side]))
    line = etree.fromstring(
        f'<c:spPr xmlns:c="{_C}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:ln w="15875">'
        f'<a:solidFill><a:srgbClr val="{LIGHT.muted.lstrip("#").upper()}"/></a:solidFill></a:ln></c:spPr>'
    )
    bars.append(line)
    series._element.find(qn("c:cat")).addprevious(bars)


def _ends(number: Printed | None, bar: Bar | None) -> tuple[float, float]:
    """Return how far an interval reaches below and above the printed number."""
    if number is None or bar is None or bar.low is None or bar.high is None:
        return 0.0, 0.0
    return max(0.0, number.value - bar.low), max(0.0, bar.high - number.value)


def _name(bar: Bar) -> str:
    return bar.label if bar.figure.known else f"{bar.label} ({bar.text})"


def _printed(bar: Bar) -> Printed | None:
    if not bar.figure.known:
        return None
    return read_printed(bar.text) or Printed(float(bar.figure.value), "General")


def _as_printed(picture: BarsPicture) -> Printed:
    """Return the reference as its label says it; an own number only where the label has none."""
    said = read_printed(picture.reference_label)
    value = float(picture.reference or 0)
    if said is not None and abs(said.value - value) <= max(0.01, 0.1 * abs(value)):
        return said
    digits = "." + "0" * picture.decimals if picture.decimals else ""
    return Printed(value, f"0{digits}%" if picture.unit == "%" else f"#,##0{digits}")


def _number(printed: Printed | None) -> float | None:
    return None if printed is None else printed.value


def _bar_colour(bar: Bar | None, one_is_chosen: bool) -> str:
    if bar is None:
        return LIGHT.border
    if bar.indicative:
        return LIGHT.indicative
    return LIGHT.accent if bar.chosen or not one_is_chosen else LIGHT.sequential[1]


def _colour(filling: Any, colour: str) -> None:
    filling.solid()
    filling.fore_color.rgb = rgb(colour)
