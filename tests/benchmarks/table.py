"""One line of the table: what was measured, what is wanted, and the ratio to what it is compared with."""


def row(name: str, value: str, limit: str = "", ratio: float | None = None) -> None:
    print(f"{name:<66} {value:>18} {'' if ratio is None else f'{ratio:.2f}x':>8}  {limit}", flush=True)
