"""Files with data about persons in a part that no cell shows, or in a map. All persons are invented."""

from tests import privacy_builders as make
from tests.privacy_builders import BORN, BSNS, FIRST, FULL, TABLE, Case

IN_PARTS = [
    # Comments.
    *(
        Case(f"comment: {text}", make.comment(text))
        for text in (
            "Fenna Zzyzx komt elke week, moeder is ziek",
            "Kim heeft adhd",
            "Kim Jansen",
            "bsn 111222333",
            "111222333",
            "Sam, geb. 3-4-2016",
            "bel vader: 06-12345678",
            "gezin met schulden, kind komt vaak",
            "Kim, Sam en Noor",
            "Yusuf Yilmaz 12-05-2015",
        )
    ),
    Case("comment in ods", make.ods(TABLE, "Kim Jansen heeft epilepsie"), "a.ods"),
    Case(
        "threaded comment",
        make.part(
            "xl/threadedComments/threadedComment1.xml",
            '<ThreadedComments><threadedComment ref="B3"><text>Kim is ziek</text></threadedComment></ThreadedComments>',
        ),
    ),
    # Other parts of a workbook.
    Case("list to choose from", make.validation("Kim,Sam,Noor,Jip")),
    Case("list of full names to choose from", make.validation("Kim Jansen,Sam de Vries")),
    Case("list on another sheet", make.hidden_sheet([["keuze"], *([name] for name in FIRST[:5])])),
    Case("footer", make.footer("Dossier Kim Jansen")),
    Case("header of the print", make.footer("kind met bsn 111222333", "oddHeader")),
    Case("title of the file", make.properties(title="Verslag Kim Jansen")),
    Case("keywords", make.properties(keywords="bsn 111222333")),
    Case("description", make.properties(description="Fenna Visser is ziek")),
    Case("name of a range", make.named("Kim_Jansen", "Cijfers!$A$1")),
    Case("constant of a range", make.named("contact", '"moeder 06-12345678"')),
    Case("text box", make.text_box("Kim Jansen, 8 jaar")),
    Case("pivot items", make.pivot(x=FULL[:5], wijk=("Oost", "West"))),
    Case("pivot items under voornaam", make.pivot(voornaam=("Aaa", "Bbb"))),
    Case("pivot items of birth", make.pivot(x=[f"{day:%Y-%m-%d}" for day in BORN[:5]])),
    Case("linked workbook", make.outside(("wie", "wijk"), *((name, "Oost") for name in FULL[:4]))),
    Case("linked workbook with bsn", make.outside(("x",), *((n,) for n in BSNS))),
    Case("own xml", make.part("customXml/item1.xml", "<lijst><voornaam>Kim</voornaam></lijst>")),
    Case("own xml with a name", make.part("customXml/item1.xml", "<lijst><x>Kim Jansen</x></lijst>")),
    Case(
        "title of a chart",
        make.part("xl/charts/chart1.xml", '<chart xmlns="x"><title><p>Kim Jansen is ziek</p></title></chart>'),
    ),
    Case(
        "description of a picture",
        make.part(
            "xl/drawings/drawing9.xml",
            '<wsDr xmlns="x"><pic><cNvPr id="1" name="foto" descr="foto van Kim Jansen"/></pic></wsDr>',
        ),
    ),
    # Maps.
    Case("map with a first name", make.geojson({"voornaam": "Kim"}), "a.geojson"),
    Case("map with a name in its description", make.geojson({}, description="kind met bsn 111222333"), "a.geojson"),
    Case("map with a full name", make.geojson({"opm": "Kim Jansen, 8 jaar"}), "a.geojson"),
    # More parts, and what hides in a sheet.
    Case("mail behind a word", make.linked("mailto:fenna.jansen@voorbeeld.nl?cc=kim.bakker@voorbeeld.nl", "mail")),
    Case("telephone behind a word", make.relation("tel:+31612345678")),
    Case("whatsapp behind a word", make.linked("https://wa.me/31612345678", "app")),
    Case("whatsapp with the number", make.linked("https://api.whatsapp.com/send?phone=31612345678", "app")),
    Case("tooltip of a link", make.tail(make.nested("hyperlinks/hyperlink", tooltip="Kim Jansen heeft adhd"))),
    Case("first page of the print", make.footer("Dossier Kim Jansen", "firstHeader")),
    Case(
        "comment of a defined name", make.xml_part("w.xml", "workbook/definedNames/definedName", comment="Kim Jansen")
    ),
    Case("mail in a defined name", make.named("wie", '"kim.jansen@voorbeeld.nl"')),
    Case("hint of a cell", make.tail(make.nested("dataValidations/dataValidation", prompt="Kim Jansen is ziek"))),
    Case("hint with a bsn", make.tail(make.nested("dataValidations/dataValidation", prompt="kind 111222333"))),
    Case(
        "message of a cell",
        make.tail(make.nested("dataValidations/dataValidation", error="moeder Jansen bellen: 06-12345678")),
    ),
    Case(
        "list in an extension",
        make.tail(make.nested("extLst/ext/x14:dataValidation/x14:formula1/xm:f", '"Kim Jansen,Sam de Vries"')),
    ),
    Case("rule of a colour", make.tail(make.nested("conditionalFormatting/cfRule/formula", '$A1="Kim Jansen"'))),
    Case("text of a rule", make.tail(make.nested("conditionalFormatting/cfRule", text="Kim Jansen"))),
    Case("choice of a filter", make.tail(make.nested("autoFilter/filterColumn/filters/filter", val="Kim Jansen"))),
    Case("own filter", make.tail(make.nested("autoFilter/filterColumn/customFilters/customFilter", val="Kim Jansen*"))),
    Case("scenario", make.tail(make.nested("scenarios/scenario", name="Kim Jansen", comment="moeder is ziek"))),
    Case("protected range", make.tail(make.nested("protectedRanges/protectedRange", name="dossier_Kim_Jansen"))),
    Case(
        "total row of a table",
        make.xml_part("tables/table9.xml", "table/tableColumns/tableColumn", name="a", totalsRowLabel="Kim Jansen"),
    ),
    Case(
        "query",
        make.xml_part("connections.xml", "connections/connection/dbPr", command="select 1 where naam = 'Kim Jansen'"),
    ),
    Case("slicer", make.xml_part("slicerCaches/s.xml", "slicerCacheDefinition/data/items/i", n="Kim Jansen")),
    Case("log of changes", make.xml_part("revisions/revisionLog1.xml", "revisions/rcc/nc/is/t", "Kim Jansen")),
    Case(
        "records of a pivot table",
        make.part(
            "xl/pivotCache/pivotCacheRecords1.xml",
            make.nested("pivotCacheRecords", "".join(f'<r><s v="{name}"/><n v="3"/></r>' for name in FULL[:5])),
        ),
    ),
    Case("categories of a chart", make.chart(*FULL[:4])),
    Case("first names of categories of a chart", make.chart("Fenna", "Yusuf", "Lieke", "Daan")),
    Case(
        "title of a chart in pieces",
        make.part("xl/charts/chart1.xml", make.nested("chart/title/tx/rich/p", "<t>Kim </t><t>Jansen, 8 jaar</t>")),
    ),
    Case(
        "sheet of a linked workbook",
        make.xml_part(
            "externalLinks/externalLink1.xml", "externalLink/externalBook/sheetNames/sheetName", val="Kim Jansen"
        ),
    ),
    Case(
        "name of a linked workbook", make.relation("file:///C:/dossiers/intake%20Kim%20Jansen%20bsn%20111222333.xlsx")
    ),
    Case("path with a name", make.relation("file:///C:/clienten/Kim%20Jansen.xlsx")),
    Case("format of a number", make.number_format('0" bsn 111222333"')),
    Case(
        "reply to a comment",
        make.part(
            "xl/threadedComments/threadedComment2.xml",
            make.nested("ThreadedComments/threadedComment/text", "Yusuf Yilmaz, groep 5"),
        ),
    ),
    Case("own xml with a header", make.part("customXml/item2.xml", make.nested("form/geboortedatum", "2015-05-12"))),
    Case(
        "own xml, attribute", make.part("customXml/item2.xml", make.nested("form/kind", naam="Kim Jansen", groep="5"))
    ),
    Case("web query", make.part("xl/queryTables/queryTable1.xml", make.nested("queryTable", name="Kim Jansen"))),
    Case("mother in the description of the file", make.properties(description="lijst van moeder Jansen, 06-12345678")),
    Case("author who is a child", make.properties(creator="kind Kim Jansen, bsn 111222333")),
    Case(
        "changes in an ods",
        make.ods_extra(make.nested("table:tracked-changes/table:deletion/text:p", "Kim Jansen heeft adhd")),
        "a.ods",
    ),
    Case("formula", make.formula('=IF(B2="Kim Jansen",1,0)')),
    Case("very hidden sheet", make.very_hidden([["k"], *([name] for name in FULL[:6])])),
    Case("hidden rows of names", make.hidden_rows(FULL[:4])),
    Case("runs of letters", make.rich("Kim ", "Jansen, 8 jaar")),
    Case("+49 in comment", make.comment("oma belt met +49 151 23456789")),
    Case("0032 in footer", make.footer("bel vader 0032 470 12 34 56")),
    Case("wa.me in comment", make.comment("https://wa.me/31612345678")),
    Case("wa link in hyperlink only", make.linked("https://wa.me/+32470123456", "chat")),
    Case("sms link", make.relation("sms:+31612345678")),
    Case("mailto only name", make.linked("mailto:kim@voorbeeld.nl", "kim")),
    Case(
        "threaded with mention",
        make.part(
            "xl/threadedComments/threadedComment1.xml",
            make.nested("ThreadedComments/threadedComment/text", "Kan Fatima El Amrani nog meedoen?"),
        ),
    ),
    Case(
        "custom property client",
        make.part(
            "docProps/custom.xml",
            "<Properties><property name='Client'><lpwstr>Fatima El Amrani</lpwstr></property></Properties>",
        ),
    ),
    Case("title property first name", make.properties(title="Dossier Fenna")),
    Case(
        "chart title first name",
        make.part("xl/charts/chart2.xml", make.nested("chart/title/tx/rich/p", "<t>Voortgang Fenna</t>")),
    ),
    Case("text box phone", make.text_box("06-12345678")),
    Case("pivot records + def first names", make.pivot(kind=("Fenna", "Yusuf", "Lieke"))),
    Case("external link header kind", make.outside(("kind", "groep"), ("Fenna", "5"), ("Yusuf", "6"))),
    Case(
        "validation range prompt", make.tail(make.nested("dataValidations/dataValidation", promptTitle="Fenna Jansen"))
    ),
    Case(
        "cf formula first names",
        make.tail(make.nested("conditionalFormatting/cfRule/formula", 'OR($A1="Fenna",$A1="Yusuf",$A1="Lieke")')),
    ),
    Case("named range value", make.named("lijst", '{"Kim Jansen";"Sam de Vries";"Noor Bakker"}')),
    Case(
        "very hidden birth", make.very_hidden([["a", "b"], *([n, d] for n, d in zip(FULL[:5], BORN[:5], strict=True))])
    ),
    Case("hidden row phone", make.hidden_row(["", "06-12345678", ""])),
]
