"""What may be said beside what is published; what a reader says to who delivers a file is another list."""

from collections.abc import Iterable
from typing import NewType

from kinderwerk_stats.model.datasets import ReadResult
from kinderwerk_stats.model.problems import Place, Problem, make_problem

PublicNote = NewType("PublicNote", Problem)
"""A problem that no count can be read from: of public figures, of counts as they are shown, or of a code below."""

# What a reader of bereik can say in public: neither its words nor whether it is said depends on a count of children or
# visits. Anything else is for who delivers the file.
WITHOUT_COUNTS = frozenset({
    # which table, sheet and rows
    "aantallen_zonder_wijk", "wijk_zonder_aantallen", "wijk_zonder_kop", "tabel_gedraaid", "tabel_herschikt",
    "blad_per_wijk", "tabellen_samengevoegd", "kolom_ander_gebied", "geen_bereikte_kinderen",
    "buurten_niet_waar_zij_wonen", "buurten_zonder_wijk", "buurten_opgeteld", "buurten_niet_nodig",
    "delen_van_een_wijk", "delen_van_wijk_opgeteld", "delen_van_wijk_niet_nodig", "blad_niet_gebruikt",
    "verborgen_rijen_gelezen", "wijk_dubbel_in_tabel", "blad_zonder_tabel", "verborgen_blad_zonder_tabel",
    "geen_kop_met_wijk", "verborgen_blad_gebruikt", "verborgen_blad_niet_gebruikt", "tabellen_van_een_jaar",
    "tweede_tabel_niet_gelezen", "geen_rijen_met_wijken", "alleen_realisatie_gelezen", "activiteiten_opgeteld",
    "rijen_onder_namen", "alleen_totaal_van_wijk_gelezen", "twee_lagen_rijen", "rijen_geen_aantallen",
    "rijen_waarvan", "eenheid_past_niet",
    "cijfers_zonder_wijk", "geen_code_van_wijk",
    # which work, children and place
    "cijfers_zijn_plan", "zin_over_plan", "cijfers_ander_werk", "ook_ander_werk", "kopje_ander_werk",
    "opmerking_over_anderen", "titel_andere_maat", "aantallen_in_tientallen", "titel_deel_van_kinderen",
    "alle_rijen_ander_werk", "alle_rijen_andere_leeftijd", "rijen_ander_werk", "rijen_andere_leeftijd",
    "uniek_en_niet_uniek", "kinderen_zijn_bezoeken", "telt_waar_onbekend", "telt_op_locatie", "andere_leeftijd",
    "geen_naam_organisatie",
    # which year
    "cijfers_voorlopig", "cijfers_afgerond", "opmerking_over_wijk", "peildatum_halverwege", "opmerking_deel_van_jaar",
    "opmerking_noemt_deel_van_jaar",
    "opmerking_ander_jaar", "schooljaar_genoemd", "jaar_ontbreekt", "jaar_ontbreekt_naast_datum",
    "peildatum_buiten_jaar", "jaar_van_een_datum", "jaar_van_een_regel", "kolom_schooljaar", "alleen_deel_van_jaar",
    "delen_naast_het_jaar", "enkele_delen_naast_het_jaar", "jaar_van_delen", "jaar_van_delen_zonder_cijfers",
    "delen_cumulatief", "delen_lijken_cumulatief",
    "kinderen_van_delen_niet_opgeteld", "jaar_is_som_van_delen", "jaren_in_kolom_en_titel", "jaren_boven_tabel",
    "geen_jaartal",
    # how a cell is written, whatever number is in it
    "cel_datum", "cel_schatting", "cel_geen_een_getal", "cel_noot", "cel_bedrag", "cel_eenheid", "cel_zonder_einde",
    # the total: who is in it; that it is exactly the sum of the wijken is what the hiding of counts reckons with
    "totaalrij_zonder_jaar", "totaal_met_naam_van_gemeente", "dubbelen_zonder_totaal", "totaal_onduidelijk",
    "totaal_met_dubbelen",
    "kinderen_zonder_wijk_zonder_totaal", "kinderen_zonder_wijk_in_totaal", "kinderen_zonder_wijk_buiten_totaal",
    "kinderen_van_buiten_niet_geteld",
    # a register of activities: how many activities there were
    "register_kolom_dubbel", "register_zonder_kinderwerk", "register_zonder_kinderwerk_weg", "register_geteld",
    "register_geteld_deels", "activiteiten_buiten_leeftijd", "activiteiten_zonder_leeftijd",
    "activiteiten_zonder_getal", "register_zonder_jaar", "register_deel_van_jaar", "register_zonder_wijk",
    "register_niet_gebruikt",
    # who work: their figures are shown whatever is hidden
    "fte_zonder_kinderwerkers", "meer_fte_dan_kinderwerkers", "veel_fte_in_wijk", "kinderwerkers_gebroken",
    # which columns
    "kop_zegt_bezoeken", "kop_zegt_niet_uniek", "kolom_cumulatief", "kolom_zegt_hetzelfde",
    "kolommen_niet_gelezen", "kolommen_zonder_jaar", "jaren_niet_boven_kolommen", "kolom_van_andere_leeftijd",
    "fte_van_andere_uren", "indeling_van_ander_jaar",
    "rijen_zonder_periode", "kolommen_met_delen", "kolom_zonder_eigen_kop", "kolommen_voor_hetzelfde",
    # which wijken and gemeente
    "gemeenten_zonder_codes", "wijken_van_gemeenten", "wijken_zonder_rij", "totaal_zonder_alle_wijken",
    "rijen_andere_gemeente",
    "andere_gemeente_genoemd", "andere_gemeente_zonder_codes", "namen_afgekapt", "nummers_als_namen",
    "codes_andere_wijken", "code_en_naam_verschillen", "namen_zonder_wijk", "gebieden_zijn_wijken",
    "gebieden_zonder_wijk", "op_naam_gevonden", "ander_wijknummer", "wijk_op_meer_rijen", "wijken_zonder_naam",
    "bereik_zonder_gemeente", "nog_een_bereikbestand",
    # the file itself
    "bestand_leeg", "bestand_te_groot", "document_zonder_tabel", "ander_bestand", "los_deel_van_kaart",
    "webpagina_of_xml", "geen_tekst_en_geen_werkmap",
    "tekst_met_naam_van_werkmap", "bestand_niet_herkend", "zip_zonder_werkmap",
    "zip_wijst_naar_buiten", "werkmap_verwijst", "werkmap_zonder_einde", "werkmap_op_slot", "werkmap_beschadigd",
    "werkmap_onderweg_veranderd", "werkmap_te_groot", "werkmap_te_sterk_ingepakt", "werkmap_onderdelen_overlappen",
    "werkmap_te_veel_onderdelen", "eigen_xml_definities", "cel_te_lang", "cel_ver_weg", "blad_te_veel_kolommen",
    "formule_zonder_uitkomst", "formule_zonder_uitkomst_vaker", "foutmelding_van_excel",
    "foutmelding_van_excel_vaker", "nul_teken_in_tekst", "te_veel_kolommen", "regel_te_lang",
    "aanhalingsteken_niet_afgesloten", "rijen_te_lang", "rijen_te_kort", "laatste_rij_breekt_af",
    "zonder_laatste_regeleinde",
    # a published version that cannot be read
    "versie_onleesbaar",
    # persons: which columns and sheets
    "bevat_persoonsgegevens", "misschien_persoonsgegevens", "persoonsgegevens_in_naam",
})  # fmt: skip

# Of these kinds of file every figure is public.
_PUBLIC_KINDS = frozenset({
    "kwb", "statline", "odata", "leeftijden", "nabijheid", "ses_woa", "gebieden", "kaartcijfers", "adressen",
})  # fmt: skip


def of_public_figures(problems: Iterable[Problem]) -> tuple[PublicNote, ...]:
    """Return, each once, what is said of public figures, of settings, or of counts as they are shown to everybody."""
    return tuple(PublicNote(problem) for problem in dict.fromkeys(problems))


def of_bereik(problems: Iterable[Problem]) -> tuple[PublicNote, ...]:
    """Return, each once, what may be said in public of all that was said of a bereik file."""
    return of_public_figures(problem for problem in problems if problem.code in WITHOUT_COUNTS)


def notes_of(result: ReadResult) -> tuple[PublicNote, ...]:
    """Return what may be said in public of a file; that one was refused is said even where the reason may not be."""
    if result.kind in _PUBLIC_KINDS:
        return of_public_figures(result.problems)
    notes = of_bereik(result.problems)
    refused = any(problem.severity == "fout" for problem in result.problems)
    if refused and not any(note.severity == "fout" for note in notes):
        notes += of_public_figures([make_problem("bereik_geweigerd", Place(result.path.name))])
    return notes
