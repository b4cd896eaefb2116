"""English words that hold sentences together and mean nothing by themselves: none explains a ranking."""

_WORDS = """
about above after again against all also although always am among an and another any are around as at be
became because become been before being below between both but by can cannot could did do does done during
each either etc even ever every for from further had has have having he hence her here hers him his how
however if in into is it its itself just may me might more moreover most much must my neither never no nor
not of off often on once one only onto or other others our ours out over own per quite rather same shall
she should since so some such than that the their theirs them themselves then there therefore these they
this those though through throughout thus to too toward towards under unless until up upon us very via was
we well were what when where whereas whether which while who whole whom whose why will with within without
would yet you your yours
"""
FUNCTION_WORDS = frozenset(_WORDS.split())
