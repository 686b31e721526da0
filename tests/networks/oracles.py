"""The documents' networks a second time: 002's code with its line numbers taken out, 000's in NumPy."""

import numpy as np
import torch.nn.functional as F
from torch import nn


class Block(nn.Module):
    def __init__(self, input_channels, output_channels, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(
            input_channels,
            input_channels,
            kernel_size=3,
            stride=stride,
            padding=1,
            groups=input_channels,
            bias=False,
        )
        self.bn1 = nn.BatchNorm2d(input_channels)
        self.conv2 = nn.Conv2d(
            input_channels, output_channels, kernel_size=1, stride=1, padding=0, bias=False
        )
        self.bn2 = nn.BatchNorm2d(output_channels)

    def forward(self, x):
        out = self.conv1(x)
        out = self.bn1(out)
        out = F.relu(out)
        out = self.conv2(out)
        out = self.bn2(out)
        out = F.relu(out)
        return out


class MobileNet002(nn.Module):
    def __init__(self, config, num_classes=10):
        super().__init__()
        self.config = config
        self.conv1 = nn.Conv2d(3, 32, kernel_size=3, stride=1, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(32)
        self.layers = self.make_layers(input_channels=32)
        self.linear = nn.Linear(1024, num_classes)

    def make_layers(self, input_channels):
        layers = []
        for x in self.config:
            if isinstance(x, int):
                output_channels = x
                stride = 1
            else:
                output_channels = x[0]
                stride = x[1]
            layers.append(Block(input_channels, output_channels, stride))
            input_channels = output_channels
        return nn.Sequential(*layers)

    def forward(self, x):
        x = self.conv1(x)
        x = self.bn1(x)
        x = F.relu(x)
        x = self.layers(x)
        x = F.avg_pool2d(x, 2)
        x = x.view(x.size(0), -1)
        logits = self.linear(x)
        probas = F.softmax(logits, dim=1)
        return logits, probas


def nonlocal_numpy(block, x, relu_embeddings, relu_output):
    """Document 000's lines without subsampling, one image (channels, height, width) at a time."""

    def pointwise(conv, maps, relu):
        weight, bias = conv.weight.detach().numpy()[:, :, 0, 0], conv.bias.detach().numpy()
        out = np.einsum("nc,chw->nhw", weight, maps) + bias[:, None, None]
        return np.maximum(out, 0) if relu else out

    channels, height, width = x.shape
    theta, phi, g = (
        pointwise(conv, x, relu_embeddings).reshape(channels // 2, -1)
        for conv in (block.theta, block.phi, block.g)
    )
    f = theta.T @ phi
    weights = np.exp(f - f.max(axis=1, keepdims=True))
    attention = weights / weights.sum(axis=1, keepdims=True)
    y = (attention @ g.T).T.reshape(channels // 2, height, width)
    return x + pointwise(block.y, y, relu_output), attention
