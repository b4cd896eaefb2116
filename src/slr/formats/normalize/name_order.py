"""Names without a comma that stand in family-first order all the same, told by how they are written."""

import re

from slr.formats.normalize.east_asian import is_family_first
from slr.formats.words import words

# Family names of nine in ten Vietnamese, as they are spelled there and abroad.
_VIETNAMESE = frozenset(
    words(
        "nguyễn nguyen trần tran lê phạm pham hoàng hoang huỳnh huynh phan vũ võ đặng dang bùi bui đỗ hồ ngô "
        "ngo dương duong lý đinh dinh đào dao đoàn doan lâm lam mai trịnh trinh trương truong vương vuong hà "
        "tô tạ cao châu chau lương luong thái tôn quách lưu luu phùng phung tăng tang"
    )
)
_VIETNAMESE_LETTER = re.compile("[\u1ea0-\u1ef9\u01a0\u01a1\u01af\u01b0]")
_VIETNAMESE_MIDDLE = frozenset(["van", "thi", "văn", "thị"])
# Given names of two syllables: Min-jun, Xiao-ming; not Arabic names (Al-hassan).
_TWO_SYLLABLES = re.compile(r"(?!(?:Al|El|Abd|Abu|Ibn|Bin|Ben|Ait|Ould)-)[A-Z][a-z]{1,5}-[a-z]{1,5}")
_CAPITALS = re.compile(r"(?=.*[AEIOUYÀ-ÖØ-Ý])[A-ZÀ-ÖØ-ÞŁŚŞŠŽŻČĆ][A-ZÀ-ÖØ-ÞŁŚŞŠŽŻČĆ'’-]{3,}")


def families_in_front(names: list[str]) -> int:
    """How many words at the front of a name are its family name; 0 where nothing says that it stands there.

    Told are Vietnamese names (`Nguyễn Văn An`), a family name in capitals (`ZHANG Wei`, `DUPONT Marie`),
    a given name of two syllables behind it (`Kim Min-jun`), and Chinese, Korean and Japanese names that can
    be read in no other order (`Mao Zedong`, see `east_asian`).
    """
    first, last = names[0], names[-1]
    front = 0
    while front < len(names) and len(names[front]) > 1 and names[front].isupper():
        front += 1
    if front < len(names) and not last.isupper() and any(map(_CAPITALS.fullmatch, names[:front])):
        return front
    if first.partition("-")[0].lower() in _VIETNAMESE and (
        names[1].lower() in _VIETNAMESE_MIDDLE or any(map(_VIETNAMESE_LETTER.search, names))
    ):
        return 1
    if len(names) != 2 or len(first) < 2 or "-" in first:
        return 0
    return int(_TWO_SYLLABLES.fullmatch(last) is not None or is_family_first(first, last))
