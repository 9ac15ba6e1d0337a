"""All patches of moto, in the order they are installed."""

def install_patches() -> None:
    pass
