"""Addresses that old and new wijken share, and lists of addresses, for tests."""

from pathlib import Path

import pandas as pd


def pairs(*rows: tuple[str, str, int]) -> pd.Series:
    """Return counts of shared addresses by (old wijk, new wijk)."""
    index = pd.MultiIndex.from_tuples([row[:2] for row in rows], names=["old_wijk", "new_wijk"])
    return pd.Series([row[2] for row in rows], index=index)


def write_addresses(path: Path, years: dict[int, list[str]], *, header: str | None = None) -> Path:
    """Write a list of addresses in the form of CBS: year -> the wijk (six signs) of address 1, 2, ..."""
    count = len(next(iter(years.values())))
    lines = [header or "PC6;Huisnummer;" + ";".join(f"Buurt{y};Wijk{y};Gemeente{y}" for y in years)]
    for number in range(count):
        letters = f"{chr(65 + number // 26 % 26)}{chr(65 + number % 26)}"
        areas = ";".join(f"{wijk[number]}00;{wijk[number]};{wijk[number][:4]}" for wijk in years.values())
        lines.append(f"{1000 + number // 676}{letters};{number % 90 + 1};{areas}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
