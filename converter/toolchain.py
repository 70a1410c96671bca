"""How tensorflowjs 4.22 is imported beside TensorFlow 2.21.

The converter package asks, at import, for three things that Familiar never uses and that would bring a second, older
TensorFlow with them: decision forests, TensorFlow Hub and the JAX bridge. They are answered here with empty modules.
`jax` itself stays untouched, because Keras probes for it.
"""

import os
import sys
from types import ModuleType
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

UNUSED = ("tensorflow_decision_forests", "tensorflow_hub")
JAX_BRIDGE = "tensorflowjs.converters.jax_conversion"


def tensorflowjs() -> Any:
    """Return the `tensorflowjs` module, imported without its unused companions."""
    for name in UNUSED:
        sys.modules.setdefault(name, ModuleType(name))
    bridge = ModuleType(JAX_BRIDGE)
    bridge.convert_jax = None  # type: ignore[attr-defined]
    sys.modules.setdefault(JAX_BRIDGE, bridge)
    import tensorflowjs as module

    return module


def tensorflow() -> Any:
    """Return the `tensorflow` module; importing it takes seconds, so nothing does it before it must."""
    import tensorflow as module

    module.get_logger().setLevel("ERROR")
    return module
