"""Published tensors into Keras layers, by name, one to one."""

from typing import Any

from converter.errors import WeightsMismatch
from converter.weights.manifest import Tensors

ATTRIBUTES = {  # the last part of a tensor's name → the weight of its layer; others are called alike
    "filters": "kernel",
    "weights": "kernel",
    "depthwise_weights": "kernel",
    "depthwise_filter": "depthwise_kernel",
    "pointwise_filter": "pointwise_kernel",
    "biases": "bias",
    "convolution_bn_offset": "bias",
}
SCALE = {"weights": "scale", "biases": "shift"}


def assign(model: Any, tensors: Tensors, file: str) -> None:
    """Fill every weight of a Keras model from the tensors of the same name and shape.

    Raises:
        WeightsMismatch: a tensor of `file` is left over, a layer stays unfilled, or two shapes differ; it names them.
    """
    variables = {variable.path: variable for variable in model.weights}
    used, leftover = set(), []
    for name, values in tensors.items():
        path = name if name in variables else variable_path(name)
        if path not in variables or tuple(variables[path].shape) != values.shape:
            leftover.append(f"{name} {list(values.shape)}")
            continue
        variables[path].assign(values)
        used.add(path)
    unfilled = [f"{path} {list(variables[path].shape)}" for path in variables if path not in used]
    if leftover or unfilled:
        raise WeightsMismatch(model.name, leftover, unfilled, file)


def variable_path(tensor: str) -> str:
    """Return the Keras path of a published tensor: `a/b/filters` → `a_b/kernel`; a bare `fc` is a kernel."""
    layer, _, last = tensor.rpartition("/")
    if not layer:
        return f"{tensor}/kernel"
    attribute = SCALE.get(last, last) if layer.endswith("/scale") else ATTRIBUTES.get(last, last)
    return f"{layer.replace('/', '_')}/{attribute}"
