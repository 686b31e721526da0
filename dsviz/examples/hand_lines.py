"""Document 001's hand calculation as its page has it: most multiplication signs are lost on the way."""

# One line a channel; the line breaks inside stand where the asterisks of "0*(-1)" and "0*0" were.
LINES = (
    "01+01+0*(-1)+0*(-1)+00+11+0*(-1)+0*(-1)+10 = 1",
    "0\n(-1)+00+0(-1)+00+10+1*(-1)+01+0(-1)+20 = -1",
    "0\n0+01+00+01+20+01+00+0*(-1)+0*0 = 0",
)

# The same with the words around it, as the document has them.
PASSAGE = f"""1 的计算过程:

第一个通道和对应权重的结果:{LINES[0]}
第二个通道和对应权重的结果:{LINES[1]}
第三个通道和对应权重的结果:{LINES[2]}

偏置:1

1+(-1)+ 0 + 1 = 1"""
