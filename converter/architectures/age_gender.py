"""Age and gender by a small Xception (Chollet, 2017) with two heads (face-api.js 0.22, 2019)."""

from typing import Any

import keras
from keras import layers

from converter.architectures.layers import image_input

SIZE = 112
ENTRY = 32  # filters of the first convolution
REDUCTIONS = (64, 128)  # filters; each halves the picture
MAIN_BLOCKS = 2
EXIT = (256, 512)


def separable(x: Any, filters: int, *, name: str, activate: bool = True) -> Any:
    """Convolve depth by depth, then point by point, after a ReLU."""
    x = layers.ReLU()(x) if activate else x
    return layers.SeparableConv2D(filters, 3, padding="same", name=name)(x)


def reduction(x: Any, filters: int, *, name: str, activate: bool = True) -> Any:
    """Two separable convolutions and a max-pool, added to a 1 × 1 convolution of stride 2 past them."""
    y = separable(x, filters, name=f"{name}_separable_conv0", activate=activate)
    y = separable(y, filters, name=f"{name}_separable_conv1")
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    past = layers.Conv2D(filters, 1, strides=2, padding="same", name=f"{name}_expansion_conv")(x)
    return layers.Add()([y, past])


def build() -> keras.Model:
    """Build `image` [n, 112, 112, 3] → `age` [n, 1] in years, `gender` [n, 2]: probabilities of male and female."""
    image = image_input(SIZE)
    x = layers.ReLU()(layers.Conv2D(ENTRY, 3, strides=2, padding="same", name="entry_flow_conv_in")(image))
    for index, filters in enumerate(REDUCTIONS):
        x = reduction(x, filters, name=f"entry_flow_reduction_block_{index}", activate=index > 0)
    for block in range(MAIN_BLOCKS):
        y = x
        for index in range(3):
            y = separable(y, REDUCTIONS[-1], name=f"middle_flow_main_block_{block}_separable_conv{index}")
        x = layers.Add()([y, x])
    x = reduction(x, EXIT[0], name="exit_flow_reduction_block")
    x = layers.ReLU()(separable(x, EXIT[1], name="exit_flow_separable_conv", activate=False))
    x = layers.GlobalAveragePooling2D()(x)
    age = layers.Dense(1, name="fc_age")(x)
    gender = layers.Dense(2, activation="softmax", name="fc_gender")(x)
    return keras.Model(image, {"age": age, "gender": gender}, name="age_gender")
