"""The front door and the lessons on standard, depthwise, pointwise and separable convolution."""
