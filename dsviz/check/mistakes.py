"""The catalogue of mistakes: what goes wrong in a whole layer when it is worked out by hand.

Of several mistakes with the same numbers the first ones are told first, so that what is common comes
before what is rare.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from dsviz.check import mistakes_bias as bias
from dsviz.check import mistakes_border as border
from dsviz.check import mistakes_channels as channels
from dsviz.check import mistakes_exchange as exchange
from dsviz.check import mistakes_kernel as kernel
from dsviz.check import mistakes_layout as layout
from dsviz.check import mistakes_misread as misread
from dsviz.check import mistakes_pooling as pooling
from dsviz.check import mistakes_shape as shape
from dsviz.check import mistakes_steps as steps
from dsviz.check import mistakes_values as values
from dsviz.check.mistake import Mistake

Told = TypeVar("Told")

CATALOGUE = (
    Mistake(kernel.kernel_flipped),
    Mistake(kernel.kernel_transposed),
    Mistake(kernel.kernel_turned, kernel.turn_choices),
    Mistake(kernel.kernel_mirrored, kernel.mirror_choices),
    Mistake(kernel.kernel_and_channels_flipped, is_rare=True),
    Mistake(kernel.signs_lost),
    Mistake(layout.input_signs_lost, is_rare=True),
    Mistake(bias.bias_forgotten),
    Mistake(bias.bias_doubled, is_rare=True),
    Mistake(bias.bias_added_per_channel),
    Mistake(bias.bias_added_per_product, is_rare=True),
    Mistake(bias.bias_subtracted),
    Mistake(bias.biases_exchanged, bias.two_biases, is_rare=True),
    Mistake(bias.biases_shifted, bias.bias_shifts, is_rare=True),
    Mistake(bias.one_bias_for_all, bias.one_bias_choices, is_rare=True),
    Mistake(border.padding_forgotten),
    Mistake(border.padding_added, border.padding_choices, is_rare=True),
    Mistake(border.padding_rule_swapped, border.rule_choices, is_rare=True),
    Mistake(border.padding_mode_ignored),
    Mistake(border.border_filled_otherwise, border.mode_choices, is_rare=True),
    Mistake(border.same_wrong_side, border.uneven_choices),
    Mistake(border.padding_on_one_side, border.side_choices, is_rare=True),
    Mistake(border.channel_unpadded, border.channel_unpadded_choices, is_rare=True),
    Mistake(border.border_not_computed, border.border_choices, is_rare=True),
    Mistake(steps.stride_ignored),
    Mistake(steps.stride_ignored_in_sums),
    Mistake(steps.stride_in_one_axis, steps.axis_choices, is_rare=True),
    Mistake(steps.dilation_ignored, steps.dilation_choices),
    Mistake(steps.another_stride, steps.other_sizes, is_rare=True),
    Mistake(steps.another_dilation, steps.other_sizes, is_rare=True),
    Mistake(channels.channels_not_summed, channels.unsummed_choices),
    Mistake(channels.channels_summed, channels.summed_choices),
    Mistake(channels.channel_missed, channels.channel_choices),
    Mistake(channels.only_one_channel, channels.channel_choices),
    Mistake(kernel.kernel_axes_swapped),
    Mistake(channels.multiplier_order, rewrites=True),
    Mistake(channels.groups_interleaved, channels.interleaved_choices),
    Mistake(layout.answer_transposed, rewrites=True),
    Mistake(layout.input_transposed),
    Mistake(steps.settings_swapped),
    Mistake(layout.channels_last, rewrites=True),
    Mistake(values.rounding, values.rounding_choices, rewrites=True),
    Mistake(values.relu_applied, rewrites=True, is_rare=True),
    Mistake(values.relu_before_bias, is_rare=True),
    Mistake(values.clipped_to_bytes, rewrites=True, is_rare=True),
    Mistake(values.wrapped_to_bytes, rewrites=True, is_rare=True),
    Mistake(values.absolute_taken, rewrites=True, is_rare=True),
    Mistake(values.scale_forgotten, values.scale_choices, is_rare=True),
    Mistake(values.mean_taken, values.mean_choices, is_rare=True),
    Mistake(values.significant_digits, values.digits_choices, rewrites=True, is_rare=True),
    Mistake(values.elementwise_product, values.elementwise_choices, is_rare=True),
    Mistake(kernel.only_the_middle, is_rare=True),
    Mistake(pooling.kernel_not_used, pooling.pooling_choices, is_rare=True),
    Mistake(exchange.channels_exchanged, exchange.two_channels, is_rare=True),
    Mistake(exchange.kernels_exchanged, exchange.two_filters, is_rare=True),
    Mistake(exchange.kernels_shifted, exchange.kernel_shifts, is_rare=True),
    Mistake(exchange.slice_of_another_filter, exchange.other_slices, is_rare=True),
    Mistake(exchange.channel_twice, exchange.twice_choices, is_rare=True),
    Mistake(kernel.one_kernel_for_all, kernel.one_kernel_choices, is_rare=True),
    Mistake(layout.input_copied, layout.copied_choices, is_rare=True),
    Mistake(layout.answer_turned, layout.turned_choices, rewrites=True, is_rare=True),
    Mistake(layout.lines_shifted, layout.line_shifts, rewrites=True, is_rare=True),
    Mistake(layout.reshaped_not_transposed, layout.reshape_choices, is_rare=True),
    Mistake(steps.full_convolution, is_rare=True),
    Mistake(steps.transposed_computed, is_rare=True),
    Mistake(steps.window_off_by_one, steps.off_choices, is_rare=True),
    Mistake(exchange.maps_exchanged, solve=exchange.solve_maps, rewrites=True),
    Mistake(exchange.lines_exchanged, solve=exchange.solve_lines, rewrites=True),
    Mistake(exchange.lines_copied, solve=exchange.solve_copied, rewrites=True),
    Mistake(exchange.cells_exchanged, solve=exchange.solve_cells, rewrites=True),
    Mistake(shape.last_windows_missing, rewrites=True, is_rare=True),
    Mistake(shape.lines_missing, solve=shape.solve_missing, rewrites=True),
    Mistake(shape.lines_added, solve=shape.solve_added, rewrites=True),
    Mistake(shape.answer_in_one_row, rewrites=True, is_rare=True),
    Mistake(shape.one_number_off, solve=shape.solve_number, rewrites=True),
    Mistake(bias.constant_added, solve=bias.solve_constant),
    Mistake(values.factor, solve=values.solve_factor),
    Mistake(misread.weight_misread, solve=misread.solve_weight),
    Mistake(misread.pixel_misread, solve=misread.solve_pixel),
    Mistake(misread.weights_exchanged, solve=misread.solve_weights),
)

BY_ID = {mistake.id: mistake for mistake in CATALOGUE}
FORETOLD = 1  # the highest rank of a mistake whose numbers are known before an answer is


def as_likely(found: Iterable[Told], mistake: Callable[[Told], str]) -> list[Told]:
    """Keep all that gives the numbers, in every way it was made: they do not tell the common from the rare.

    What was solved for the answer itself fits it by more chances, and is kept where nothing else gives it.
    """
    made = list(found)
    foretold = [one for one in made if BY_ID[mistake(one)].rank <= FORETOLD]
    return foretold or commonest(made, mistake)


def commonest(found: Iterable[Told], mistake: Callable[[Told], str]) -> list[Told]:
    """Keep the first thing found of each mistake; rare mistakes only where no common one is found."""
    firsts: dict[str, Told] = {}
    for one in found:
        firsts.setdefault(mistake(one), one)
    best = min((BY_ID[name].rank for name in firsts), default=0)
    return [one for name, one in firsts.items() if BY_ID[name].rank == best]
