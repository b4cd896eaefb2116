"""Mutated exports: bytes flipped, cut and spliced, in an archive also those of the files inside."""

import io
import random
import zipfile
from collections.abc import Iterator

from golden_formats import exports, read

SIGNS = [
    *(b'"', b"'", b"{", b"}", b"[", b"]", b"<", b">", b"&", b"\\", b",", b";", b"\t", b"\n", b"\r\n", b"\0"),
    *(b"@", b"%", b"  - ", b"ER  - \n", b"TY  - JOUR\n", b"PMID- ", b"]]>", b"<!--", b"\xef\xbb\xbf"),
    *(b"\xff\xfe", b"\xe2\x80", b"\x83\x82", b"\xb0\xa1", b"_x0000_", b"&#0;", b"<c r='XFD9'>"),
]


def samples_by_format() -> dict[str, list[bytes]]:
    """The exports of the tests by the format that they are read as."""
    samples: dict[str, list[bytes]] = {}
    for export in exports():
        samples.setdefault(read(export).format, []).append(export.read_bytes())
    return samples


def mutations(samples: list[bytes], files: int, chance: random.Random) -> Iterator[bytes]:
    """That many files, each one of the samples with up to twelve changes."""
    for _ in range(files):
        sample = chance.choice(samples)
        if sample.startswith(b"PK") and chance.random() < 0.8:
            yield _mutated_inside(sample, chance)
        elif sample.startswith(b"\xd0\xcf\x11\xe0") and chance.random() < 0.8:
            yield _with_flips(sample, chance)
        else:
            yield _mutated(sample, samples, chance)


def _with_flips(sample: bytes, chance: random.Random) -> bytes:
    """Each part where it was: what is added or taken from a compound file breaks all that comes after."""
    data = bytearray(sample)
    for _ in range(chance.randint(1, 40)):
        value = chance.choice((bytes([chance.randrange(256)]), b"\0", b"\1", b"\xff", b"\xff\xff\xff\xff"))
        place = chance.randrange(len(data) - len(value))
        data[place : place + len(value)] = value
    return bytes(data)


def _mutated_inside(sample: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(sample)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = max(members, key=lambda name: len(members[name])) if chance.random() < 0.6 else ""
    name = name or chance.choice(sorted(members))
    members[name] = _mutated(members[name], list(members.values()), chance)
    if chance.random() < 0.05:
        del members[chance.choice(sorted(members))]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for member, content in members.items():
            archive.writestr(zipfile.ZipInfo(member), content)
    return out.getvalue()


def _mutated(sample: bytes, samples: list[bytes], chance: random.Random) -> bytes:
    data = bytearray(sample)
    for _ in range(chance.randint(1, 12)):
        place = chance.randint(0, len(data))
        kind = chance.randrange(6)
        if kind == 0 and place < len(data):
            data[place] = chance.randrange(256)
        elif kind == 1:
            del data[place : place + chance.randint(1, 60)]
        elif kind == 2:
            other = chance.choice(samples)
            start = chance.randint(0, len(other))
            data[place:place] = other[start : start + chance.randint(1, 200)]
        elif kind == 3:
            data[place:place] = chance.choice(SIGNS) * chance.choice((1, 1, 2, 50))
        elif kind == 4:
            del data[place:]
        else:
            end = chance.choice((b"\n", b"\r\n", b"\r"))
            data = bytearray(bytes(data).replace(b"\r\n", b"\n").replace(b"\n", end))
    return bytes(data)
