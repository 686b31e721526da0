"""The words around what is heard: sections, names of keys and of roles, in both languages."""

NAMES = {
    "Control+Home": "Ctrl+Home",
    "ArrowLeft": "←",
    "ArrowRight": "→",
    "ArrowDown": "↓",
    "Escape": "Esc",
    "h": "H",
    "p": "P",
    "v": "V",
}
ROLES = {
    "heading": {"en": "heading", "zh": "标题"},
    "region": {"en": "region", "zh": "区域"},
    "button": {"en": "button", "zh": "按钮"},
    "combobox": {"en": "combo box", "zh": "组合框"},
    "slider": {"en": "slider", "zh": "滑块"},
    "checkbox": {"en": "check box", "zh": "复选框"},
    "gridcell": {"en": "cell", "zh": "单元格"},
    "link": {"en": "link", "zh": "链接"},
    "dialog": {"en": "dialog", "zh": "对话框"},
    "generic": {"en": "", "zh": ""},
}
SAYS = {
    "comma": {"en": ", ", "zh": "，"},
    "pressed": {"en": "pressed", "zh": "已按下"},
    "not pressed": {"en": "not pressed", "zh": "未按下"},
    "selected": {"en": "selected", "zh": "已选择"},
    "checked": {"en": "checked", "zh": "已选中"},
    "not checked": {"en": "not checked", "zh": "未选中"},
    "level": {"en": "level {}: {}", "zh": "{} 级：{}"},
    "columns": {"en": ("key", "focus", "announced"), "zh": ("按键", "焦点", "播报")},
    "heard": {"en": "heard", "zh": "听到"},
    "head": {
        "en": """# A lesson by ear

The lesson on depthwise convolution, followed by keys alone. It shows what a screen reader is given: role,
name and state of what has the focus, and what the page announces. Each screen reader says it in words of its
own. Written from the browser's accessibility tree by `python -m tests.browser.by_ear`; a test compares it
with the app.

## The page

Its headings, which a screen reader leaps from one to the next. The stage has one.""",
        "zh": """# 用耳朵上一课

「逐通道卷积」这一课，只用按键走一遍。

这里写的是屏幕阅读器得到的内容：焦点所在的角色、名称和状态，以及页面播报的话；

每种屏幕阅读器再用自己的话说出来。

本文由 `python -m tests.browser.by_ear` 根据浏览器的无障碍树写成，并有测试与应用核对。

## 页面

页面的标题，屏幕阅读器可以一个一个地跳。动画也有一个标题。""",
    },
}
SECTIONS = {
    "way": {
        "en": "## From the title to the stage",
        "zh": "## 从标题走到动画",
    },
    "steps": {
        "en": "## Step by step\n\nOne sentence says what is new. The equation is read under the drawing.",
        "zh": "## 一步一步走\n\n每一步播报一句话，说出新的内容。算式在图的下面读。",
    },
    "parts": {
        "en": "## One step in its parts\n\nThe place is said once, then only what the part adds.",
        "zh": "## 一步里的各小步\n\n位置只说一次，后面只说这一小步多了什么。",
    },
    "products": {
        "en": "## Product by product",
        "zh": "## 一个一个乘积地走",
    },
    "hidden": {
        "en": "## Hidden and revealed\n\nFirst to be worked out by oneself, then to be heard.",
        "zh": "## 隐藏和揭晓\n\n先自己算，再听答案。",
    },
    "buttons": {
        "en": "## Every button has a name\n\nTab leads through them to the first map.",
        "zh": "## 每个按钮都有名称\n\n按 Tab 走过它们，就到第一张图。",
    },
    "map": {
        "en": """## In the maps

Each map is a grid and one stop of Tab; arrows walk in it, Home and End go to the ends of a row, PageUp and
PageDown to those of a column, Ctrl+Home and Ctrl+End to the first and the last cell. A cell says its map, its
place and its number, and then what it feeds; Enter keeps that marked, and takes the mark away again. A cell
under the window is selected.""",
        "zh": """## 在图里

每张图是一个网格，Tab 只停一次，方向键在里面走。

Home 和 End 到一行的两头，PageUp 和 PageDown 到一列的两头，Ctrl+Home 和 Ctrl+End 到第一格和最后一格。

每一格说出它在哪张图、哪个位置、是什么数，再说它用在哪里；按 Enter 保留标记，再按一次取消。

窗口盖住的格子是「已选择」的。""",
    },
    "table": {
        "en": """With a screen reader's keys for tables, in the first map, from its upper left cell along
the first row and down the last column: the header that is new, then the number.""",
        "zh": """用屏幕阅读器的表格按键，在第一张图里，从左上角沿第一行走到底，再沿最后一列往下：

先听到新的表头，再听到数。""",
    },
    "sheet": {
        "en": "## All keys\n\nThe sheet of keys is a table to be read; Esc leads back to where one was.",
        "zh": "## 全部按键\n\n按键表是一张可以读的表格；按 Esc 回到原来的地方。",
    },
    "pair": {
        "en": """## Two layers in one run

On the page of depthwise separable convolution, from step 7 of 20. The layer that works speaks, the other is
silent.""",
        "zh": """## 两层一起走

「深度可分离卷积」这一页，从第 7 步（共 20 步）开始。哪一层在算，就由哪一层播报，另一层不出声。""",
    },
}
