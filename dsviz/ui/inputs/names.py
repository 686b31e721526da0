"""The registry of the link's parameters: every name that a page's link can hold, declared once.

A name has one meaning on all pages; a page gives a parameter its own default or what it drops with
`Param.here`. `old` names are those of links that people have kept.
"""

from __future__ import annotations

from dsviz.ui.shell.params import Param

# What the stages write themselves, in the browser: the step they rest on, the order of walking, the pose.
STEP = Param("step", "step of the stage")
STEP_2 = Param("step2", "step of the second stage")
STEP_TENSORFLOW = Param("step-tensorflow", "step of the stage with TensorFlow's padding")
STEP_PYTORCH = Param("step-pytorch", "step of the stage with PyTorch's padding")
WALK_STEP = Param("walkstep", "step of the stage while none is opened")
ORDER = Param("order", "order of walking of the stage")
ORDER_2 = Param("order2", "order of walking of the second stage")
ORDER_TENSORFLOW = Param("order-tensorflow", "order of walking with TensorFlow's padding")
ORDER_PYTORCH = Param("order-pytorch", "order of walking with PyTorch's padding")
WALK_ORDER = Param("walkorder", "order of walking while no step is opened")
GUIDE = Param("guide", "guide and its beat")  # written by the stage as well

# How a stage is seen, in words between dots: dsviz/stage/js/pose.js has the words, docs/links.md says them.
POSE = Param("pose", "pose of the stage")
POSE_2 = Param("pose2", "pose of the second stage")
POSE_TENSORFLOW = Param("pose-tensorflow", "pose of the stage with TensorFlow's padding")
POSE_PYTORCH = Param("pose-pytorch", "pose of the stage with PyTorch's padding")
WALK_POSE = Param("walkpose", "pose of the stage while no step is opened")
# The numbers changed on a stage.
EDITS = Param("edits", "numbers changed on the stage")
EDITS_2 = Param("edits2", "numbers changed on the second stage")

# What a teacher's link shows of a page.
SHOW = Param("show", "how much of a page is shown")
CONTRAST = Param("contrast", "contrast of the stage")

# A step's parameter -> that of the order it is counted in.
ORDER_OF = {
    STEP.name: ORDER.name,
    STEP_2.name: ORDER_2.name,
    STEP_TENSORFLOW.name: ORDER_TENSORFLOW.name,
    STEP_PYTORCH.name: ORDER_PYTORCH.name,
    WALK_STEP.name: WALK_ORDER.name,
}
# A step's parameter -> that of the pose it is seen in.
POSE_OF = {
    STEP.name: POSE.name,
    STEP_2.name: POSE_2.name,
    STEP_TENSORFLOW.name: POSE_TENSORFLOW.name,
    STEP_PYTORCH.name: POSE_PYTORCH.name,
    WALK_STEP.name: WALK_POSE.name,
}
# A stage's key -> the parameter of the numbers changed on it.
EDITS_ON = {"stage": EDITS.name, "stage2": EDITS_2.name}

# What of a link belongs to one layer on the stage, and goes when another is chosen.
OF_ONE_RUN = (STEP.name, ORDER.name, POSE.name)
OF_THE_SECOND = (STEP_2.name, ORDER_2.name, POSE_2.name)
OF_ONE_EXAMPLE = (*OF_ONE_RUN, GUIDE.name, *OF_THE_SECOND, EDITS.name, EDITS_2.name)
OF_ONE_EXERCISE = (*OF_ONE_RUN, *OF_THE_SECOND)

# Lessons
EXAMPLE = Param("example", "worked example", drops=OF_ONE_EXAMPLE)

# A layer's shape and settings
IN_CHANNELS = Param("c", "input channels")
OUT_CHANNELS = Param("n", "output channels")
KERNEL_SIDE = Param("k", "side of the kernel", default="3")
GROUPS = Param("g", "number of groups")
MULTIPLIER = Param("m", "depth multiplier", default="1")
INPUT_SIDE = Param("size", "side of the input", default="5")
OUTPUT_SIDE = Param("out", "side of the output", default="56")
STRIDE = Param("stride", "stride", default="1")
DILATION = Param("dilation", "dilation", default="1")
PADDING = Param("padding", "padding")
PAD = Param("pad", "padding on each side, typed", default="1")
STACK = Param("stack", "how many such layers follow one another", default="1")
BIAS = Param("bias", "whether the layer has a bias")
KIND = Param("kind", "kind of layer")
HEIGHT = Param("height", "height of the input")
WIDTH = Param("width", "width of the input")
SEED = Param("seed", "seed of the random numbers", default="0")

# Frameworks: "same" at a stride
SAME_SIDE = Param("side", "side of the input of the two paddings", default="4")
SAME_KERNEL = Param("ks", "side of the kernel of the two paddings", default="3")
SAME_STRIDE = Param("same_stride", "stride of the two paddings", default="2", old=("s",))

# Measured time
BATCH = Param("batch", "pictures at a time", default="1")
THREADS = Param("threads", "threads", default="1")
SECONDS = Param("seconds", "seconds to measure", default="4")
NORM = Param("norm", "whether batch norm and ReLU are measured too")
TIME_IN = Param("C", "channels", default="256")
TIME_OUT = Param("N", "channels that come out", default="256")
TIME_PLACES = Param("places", "side of the map that is measured", default="28")

# Arguments
TRIED = Param("tried", "argument that is tried out")

# Parameters and cost: what is counted
NETWORK_COUNTED = Param("net", "network that is counted")
PER_MAC = Param("mac", "operations of a multiply-add")
PADS_COUNTED = Param("pads", "whether padding is counted")
BIAS_COUNTED = Param("cbias", "whether biases are counted")
MOVING_COUNTED = Param("moving", "whether moving statistics are counted")
NORM_RATE = Param("bn", "what batch norm counts")
RELU_RATE = Param("relu_rate", "what a ReLU counts", old=("relu",))
POOL_RATE = Param("pool", "what a pool counts")

# MobileNet
PART = Param("part", "part of the page")
NETWORK = Param("network", "the paper's network or the document's")
CONVOLUTIONS = Param("convolutions", "separable or full", drops=("layer",))
ALPHA = Param("alpha", "width multiplier")
RESOLUTION = Param("resolution", "side of the input picture")
ANY_WIDTH = Param("any_alpha", "width multiplier as typed", default="0.25")
ANY_SIDE = Param("any_side", "side of the input as typed", default="96")
REMEDY = Param("remedy", "whether the document's code is mended")
EVERY = Param("every", "whether layers without MACs are listed")
LAYER = Param("layer", "layer whose maps are shown")
CHANNEL = Param("channel", "channel that is shown", default="0")
AT = Param("at", "step of the block", drops=OF_ONE_EXAMPLE)
BLOCK = Param("block", "order of the block", drops=(AT.name, *OF_ONE_EXAMPLE))

# Non-local block
BLOCK_CHANNELS = TIME_IN.here(default="64")
INPUT = Param("input", "the picture or random numbers")
ROW = Param("row", "row of the place looked at", default="0")
COLUMN = Param("column", "column of the place looked at", default="0")
SUBSAMPLE = Param("subsample", "whether the block subsamples")
RELU = Param("relu", "whether slim's ReLU is there")
IDENTITY = Param("identity", "whether the block begins as an identity")

# Sources and errata
DOCUMENT = Param("document", "document whose claims are listed")
VERDICT = Param("verdict", "verdict on the claims that are listed", old=("kind",))

# Backward pass, transposed convolution
GRADIENT = Param("gradient", "what is shown of the backward pass", drops=OF_ONE_RUN)
VIEW = Param("view", "gather or scatter", drops=OF_ONE_RUN)
WITHOUT_TURN = Param("turned", "whether the kernel is stamped turned, as it is not")
WITHOUT_STRIDE = Param("unstrided", "whether the stride of the stamps is ignored, as it is not")
OTHER_GROUPS = Param("regrouped", "whether the groups take one another's filters, as they do not")
LOSS = Param("loss", "loss that is differentiated")
UPSTREAM = Param("dy", "upstream gradient as typed")
TARGET = Param("target", "target of the squared error as typed")
RATE = Param("rate", "learning rate", default="0.01")
OWN_ANSWER = Param("mine", "gradient or transposed output that is checked, as typed")
TRANSPOSED_INPUT = Param("x", "input of the transposed convolution as typed")
TRANSPOSED_KERNEL = Param("w", "kernels of the transposed convolution as typed")
TRANSPOSED_BIAS = Param("b", "biases of the transposed convolution as typed")
OUTPUT_PADDING = Param("output_padding", "output padding", default="0")

# What factoring costs
FILTER = Param("filter", "filter that is shown", default="0")
OWN_KERNEL = Param("weights", "the reader's own standard kernel")
KERNEL = Param(
    "kernel",
    "kernel to be factored",
    default="factoring-random",
    drops=(MULTIPLIER.name, FILTER.name, CHANNEL.name),
)

# Several layers
INPUT_CHANNEL = Param("in_channel", "channel of the input number to which paths are followed")
INPUT_ROW = Param("in_row", "row of that number")
INPUT_COLUMN = Param("in_column", "column of that number")
OF_ONE_CHAIN = (ROW, COLUMN, FILTER, LAYER, INPUT_CHANNEL, INPUT_ROW, INPUT_COLUMN)
CHAIN = Param("chain", "layers in a row", drops=(*(each.name for each in OF_ONE_CHAIN), *OF_ONE_RUN))
FIELDS_OF = Param("fields", "network whose receptive fields are listed")
LINES = Param("lines", "layers in a row as typed, one a line")

# Own layers and answers
SAVED = Param("s", "the reader's own layer")
DIGITS = Param("digits", "decimals that the printouts of its tensors show")
ANSWER = Param("answer", "answer as pasted")
AXES = Param("axes", "layout of the pasted answer")
CELLS = Param("cells", "answer typed cell by cell")
SUM = Param("sum", "sum of one output cell as typed")
HOW = Param("how", "whether the answer is typed or pasted", drops=(STEP.name,))

# Exercises
FROM_EXERCISE = Param("exercise", "exercise that the tensors are from")
TOPIC = Param("topic", "topic of the exercise", drops=OF_ONE_EXERCISE)
LEVEL = Param("level", "level of the exercise", drops=OF_ONE_EXERCISE)
SERIES = Param("series", "whether a sheet takes topics in turn or grows")
TOPICS = Param("topics", "topics of the sheet")
COUNT = Param("count", "exercises on the sheet", default="6", old=("n",))

# What of Check my work's link belongs to one layer only.
OF_ONE_LAYER = (
    FROM_EXERCISE.name,
    ANSWER.name,
    AXES.name,
    CELLS.name,
    FILTER.name,
    ROW.name,
    COLUMN.name,
    SUM.name,
    *OF_ONE_RUN,
    WALK_STEP.name,
    WALK_ORDER.name,
    WALK_POSE.name,
)
CHECKED_LAYER = EXAMPLE.here(drops=OF_ONE_LAYER)
