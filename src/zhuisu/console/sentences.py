"""The sentences of the findings of the console."""

from collections.abc import Mapping

from zhuisu.core.findings import Text

SENTENCES: Mapping[str, Text] = {
    "console.changed_meanwhile": Text(
        zh="打开此页之后，别人已修改过这一条。请重新打开页面，核对后再改。",
        en="Somebody changed this entry after you opened the page. Open it again, look, and make your change then.",
    ),
    "console.too_large": Text(
        zh="文件太大：最多 {most_mb} MB。更大的文件请用命令 zhuisu registry import 导入。",
        en="The file is too large: at most {most_mb} MB. Import a larger one with `zhuisu registry import`.",
    ),
}
