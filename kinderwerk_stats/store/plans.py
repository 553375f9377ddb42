"""Stories for a werkbezoek, kept with the gemeente under a name; what is in them only the story itself reads."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from kinderwerk_stats.model.problems import InputRefused, Place, make_problem
from kinderwerk_stats.store.audit import write_entry
from kinderwerk_stats.store.errors import PlanConflict
from kinderwerk_stats.store.records import SavedPlan
from kinderwerk_stats.store.schema import plans as table

MOST_NAME = 80
_PLACE = Place(subject="bewaarde_verhalen")
_COLUMNS = [column for column in table.c if column.name != "content"]


def save_plan(
    connection: sa.Connection, gemeente_code: str, name: str, content: bytes, *, who: str, based_on: int
) -> SavedPlan:
    """Keep a plan under a name; `based_on` is the number of the one that it takes the place of, 0 for none.

    Raises
    ------
    InputRefused
        When the name is empty or too long.
    PlanConflict
        When the name holds another plan than the one that the person began with: nothing is written over unseen.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= MOST_NAME or not name.isprintable():
        raise InputRefused([make_problem("verhaal_naam_kan_niet", _PLACE, meeste=MOST_NAME)])
    found = read_plans(connection, table.c.gemeente_code == gemeente_code, table.c.name == name)
    current = found[0] if found else None
    if (current.number if current else 0) != based_on:
        raise PlanConflict(name, current.who if current else None, current.when if current else None)
    cells = {
        "gemeente_code": gemeente_code,
        "name": name,
        "number": based_on + 1,
        "content": content,
        "who": who,
        "made_at": datetime.now(UTC),
    }
    if current is None:
        plan_id = connection.execute(table.insert().values(**cells).returning(table.c.id)).scalar_one()
    else:
        plan_id = current.id
        connection.execute(table.update().where(table.c.id == plan_id).values(**cells))
    write_entry(connection, who=who, action="verhaal bewaard", note=f"{name} ({gemeente_code})")
    return read_plans(connection, table.c.id == plan_id)[0]


def read_plans(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> list[SavedPlan]:
    """Return the plans that meet the conditions, without their content, by name."""
    query = sa.select(*_COLUMNS).where(*conditions).order_by(sa.func.lower(table.c.name), table.c.id)
    return [_to_plan(row) for row in connection.execute(query)]


def load_plan(connection: sa.Connection, plan_id: int) -> tuple[SavedPlan, bytes]:
    """Return a plan and its content, as they are at one moment.

    Raises
    ------
    InputRefused
        When it is not there any more.
    """
    row = connection.execute(sa.select(table).where(table.c.id == plan_id)).first()
    if row is None:
        raise gone()
    return _to_plan(row), bytes(row.content)


def delete_plan(connection: sa.Connection, plan_id: int, *, who: str, based_on: int) -> None:
    """Delete a plan.

    Raises
    ------
    InputRefused
        When it is not there any more.
    PlanConflict
        When someone else saved it after the person saw it.
    """
    found = read_plans(connection, table.c.id == plan_id)
    if not found:
        raise gone()
    plan = found[0]
    if plan.number != based_on:
        raise PlanConflict(plan.name, plan.who, plan.when)
    connection.execute(table.delete().where(table.c.id == plan_id))
    write_entry(connection, who=who, action="verhaal verwijderd", note=f"{plan.name} ({plan.gemeente_code})")


def gone() -> InputRefused:
    """Return the refusal for a plan that someone else has deleted meanwhile."""
    return InputRefused([make_problem("verhaal_weg", _PLACE)])


def _to_plan(row: sa.Row[Any]) -> SavedPlan:
    return SavedPlan(
        id=row.id, gemeente_code=row.gemeente_code, name=row.name, number=row.number, who=row.who, when=row.made_at
    )
