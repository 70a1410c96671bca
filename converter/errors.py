"""What can go wrong in a conversion, each with a sentence that says what to do."""


class ConversionError(Exception):
    """A network could not be built, exported or verified; the message is meant for the person at the command line."""


class UnknownNetwork(ConversionError):
    """The registry holds no network of this name."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(f"No network is called {name!r}. Known networks: {', '.join(known)}.")


class WeightsMissing(ConversionError):
    """The published weights are not where they should be."""


class WeightsMismatch(ConversionError):
    """Published tensors and the layers of the network do not cover each other one to one."""

    def __init__(self, network: str, leftover: list[str], unfilled: list[str], file: str = "") -> None:
        parts = [f"The published weights{f' in {file}' if file else ''} do not fit {network}."]
        if leftover:
            parts.append(f"Tensors that no layer takes: {', '.join(leftover)}.")
        if unfilled:
            parts.append(f"Layer weights that no tensor fills: {', '.join(unfilled)}.")
        super().__init__(" ".join(parts))


class UntrustedModel(ConversionError):
    """The model file carries code; it is opened only when the user says that they trust it."""

    def __init__(self, findings: list[str]) -> None:
        super().__init__(
            f"This model holds {', '.join(findings)}, which can run any code on this machine when the model is opened. "
            "If you made it or trust whoever did, repeat the command with --trust."
        )


class VerificationFailed(ConversionError):
    """The exported shards do not answer like the Keras network."""
