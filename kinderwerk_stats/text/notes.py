"""What a speaker says with a slide: the figures once more, and the words that go too far."""

from collections.abc import Mapping

SAY: Mapping[str, str] = {
    "titel": "Vertel wie u bent, en waar u zo naartoe loopt.",
    "landelijk": "Vertel: dit is de stand van 2022 en geen norm. Het gaat om mensen, niet om volle banen. "
    "Zeg niet dat het zo moet of zo hoort.",
    "reach_share": "Vertel: bereikt is een kind dat minstens een keer meedeed. Bereikt is niet hetzelfde als geholpen. "
    "Zeg niet dat een wijk het slecht doet.",
    "children_count": "Vertel: zo veel kinderen wonen er. Hoeveel van hen het kinderwerk bereikt, is niet bekend.",
    "wijk": "Vertel wat u zelf in deze wijk ziet. Een cijfer zegt hoe vaak iets voorkomt, niet waardoor het komt.",
    "circumstances": "Vertel: dit zijn cijfers van CBS over de hele wijk. Ze zeggen niets over een gezin apart. "
    "Zeg niet dat het een door het ander komt.",
    "kinderwerk": "Vertel bij elk cijfer een voorbeeld van gewoon werk. "
    "Een kind dat tien keer komt, telt tien bezoeken.",
    "signaleren": "Vertel: dit is één lijst, op één moment. Reken het niet om naar de gemeente of naar alle kinderen. "
    "Minder signalen is niet beter of slechter.",
    "gap_children_count": "Vertel: dit is een verschil met de maat, geen lijst van kinderen. Wat een wijk meer heeft, "
    "gaat niet af van wat een andere wijk minder heeft.",
    "gap_fte": "Vertel: dit is een verschil in uren. Het zegt niets over hoe goed er gewerkt wordt.",
    "nodig": "Vertel: de gemeente kiest zelf hoeveel kinderen er per fte zijn. Noem geen bedrag dat het zou besparen: "
    "dat is niet bekend.",
    "plan": "Vertel: dit is een plan en geen besluit. Een ander doel of een ander bedrag geeft een andere verdeling. "
    "Zeg niet dat er daardoor meer kinderen bereikt worden.",
    "gesprek": "Laat stiltes vallen. Schrijf op wat er gezegd wordt, en spreek af wie erop terugkomt.",
}
"""Part or figure -> what to say, and what not."""
