"""What words mean, as data, each entry with examples; `reading` reads all of it into one `Lexicon`.

The modules here read what several stages share; what one stage alone knows, that stage reads.
"""

from extract.lexicon.files import LexiconError

__all__ = ["LexiconError"]
