"""All factsheets of a gemeente in one zip: made beside the page, with how far it is and a way to stop."""

import threading
from dataclasses import dataclass, field

import streamlit as st

from kinderwerk_stats.exports.bundle import bundle_factsheets
from kinderwerk_stats.exports.factsheet import Factsheets
from kinderwerk_stats.exports.names import file_name
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.plan import ToldPlan
from kinderwerk_stats.story.plan import Plan
from kinderwerk_stats.ui.access import may
from kinderwerk_stats.ui.first import first_of
from kinderwerk_stats.ui.loaders import load_library, load_year
from kinderwerk_stats.ui.markup import build_error
from kinderwerk_stats.ui.view import View
from kinderwerk_stats.ui.visit.session import today, told_plan_of

_JOB = "factsheets_taak"
_LOOK_AGAIN = 0.5


@dataclass
class Job:
    """One bundle being made: how far it is, and the zip when it is ready."""

    monitor: Monitor
    total: int
    told: ToldPlan | None = None
    made: int = 0
    content: bytes | None = None
    failed: bool = False
    cancel: threading.Event = field(default_factory=threading.Event)

    def run(self, sheets: Factsheets) -> None:
        """Make the bundle; in a thread of its own, so it says what went wrong instead of raising it."""
        self.failed = True
        content = bundle_factsheets(sheets, progress=self.count, cancel=self.cancel)
        self.content, self.failed = content, False

    def count(self, made: int, total: int) -> None:
        self.made, self.total = made, total


def show_all_sheets(plan: Plan, monitor: Monitor, view: View) -> None:
    """Draw the button, the progress with a button to stop, or the zip."""
    job: Job | None = st.session_state.get(_JOB)
    told = told_plan_of(plan, monitor)
    if job is not None and (job.monitor is not monitor or job.told != told):
        job.cancel.set()
        job = None
    if job is None:
        count = len(monitor.names) + 1
        if st.button(f"Maak alle {count} factsheets in een zip-bestand"):
            _start(plan, monitor, view, told)
            st.rerun()
        return
    _show_progress()


def _start(plan: Plan, monitor: Monitor, view: View, told: ToldPlan | None) -> None:
    # What the thread needs is fetched here: only the page itself may ask Streamlit for it.
    years = {year: load_year(view, year) for year in load_library().years(view.gemeente)}
    sheets = Factsheets(load_library(), monitor, today(), years.__getitem__, first_of(view), plan.title, told)
    job = Job(monitor, len(monitor.names) + 1, told)
    st.session_state[_JOB] = job
    thread = threading.Thread(target=job.run, args=(sheets,), daemon=True, name="kinderwerk-factsheets")
    thread.start()
    st.session_state[f"{_JOB}_draad"] = thread


@st.fragment(run_every=_LOOK_AGAIN)
def _show_progress() -> None:
    # A run of this part alone does not pass the frame, which asks who may use the page.
    if not may("presenteren"):
        st.rerun(scope="app")
    job: Job | None = st.session_state.get(_JOB)
    thread: threading.Thread | None = st.session_state.get(f"{_JOB}_draad")
    if job is None or thread is None:
        return
    monitor = job.monitor
    if thread.is_alive():
        st.progress(job.made / job.total, f"{job.made} van {job.total} factsheets gemaakt")
        if st.button("Stop"):
            job.cancel.set()
            _forget()
        return
    if job.content is None:
        st.html(build_error("Het maken van de factsheets is niet gelukt. Probeer het opnieuw."))
        if st.button("Opnieuw"):
            _forget()
        return
    st.download_button(
        f"Bewaar alle {job.total} factsheets (zip)",
        job.content,
        file_name=f"{file_name('factsheets', str(monitor.year), monitor.gemeente_code, monitor.gemeente_name)}.zip",
        mime="application/zip",
        on_click="ignore",
    )


def _forget() -> None:
    st.session_state.pop(_JOB, None)
    st.session_state.pop(f"{_JOB}_draad", None)
    st.rerun(scope="app")
