"""Numbers that somebody types for a plan: read as Dutch, bounded, and said where they cannot be read."""

from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

import streamlit as st

from kinderwerk_stats.gemeente.plan_choice import MOST_EUR, MOST_TENTHS, PlanChoice
from kinderwerk_stats.text.numbers import format_number, format_typed, to_decimal
from kinderwerk_stats.text.typed import read_typed_number
from kinderwerk_stats.ui.markup import build_error
from kinderwerk_stats.ui.state import bound_to_plan, widget_key

T = TypeVar("T")
FTE_ADVICE = "Vul een aantal fte in tot 1.000, met hoogstens één decimaal, zoals 2,5."
EUR_ADVICE = "Vul een heel bedrag in euro in, zoals 250.000."


def number_field(
    label: str,
    name: str,
    value: str,
    read: Callable[[str], T | None],
    change: Callable[[PlanChoice, T | None], PlanChoice],
    *,
    advice: str,
    placeholder: str = "",
) -> None:
    """Draw a field that changes the plan; an empty one takes its figure away, what cannot be read changes nothing."""

    def take(choice: PlanChoice, text: str) -> PlanChoice | None:
        if not text.strip():
            return change(choice, None)
        found = read(text)
        return None if found is None else change(choice, found)

    st.text_input(
        label,
        placeholder=placeholder,
        max_chars=14,
        autocomplete="off",
        **bound_to_plan(name, value, take),
    )
    typed = st.session_state.get(widget_key(f"plan_{name}")) or ""
    if typed.strip() and read(typed) is None:
        show_fault(f"{advice} Tot dan geldt wat er eerder stond.", label)


def show_fault(words: str, *labels: str) -> None:
    """Draw under a field why it cannot be used."""
    st.html(build_error(words, *labels))


def typed_tenths(text: str) -> int | None:
    """Return typed fte in tenths; None for what is none, has more decimals or is too much.

    >>> typed_tenths("2,5"), typed_tenths("1.000"), typed_tenths("0,25"), typed_tenths("veel")
    (25, 10000, None, None)
    """
    number = None if text.rstrip().endswith("%") else read_typed_number(text)
    if number is None:
        return None
    tenths = to_decimal(number) * 10
    return int(tenths) if tenths == int(tenths) and tenths <= MOST_TENTHS else None


def typed_eur(text: str) -> int | None:
    """Return a typed amount in whole euro; None for what is none or too much.

    >>> typed_eur("€ 250.000"), typed_eur("250000,50"), typed_eur("tien")
    (250000, None, None)
    """
    number = read_typed_number(text.replace("€", " ").strip().removesuffix(",-"))
    fits = number is not None and not text.rstrip().endswith("%") and number == int(number) and number <= MOST_EUR
    return int(number) if fits and number is not None else None


def typed_decimal(text: str) -> Decimal | None:
    """Return a typed number with at most two decimals, whatever sign of euro or percent stands with it.

    >>> typed_decimal("19,5 %"), typed_decimal("€ 40.000"), typed_decimal("1,234")
    (Decimal('19.5'), Decimal('40000'), None)
    """
    number = read_typed_number(text.replace("€", " ").strip())
    if number is None:
        return None
    exact = to_decimal(number)
    return exact.quantize(Decimal(1)) if exact == int(exact) else exact if exact == round(exact, 2) else None


def write_tenths(tenths: int | None) -> str:
    """Return fte as the user would type it."""
    return "" if tenths is None else format_typed(tenths / 10)


def write_eur(amount: int | None) -> str:
    """Return euro as the user would type it."""
    return "" if amount is None else format_number(amount)
