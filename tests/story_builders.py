"""Plans, photos and hostile plan files that tests of the story and of the store share. All is invented."""

import io
import json
import zipfile
from datetime import UTC, datetime

from PIL import Image

from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.exports.plan_files import write_plan_json
from kinderwerk_stats.exports.told_plan import work_out_address
from kinderwerk_stats.gemeente.plan import ToldPlan
from kinderwerk_stats.gemeente.plan_choice import PlanChoice
from kinderwerk_stats.store import Kept
from kinderwerk_stats.story.own_signals import Signalling
from kinderwerk_stats.story.photo import clean_photo
from kinderwerk_stats.story.plan import OwnSlide, Plan, PlanPart, Quote
from kinderwerk_stats.story.plan_file import PHOTO_NAME, PLAN_NAME, write_plan
from kinderwerk_stats.ui.view import View, to_params
from tests.builders import GEMEENTE, WIJKEN

# Where a picture was taken, by whom, and what somebody wrote in it.
SECRETS = (b"Kodak", b"Jansen", b"geheime opmerking")


def picture(size=(40, 30), kind="JPEG", *, orientation=None, secrets=False, color="red"):
    """Return a picture file; `secrets` puts names, a place and a remark in it."""
    image, options = Image.new("RGB", size, color), {}
    if kind == "JPEG" and (secrets or orientation):
        exif = Image.Exif()
        if orientation:
            exif[0x0112] = orientation
        if secrets:
            exif[0x010F], exif[0x013B] = "Kodak", "Jansen"
            exif.get_ifd(0x8825)[1] = "N"
        options = {"exif": exif, "comment": b"geheime opmerking"}
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def full_plan(**changes):
    """Return a plan in which every field says something."""
    own = {
        "gemeente_code": GEMEENTE,
        "year": 2024,
        "age_range": "4-11",
        "norm": Norm(800.0, 0.25),
        "wijken": WIJKEN[:2],
        "title": "Kinderen in beeld <b>&",
        "quotes": (Quote("“Hier hoor ik erbij.”", "Noor", "kind van 9"),),
        "photo": clean_photo(picture(secrets=True), "Kinderen in een zaal"),
        "signalling": Signalling(80, 60, 20, "Een lijst van alle scholen", "najaar 2024"),
        "own_slides": (OwnSlide("Onze zomer", "Elke dag open.\nEn gratis."),),
        "kept_plan": "Ruim",
        "organisation": "Welzijn Oost",
    }
    plan = Plan(**(own | changes))
    return plan.moved("nodig", -3).changed(PlanPart("wijk", text="Eigen tekst.", notes="Vertel over Noor."))


USUAL_CHOICE = PlanChoice(budget_tenths=25)
KEPT_ON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def kept_of(library, monitor, choice, objective="laagste", name="Ruim"):
    """Return a plan for the money as the store has it, kept on these figures."""
    address = to_params(View(monitor.gemeente_code, monitor.year, monitor.age_range, plan=choice))
    plan = work_out_address(library, monitor, address)
    content = write_plan_json(monitor, plan, objective, address)
    return Kept(monitor.gemeente_code, "plan", name, 1, content, "beleid jeugd", KEPT_ON)


def told_of(library, monitor, choice=USUAL_CHOICE, objective="laagste"):
    """Return a kept plan as a story tells it on the same figures; None where there is nothing to divide."""
    address = to_params(View(monitor.gemeente_code, monitor.year, monitor.age_range, plan=choice))
    plan = work_out_address(library, monitor, address)
    return ToldPlan("Ruim", KEPT_ON.date(), objective, plan) if objective in plan.worked else None


def zipped(parts, *, compression=zipfile.ZIP_DEFLATED):
    """Return a zip of these parts: name -> bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def parts_of(content):
    """Return the parts of a plan file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def said_by(plan):
    """Return plan.json of a plan, to change."""
    return json.loads(parts_of(write_plan(plan))[PLAN_NAME])


def plan_file(said, photo=None):
    """Return a plan file that says this."""
    parts = {PLAN_NAME: json.dumps(said).encode()}
    return zipped(parts | ({} if photo is None else {PHOTO_NAME: photo}))
