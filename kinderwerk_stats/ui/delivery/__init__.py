"""The parts of the page Gegevens: deliver files, see what was understood, correct it, publish it, undo it."""
