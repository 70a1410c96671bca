"""Batch normalisation folded into the convolution before it: the same answers from fewer steps."""

from collections.abc import Mapping

import numpy as np

from converter.weights.manifest import Array


def fold(kernel: Array, norm: Mapping[str, Array], epsilon: float) -> tuple[Array, Array]:
    """Return kernel and bias of a convolution that does what it and its batch normalisation did, computed in float64.

    Args:
        kernel: [rows, columns, in, out], or [rows, columns, channels, 1] where depthwise, or [in, out].
        norm: beta, moving_mean, moving_variance and, where it scales, gamma, one value a channel.
        epsilon: added to the variance.
    """
    factor = norm.get("gamma", np.float32(1)) / np.sqrt(norm["moving_variance"].astype(np.float64) + epsilon)
    bias = norm["beta"] - norm["moving_mean"] * factor
    depthwise = kernel.shape[-1] != len(factor)
    return (kernel * (factor[:, None] if depthwise else factor)).astype(np.float32), bias.astype(np.float32)
