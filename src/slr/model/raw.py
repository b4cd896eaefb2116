"""The fields of one entry as exported: pairs of a name and a value, kept in two tuples.

An export of 100,000 records has millions of them. Pair by pair they take three times the memory, and the
garbage collector walks through every one.
"""

from collections.abc import Iterator

from msgspec import Struct


class RawFields(Struct, frozen=True, gc=False, eq=False):
    """Pairs (name, value) in the order of the export, repeats kept; equal to a tuple of the same pairs."""

    names: tuple[str, ...] = ()
    values: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return zip(self.names, self.values, strict=True)

    def __len__(self) -> int:
        return len(self.names)

    def __getitem__(self, place: int) -> tuple[str, str]:
        return self.names[place], self.values[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RawFields | tuple) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))
