"""The columns of CBS's workbooks, in CBS's order; they change with the year (and inside a year, with the wave)."""

_IDENTIFIERS = "gwb_code_10 gwb_code_8 regio gm_naam recs gwb_code ind_wbi"
_PEOPLE = "a_inw a_man a_vrouw a_00_14 a_15_24 a_25_44 a_45_64 a_65_oo a_ongeh a_gehuwd a_gesch a_verwed"
_ORIGIN_UNTIL_2022 = "a_w_all a_nw_all a_marok a_antaru a_suri a_tur a_ov_nw"
_ORIGIN_FROM_2023 = "a_nl_all a_eur_al a_neu_al a_geb_nl a_geb_eu a_geb_ne a_gbl_eu a_gbl_ne"
_HOUSEHOLDS = "a_geb p_geb a_ste p_ste a_hh a_1p_hh a_hh_z_k a_hh_m_k g_hhgro bev_dich a_woning"
_HOMES_UNTIL_2023 = (
    "g_wozbag p_1gezw p_mgezw p_bewndw p_leegsw p_koopw p_huurw p_wcorpw p_ov_hw p_e_o_w p_bjj2k p_bjo2k "
    "g_ele g_ele_ap g_ele_tw g_ele_hw g_ele_2w g_ele_vw g_ele_hu g_ele_ko "
    "g_gas g_gas_ap g_gas_tw g_gas_hw g_gas_2w g_gas_vw g_gas_hu g_gas_ko p_stadsv"
)
# Three of these headers end in a space in CBS's own file of 2024.
_HOMES_FROM_2024 = (
    "a_nb_won_ a_vastg a_nb_vastg g_wozbag p_1gezw p_1gezw_tw p_1gezw_hw p_1gezw_2w p_1gezw_hvw p_mgezw p_leegsw "
    "p_koopw p_huurw p_wcorpw p_ov_hw p_bj_me10 p_bj_mi10 g_ele g_ele_tr g_gas p_stadsv p_won_z p_won_m_ p_won_zs "
    "p_won_ev_ a_lp_pub"
)
_EDUCATION_UNTIL_2022 = "a_opl_lg a_opl_md a_opl_hg p_arb_pp p_arb_wn p_arb_zs"
_EDUCATION_FROM_2023 = (
    "a_ons_po a_ons_vovavo a_ons_mbo a_ons_hbo a_ons_wo a_opl_bvm a_opl_hvm a_opl_hw "
    "a_arb_wz p_arb_pp p_arb_wn p_arb_wv p_arb_wf p_arb_zs"
)
_INCOME = "a_inkont g_ink_po g_ink_pi p_ink_li p_ink_hi"
_POVERTY_UNTIL_2023 = "g_hh_sti p_hh_li p_hh_hi p_hh_lkk p_hh_osm p_hh_110 p_hh_120 m_hh_ver"
_POVERTY_FROM_2024 = "p_ink_ar p_ink_ba g_hh_sti p_hh_li p_hh_hi m_hh_ver"
_REST = (
    "a_soz_wb a_soz_ao a_soz_ww a_soz_ow a_jz_tn p_jz_tn a_wmo_t p_wmo_t "
    "a_bedv a_bed_a a_bed_bf a_bed_gi a_bed_hj a_bed_kl a_bed_mn a_bed_oq a_bed_ru "
    "a_pau a_bst_b a_bst_nb g_pau_hh g_pau_km a_m2w g_afs_hp g_afs_gs g_afs_kv g_afs_sc g_3km_sc "
    "a_opp_ha a_lan_ha a_wat_ha pst_mvp pst_dekp ste_mvs ste_oad"
)
_ENDS_IN_SPACE = {"a_nb_won_", "p_won_m_", "p_won_ev_"}


def kwb_header(year: int) -> list[str]:
    """Return the headers of the workbook of a year, 2020 or later."""
    blocks = [
        _IDENTIFIERS,
        _PEOPLE,
        _ORIGIN_UNTIL_2022 if year <= 2022 else _ORIGIN_FROM_2023,
        _HOUSEHOLDS,
        _HOMES_UNTIL_2023 if year <= 2023 else _HOMES_FROM_2024,
        _EDUCATION_UNTIL_2022 if year <= 2022 else _EDUCATION_FROM_2023,
        _INCOME,
        _POVERTY_UNTIL_2023 if year <= 2023 else _POVERTY_FROM_2024,
        _REST,
    ]
    columns = " ".join(blocks).split()
    return [column[:-1] + " " if column in _ENDS_IN_SPACE else column for column in columns]


NABIJHEID_HEADER = (
    "Wijken en buurten",
    "Regioaanduiding/Gemeentenaam (naam)",
    "Regioaanduiding/Soort regio (omschrijving)",
    "Regioaanduiding/Codering (code)",
    "Regioaanduiding/Indelingswijziging wijken en buurten (code)",
    "Kinderopvang/Kinderdagverblijf/Afstand tot kinderdagverblijf (km)",
    "Kinderopvang/Kinderdagverblijf/Aantal kinderdagverblijven/Binnen 1 km (aantal)",
    "Kinderopvang/Buitenschoolse opvang/Afstand tot buitenschoolse opvang (km)",
    "Kinderopvang/Buitenschoolse opvang/Aantal buitenschoolse opvang/Binnen 1 km (aantal)",
    "Onderwijs/Basisonderwijs/Afstand tot school (km)",
)
SES_HEADER = (
    "Perioden",
    "Wijken en buurten",
    "Regiocode (gemeente, wijk, buurt) (code)",
    "Particuliere huishoudens (Aantal)",
    "SES-WOA/Totaalscore/Gemiddelde score (Getal)",
)
AGES_HEADER = ("ID", "Geslacht", "Leeftijd", "BurgerlijkeStaat", "RegioS", "Perioden", "BevolkingOp1Januari_1")
