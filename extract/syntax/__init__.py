"""A sentence's dependencies, and the one grammar that rules ask: subjects, objects, passives, complements."""

from extract.syntax.tree import Tree, grow, remembered

__all__ = ["Tree", "grow", "remembered"]
