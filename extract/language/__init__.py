"""The one door to the NLP library: text in, plain frozen sentences and tokens out.

Nothing else in the project imports spaCy, so that a model, or the library, can be changed here alone.
"""

from extract.language.door import LanguageModel, load_model
from extract.language.errors import LanguageModelError
from extract.language.sentences import split_sentences

__all__ = ["LanguageModel", "LanguageModelError", "load_model", "split_sentences"]
