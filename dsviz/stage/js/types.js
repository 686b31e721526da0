/**
 * What the modules of the stage hand to one another.
 *
 * @import { Guided } from "./guide.js"
 * @import { Guiding } from "./guiding.js"
 * @import { Run } from "./run.js"
 * @import { Grid } from "./picture/grid.js"
 * @import { Pixels } from "./pixels/pixels.js"
 * @import { Stage } from "./stage.js"
 *
 * @typedef {"Uint8" | "Int16" | "Int32" | "Float32" | "Float64"} Dtype
 * @typedef {{ shape: number[], data: number[] | string, dtype?: Dtype }} PackedTensor as a scene holds it
 * @typedef {{ shape: number[], data: number[] | Float64Array }} Tensor
 * @typedef {"filter" | "place"} Order a key of orders.json
 * @typedef {{ filter: number, row: number, col: number }} Place one output number
 * @typedef {Record<string, string>} Labels
 * @typedef {number[]} Pair two numbers: height and width, row and column, or left and top
 *
 * @typedef {object} Spec
 * @property {Pair} stride
 * @property {Pair[]} padding before and after, for rows and for columns
 * @property {Pair} dilation
 * @property {number} groups
 * @property {string} padding_mode
 * @property {{ start?: number[] }} [scatter] where the numbers of y are stamped on x: what each of its maps begins with
 *
 * @typedef {object} Check
 * @property {string} engine "torch", or "numpy" while torch is still checking
 * @property {string} document
 * @property {number | null} disagreement
 * @property {number} tolerance
 * @property {number | null} printed the largest difference from the document's result
 *
 * @typedef {object} Copied how the numbers of a tensor are called, which are those of another
 * @property {string} letter
 * @property {any[]} [of] the first indices of each map
 * @property {Pair} [spread] rows and columns from one number to the next, zeros between them
 * @property {Pair} [start] the place among them of the first
 * @property {boolean} [lone] whether a map is one number, or one number many times
 * @property {boolean} [turned] whether a kernel stands turned by 180 degrees
 *
 * @typedef {object} Scene what dsviz.stage.scene returns
 * @property {string} id
 * @property {PackedTensor} x
 * @property {PackedTensor} w
 * @property {PackedTensor} y
 * @property {PackedTensor} [b]
 * @property {Spec} spec
 * @property {Check} check
 * @property {string} title
 * @property {string} param
 * @property {"first" | "second"} [chain] of two layers after one another, which
 * @property {number[]} [among] of a layer of a run that is lent: the steps before its own, and all there are
 * @property {"x" | "y"} [middle] the tensor that another layer shares, called z
 * @property {Record<string, Copied>} [copies] whose numbers its tensors hold, where it computes a gradient
 * @property {number} outside
 * @property {Labels | string} labels
 * @property {boolean} [paused]
 * @property {boolean} [loop]
 * @property {boolean | string} [hiding] true for the results, or one of LEVELS
 * @property {boolean} [editing]
 * @property {string} [changes]
 * @property {Partial<Pick<Scene, "x" | "w" | "y" | "b">>} [was] what stood in its tensors before the changes
 * @property {string} [locked]
 * @property {Guided[]} [guides] the guides of the page
 * @property {boolean} [pixels] whether it has maps too large for numbers
 *
 * @typedef {object} More what not every page has
 * @property {(address: string, title: string) => string} [frameLine] the line that frames a served page elsewhere
 * @property {(labels: Labels) => Node[]} [leads] where a served page's sheets lead to
 * @property {(stage: Stage) => Guiding} [guide]
 * @property {(stage: Stage) => Pixels} [pixels] whole maps, where they are too large for numbers
 * @property {typeof Run} [Runs] runs that can be one of a relay
 * @property {(stage: Stage) => void} [chain] what joins two stages
 * @property {Node} [ground] where its keys are heard, where that is not the whole page
 *
 * @typedef {object} Pose how a stage is seen
 * @property {number | null} part the part of a step, where it is taken in parts
 * @property {number | null} product the part, where the products are taken one by one
 * @property {number} hiding an index of LEVELS
 * @property {number} speed an index of SPEEDS
 * @property {number | null} channel the input channel that is seen alone
 * @property {boolean} bare without controls
 * @property {boolean} full on the full screen
 * @property {boolean} [play] moving as soon as it is opened
 *
 * @typedef {{ step: number | string, order: Order, pose: string }} Where a link leads on a stage
 *
 * @typedef {object} Pixel
 * @property {number} x
 * @property {boolean} padding
 * @property {number | null} sourceRow
 * @property {number | null} sourceCol
 *
 * @typedef {object} OwnTap
 * @property {number} channel
 * @property {number} inRow
 * @property {number} inCol
 * @property {number} kernelRow
 * @property {number} kernelCol
 * @property {number} weight
 * @property {number} product
 *
 * @typedef {OwnTap & Pixel} Tap one multiplication, as dsviz.trace tells it
 *
 * @typedef {{ name: string, slice?: number, tap?: number }} Part one part of a step
 *
 * @typedef {object} Shown how much of a step is to be seen
 * @property {number} products how many of them, in reading order
 * @property {number} sums
 * @property {boolean} total
 * @property {boolean} bias
 * @property {boolean} result
 * @property {boolean} hidden the result, and whatever tells it
 * @property {boolean} sumsHidden
 * @property {boolean} totalHidden
 * @property {boolean} productsHidden
 *
 * @typedef {"secret" | "open" | "done"} CellState
 *
 * @typedef {object} RunState where a run stands
 * @property {number} step
 * @property {number} part
 * @property {Order} order
 * @property {number} hiding how much is hidden: an index of LEVELS
 * @property {Set<number>} revealed
 *
 * @typedef {object} OwnMoment
 * @property {number} step
 * @property {Order} order
 * @property {number} first the first input channel that is read
 * @property {Tap[][]} slices the products, channel by channel
 * @property {Tap | null} pair the product that is being made, where they come one by one
 * @property {number[]} sums
 * @property {boolean[]} exact of each sum: whether its line closes in the decimals shown
 * @property {number} bias
 * @property {number} result the engine's
 * @property {boolean} closes whether the last line does
 * @property {{ own: number, result: number } | null} differs where products and engine disagree
 * @property {Shown} shown
 * @property {(place: Place) => CellState} stateOf
 *
 * @typedef {Place & OwnMoment} Moment what every place shows now
 *
 * @typedef {object} View which cells a layout shows
 * @property {number[]} channels
 * @property {number[]} outputs
 * @property {number} legible px of a number, under which less is shown at once
 * @property {number} stretch
 * @property {number} rows
 * @property {number} cols
 * @property {number} outRows
 * @property {number} outCols
 * @property {(channel: number) => number[]} filters
 *
 * @typedef {"x" | "w" | "p" | "s" | "b" | "y"} Kind
 * @typedef {object} CellSize in px
 * @property {number} s height of a cell
 * @property {number} cw its width
 * @property {number} digits height of its number
 * @property {number} times height of the weight that stands under it, 0 where there is no room
 * @property {number} [lift] how far down the number over it stands, as a part of the cell
 * @property {number} lettering height of a map's name
 * @property {number} headroom height above each map for its name
 *
 * @typedef {object} Box where one map stands
 * @property {Kind} kind
 * @property {number} left
 * @property {number} top
 * @property {number} [channel]
 * @property {number} [filter]
 *
 * @typedef {{ boxes: Box[], w: number, h: number }} Block
 *
 * @typedef {object} OwnLaid
 * @property {View} view
 * @property {Box[]} boxes
 * @property {number} w
 * @property {number} h
 *
 * @typedef {CellSize & OwnLaid} Laid a layout
 *
 * @typedef {object} Written what a cell shows
 * @property {string} text
 * @property {string} [whole] every digit, where the text has fewer
 * @property {string} [class]
 * @property {string} [fill]
 *
 * @typedef {object} Mark what a grid shows
 * @property {Kind} kind
 * @property {string} [called] the tensor's name, where it is not its kind
 * @property {string} key the title above it
 * @property {string} name its accessible name
 * @property {(row: number, col: number) => string} [cellName] how a cell is called, where it is a copy
 * @property {Pair} size
 * @property {string[]} [told] how large it is, in words, for the title: the longest first
 * @property {Pair} origin
 * @property {Pair} view
 * @property {number} [channel]
 * @property {number} [filter]
 * @property {number} [cw] the width of a cell, where it is not the layout's
 * @property {(row: number, col: number) => number[]} index the tensor's index of a cell
 * @property {(row: number, col: number) => Written} read
 * @property {(row: number, col: number) => number} [value] of what can be changed
 * @property {(row: number, col: number) => Relation} [relate] mark what belongs to a cell, and say it
 * @property {Pair} [offset] from where the box stands, in px
 * @property {(grid: Grid, box: Box) => void} [drawn] what else is drawn, once the grid stands
 *
 * @typedef {{ label: string, values: Record<string, number> }} Relation
 *
 * @typedef {object} Change what a run tells
 * @property {boolean} [whole] every cell is to be written again
 * @property {boolean} [rests] the reader has stopped here
 * @property {boolean} [moved] the reader went somewhere
 */

export {};
