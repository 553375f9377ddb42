"""How far the dashboard conforms to what the law asks of websites, and how that was tested (all users)."""

from kinderwerk_stats.ui.statement import show_statement

show_statement()
