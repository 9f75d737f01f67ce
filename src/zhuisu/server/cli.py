"""The command line `zhuisu`: its words. What a command does is in `zhuisu.server.commands`."""

import argparse
import importlib
import os
import signal
import sys
from types import FrameType
from typing import NoReturn

from zhuisu import __version__
from zhuisu.server.trouble import TroubleError

DESCRIPTION = "Zhuisu 追溯: from a scanned code to its true story. · 从扫一个码，到它真实的来历。"
EPILOGUE = "Settings are environment variables ZHUISU_*; see docs/operating.md. · 配置见 docs/operating.md。"


def main(arguments: list[str] | None = None) -> int:
    """Run one command. The exit status: 0; 1 with a sentence on standard error; 2 where the command is unknown."""
    chosen = parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, _leave)
    try:
        command = importlib.import_module(f"zhuisu.server.commands.{chosen.command}")
        return int(command.run(chosen))
    except TroubleError as trouble:
        print(f"zhuisu: {trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("zhuisu: interrupted.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader, such as `head`, has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _leave(number: int, _: FrameType | None) -> NoReturn:
    """An asked-for end unwinds like any other, so that an embedded database is stopped."""
    raise SystemExit(128 + number)


def parser() -> argparse.ArgumentParser:
    """Every command and its options, with help."""
    top = argparse.ArgumentParser(prog="zhuisu", description=DESCRIPTION, epilog=EPILOGUE)
    top.add_argument("--version", action="version", version=f"zhuisu {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    demo = _command(commands, "demo", "load the demonstration city once, and serve it · 装载示范城市并启动")
    _listening(demo)
    demo.add_argument(
        "--events", type=_positive, metavar="N", help="how many events the city has (default: its own size)"
    )
    demo.add_argument("--no-serve", dest="then", action="store_const", const="leave", default="serve", help="load only")

    serve = _command(commands, "serve", "start all that one machine needs, or a part · 启动服务")
    _listening(serve)
    serve.add_argument("--only", choices=("web", "worker"), help="web processes or background work alone")

    _command(commands, "worker", "background work alone, the same as serve --only worker · 只启动后台任务")
    _command(commands, "migrate", "bring the database's schema up to date · 升级数据库结构")

    capture = _command(commands, "capture", "capture EPCIS documents · 采集 EPCIS 文件")
    capture.add_argument(
        "files", nargs="+", metavar="FILE", help="files, folders, patterns such as 'in/*.json', or - for standard input"
    )
    capture.add_argument("--proceed", dest="behaviour", action="store_const", const="proceed", default="rollback",
                         help="keep a document's valid events where others are not (else: all or nothing)")  # fmt: skip
    _json(capture)

    identify = _command(commands, "identify", "what is this string? · 这是什么码？")
    identify.add_argument("text", metavar="TEXT", help="anything that was scanned, typed or pasted")
    _json(identify)

    trace = _command(commands, "trace", "where a thing came from and what became of it · 追溯来源与去向")
    trace.add_argument("code", metavar="CODE", help="any notation of a code, or a key")
    trace.add_argument("--direction", choices=("backward", "forward", "both"), default="both")
    trace.add_argument(
        "--limit", type=_positive, default=500, metavar="N", help="the most events of one answer (default: 500)"
    )
    trace.add_argument("--after", metavar="TOKEN", help="goes on where an answer was cut")
    _json(trace)

    scope = _command(commands, "scope", "all that things became, or came from, and where it is · 召回范围与现状")
    scope.add_argument("codes", nargs="+", metavar="CODE", help="any notations of codes, or keys")
    scope.add_argument("--direction", choices=("forward", "backward"), default="forward")
    told = scope.add_mutually_exclusive_group()
    told.add_argument(
        "--by", choices=("holder", "place", "region", "product", "state"), help="count instead of listing"
    )
    told.add_argument("--common", action="store_const", const="common", default="each",
                      help="what the histories of several have in common, the most surprising first")  # fmt: skip
    _json(scope)

    flow = _command(commands, "flow", "how much of a batch went where, and of what it is made · 批次数量流向与平衡")
    flow.add_argument("code", metavar="CODE", help="any notation of the code of a batch or of an item of it, or a key")
    flow.add_argument("--tolerance", type=_share, default=0.01, metavar="SHARE",
                      help="the share by which books may be out (default: 0.01)")  # fmt: skip
    _json(flow)

    verify = _command(commands, "verify", "whether a downloaded proof holds, offline · 离线验证一份证明")
    verify.add_argument(
        "proofs", nargs="+", metavar="PROOF", help="files of /api/proof/event/… or /api/proof/consistency"
    )
    verify.add_argument("--key", action="append", default=[], metavar="KEY", dest="keys",
                        help="a public key that you trust, the log's or a witness's, or a file of them")  # fmt: skip
    verify.add_argument("--event", metavar="FILE", help="the event as you hold it: it must be the one recorded")
    verify.add_argument("--checkpoint", metavar="FILE", help="the older checkpoint, for a proof that the log only grew")
    _json(verify)

    audit = _command(commands, "audit", "the whole ledger against its tree: what was changed? · 全库核对")
    audit.add_argument("--documents", dest="depth", action="store_const", const="documents", default="ledger",
                       help="read the original documents again, too")  # fmt: skip
    audit.add_argument("--checkpoint", action="append", default=[], metavar="FILE", dest="checkpoints",
                       help="a signed checkpoint that was kept elsewhere (repeatable)")  # fmt: skip
    audit.add_argument("--key", action="append", default=[], metavar="KEY", dest="keys",
                       help="a public key of the log that you know from elsewhere, or a file of them")  # fmt: skip
    _json(audit)

    logkey = _command(commands, "logkey", "the public keys of the log; a new key · 日志公钥与更换")
    acts = logkey.add_mutually_exclusive_group()
    acts.add_argument("--rotate", dest="act", action="store_const", const="rotate", default="show",
                      help="begin a new key, which signs beside the old one")  # fmt: skip
    acts.add_argument("--retire", dest="act", action="store_const", const="retire", help="the oldest key signs no more")
    _json(logkey)

    _drill(_command(commands, "drill", "a mock recall: how much of a batch is located, and how fast · 模拟召回演练"))

    _recall(_command(commands, "recall", "recalls: drafted, frozen, issued, ended, reported · 召回的办理与查看"))

    _registry(_command(commands, "registry", "entries of the registry: in, out, shown · 登记簿：导入、导出、查看"))

    _people(_command(commands, "account", "accounts of people, who sign in to /admin/ · 人员账户"))
    token = _command(commands, "token", "print a new bearer token of an account · 为账户发放令牌")
    _account(token, "this token of the account", "TOKEN")
    client = _command(commands, "client", "print a new OAuth client of an account · 为账户发放 OAuth 客户端凭据")
    _account(client, "this client of the account and its access tokens", "CLIENT_ID")
    webhooks = _command(commands, "webhooks", "how webhooks stand; another try, or the end · 查看与恢复订阅")
    webhooks.add_argument("--revive", metavar="ID", help="try one that was given up again, from where it stood")
    webhooks.add_argument("--end", metavar="ID", help="end one")
    _json(webhooks)
    hooks = _command(commands, "hooks", "where programs of parties are told of recalls · 召回通知的接收地址")
    hooks.add_argument("--add", nargs=2, metavar=("PARTY", "ADDRESS"), help="tell a party's program there, too")
    hooks.add_argument("--end", type=int, metavar="ID", help="end one")
    _json(hooks)

    _findings(_command(commands, "findings", "what rules found, of a thing, a party or all · 规则发现的问题"))
    _rules(_command(commands, "rules", "how far events are judged; judging the past anew · 规则评估进度与重评"))
    _profile(_command(commands, "profile", "what each variety must record, and whether a profile is right · 品种档案"))
    return top


def _drill(command: argparse.ArgumentParser) -> None:
    command.add_argument("code", nargs="?", default="", metavar="CODE",
                         help="a batch, in any notation; without it, one is drawn by lot")  # fmt: skip
    command.add_argument("--note", default="", metavar="TEXT", help="for the record")
    command.add_argument("--pdf", metavar="FILE", help="write the record as a document, too")
    _json(command)


def _recall(command: argparse.ArgumentParser) -> None:
    acts = command.add_subparsers(dest="act", required=True, metavar="ACT")
    kinds = ("recall", "warning", "stop_sale", "ban", "lost")

    listed = _command(acts, "list", "recalls and their kin, the newest first · 列出")
    listed.add_argument("--state", choices=("draft", "frozen", "issued", "closed", "withdrawn"))
    listed.add_argument("--kind", choices=kinds)
    listed.add_argument("--limit", type=_positive, default=100, metavar="N", help="at most so many (default: 100)")
    _json(listed)

    drafted = _command(acts, "draft", "a new draft: nobody is told yet · 起草")
    drafted.add_argument("codes", nargs="*", metavar="CODE", help="what it is about, in any notation")
    drafted.add_argument("--kind", choices=kinds, default="recall")
    drafted.add_argument("--category", required=True, metavar="CATEGORY",
                         choices=("produce", "food", "drugs", "inputs", "equipment", "hazmat"))  # fmt: skip
    for name, words in (("title", "what it is called"), ("reason", "why")):
        drafted.add_argument(f"--{name}", required=True, metavar="TEXT", help=words)
    for name, words in (
        ("grade", "its class, where the category has any"), ("supplier", "about what this party made or sent"),
        ("place", "about what was at this place"), ("product", "the product's key"), ("party", "who answers for it"),
        ("hazard", "what it may do"), ("demand", "what holders are to do"), ("advice", "what consumers are to do"),
        ("title-en", "the title in English"), ("reason-en", "why, in English"),
        ("hazard-en", "what it may do, in English"), ("advice-en", "what consumers are to do, in English"),
    ):  # fmt: skip
        drafted.add_argument(f"--{name}", default="", metavar="TEXT", help=words)
    _json(drafted)

    for act, told in (
        ("show", "where one stands, and how well it works · 查看"),
        ("freeze", "fix its scope, with the evidence · 冻结范围"),
        ("issue", "put it in force · 发布"),
        ("follow", "follow its scope again, now · 重新计算范围"),
    ):
        _numbered(acts, act, told)
    for act, told in (("close", "it is done · 结束"), ("withdraw", "undo it · 撤销")):
        _numbered(acts, act, told, "reason")
    for act, told in (("lift", "it counts for a part no more · 部分解除"), ("reinstate", "it counts again · 恢复")):
        part = _numbered(acts, act, told, "reason", "batch", "product", "holder")
        part.add_argument(
            "--key", action="append", default=[], dest="keys", metavar="CODE", help="this thing (repeatable)"
        )
    report = _numbered(acts, "report", "its report, as .pdf, .xlsx or .json · 报告")
    report.add_argument("file", metavar="FILE")


def _numbered(
    acts: "argparse._SubParsersAction[argparse.ArgumentParser]", act: str, told: str, *options: str
) -> argparse.ArgumentParser:
    """An act on one recall."""
    command = _command(acts, act, told)
    command.add_argument("number", metavar="NUMBER")
    for name in options:
        command.add_argument(f"--{name}", default="", metavar="TEXT")
    _json(command)
    return command


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, words: str
) -> argparse.ArgumentParser:
    return commands.add_parser(name, help=words, description=words)


def _rules(command: argparse.ArgumentParser) -> None:
    """The acts of `zhuisu rules`."""
    acts = command.add_subparsers(dest="act", required=True, metavar="ACT")
    _json(_command(acts, "status", "how far events are judged, and what is under way · 评估进度"))
    _json(_command(acts, "run", "judge all that waits, here and now · 立即评估所有待评事件"))
    anew = _command(acts, "reassess", "judge all past events anew by one profile, in the background · 按某品种重评历史")
    anew.add_argument("profile", metavar="PROFILE", help="the variety's id, such as livestock")
    anew.add_argument("--reason", default="asked for on the command line", metavar="TEXT", help="why, for the record")
    _json(anew)


def _profile(profile: argparse.ArgumentParser) -> None:
    """The actions of `zhuisu profile`."""
    actions = profile.add_subparsers(dest="action", required=True, metavar="ACTION")
    _json(_command(actions, "list", "every variety · 所有品种"))
    show = _command(actions, "show", "stages, data, rules of one variety · 一个品种的环节、数据和规则")
    show.add_argument("name", metavar="NAME", help="id, name or alias, such as pesticide, 农药 or beef")
    _json(show)
    check = _command(actions, "check", "what is wrong with a profile, line by line · 逐行检查档案")
    check.add_argument("files", nargs="+", metavar="FILE", help="TOML files")
    _json(check)
    _json(_command(actions, "schema", "the JSON Schema of a profile, for editors · 供编辑器使用的 JSON Schema"))
    trial = _command(actions, "try", "what a profile would find in EPCIS documents, or the ledger · 用档案试评")
    trial.add_argument("name", metavar="PROFILE", help="a TOML file, or a variety's id, name or alias")
    trial.add_argument("files", nargs="*", metavar="FILE", help="EPCIS documents")
    trial.add_argument("--ledger", action="store_true", help="compare a file with what is in force, on past events")
    trial.add_argument("--last", type=int, metavar="N", help="with --ledger: on the latest N events alone")
    trial.add_argument("--since", metavar="TIME", help="with --ledger: on what happened then or later")
    trial.add_argument("--until", metavar="TIME", help="with --ledger: on what happened before")
    _json(trial)
    _editions(actions)


def _editions(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The actions of departments' own texts of a profile."""
    listed = _command(actions, "editions", "departments' own texts of a profile · 部门修订的版本")
    listed.add_argument("name", metavar="ID", help="the variety's id, such as fruit")
    _json(listed)
    drafted = _command(actions, "draft", "draft an edition from a file · 起草一个版本")
    drafted.add_argument("file", metavar="FILE", help="a TOML file")
    drafted.add_argument("--profile", metavar="ID", help="the variety (default: the id in the file)")
    drafted.add_argument("--note", default="", metavar="TEXT", help="what it changes")
    _json(drafted)
    decided = _command(actions, "decide", "put a draft in force from a day on · 使版本自某日起生效")
    decided.add_argument("--since", required=True, metavar="DAY", help="the first day, such as 2027-01-01")
    ended = _command(actions, "withdraw", "give a draft up, or end an edition · 撤回版本")
    for each in (decided, ended):
        each.add_argument("name", metavar="ID", help="the variety's id")
        each.add_argument("number", type=int, metavar="NUMBER", help="the edition's number")
        each.add_argument("--reason", default="", metavar="TEXT", help="why, for the record")
        _json(each)


def _findings(command: argparse.ArgumentParser) -> None:
    command.add_argument("code", nargs="?", metavar="CODE", help="a thing, in any notation; without it, everything")
    for name, metavar in (("party", "KEY"), ("profile", "ID"), ("rule", "ID"), ("region", "CODE")):
        command.add_argument(f"--{name}", metavar=metavar)
    categories = ("produce", "food", "drugs", "inputs", "equipment", "hazmat")
    command.add_argument("--category", choices=categories, metavar="CATEGORY")
    command.add_argument("--severity", choices=("error", "warning", "note"))
    command.add_argument("--standing", choices=("open", "closed", "any"), default="open")
    command.add_argument("--limit", type=int, default=100, metavar="N", help="at most so many (default: 100)")
    _json(command)


def _registry(command: argparse.ArgumentParser) -> None:
    acts = command.add_subparsers(dest="act", required=True, metavar="ACT")
    kinds = ("party", "person", "place", "product", "asset", "licence", "relation", "zone", "listing")

    taken = _command(acts, "import", "entries from a spreadsheet: new ones, and changes of known ones · 导入")
    taken.add_argument("file", metavar="FILE", help="an .xlsx or .csv file; its first row names the fields")
    taken.add_argument("--kind", choices=kinds, required=True)
    ways = taken.add_mutually_exclusive_group()
    ways.add_argument("--dry-run", dest="behaviour", action="store_const", const="TRY", default="ROLLBACK",
                      help="tell what would become of each row, and write nothing")  # fmt: skip
    ways.add_argument("--proceed", dest="behaviour", action="store_const", const="PROCEED",
                      help="keep the valid rows where others are not (else: all or nothing)")  # fmt: skip
    taken.add_argument("--approve", dest="standing", action="store_const", const="APPROVED", default="DRAFT",
                       help="file and approve what is imported (else: drafts)")  # fmt: skip
    _json(taken)

    given = _command(acts, "export", "entries into a spreadsheet · 导出")
    given.add_argument("file", metavar="FILE", help="an .xlsx or .csv file, written anew")
    given.add_argument("--kind", choices=kinds, required=True)
    given.add_argument("--filter", action="append", default=[], metavar="NAME=VALUE", dest="filters",
                       help="only entries with this value, such as region=450721 (repeatable)")  # fmt: skip
    given.add_argument("--language", choices=("zh", "en"), help="of heads and words (default: the terminal's)")
    _json(given)

    shown = _command(acts, "show", "an entry and its history · 查看条目及变更记录")
    shown.add_argument("key", metavar="KEY", help="any of its keys, in any notation")
    shown.add_argument("--kind", choices=kinds, help="where one key names entries of several kinds")
    _json(shown)

    _json(_command(acts, "duplicates", "parties that may be registered twice · 疑似重复的主体"))
    _json(_command(acts, "reference", "register the lists that rules name, where they are not · 登记参考名录"))
    _json(_command(acts, "reseal", "encrypt identity numbers under the newest secret key · 更换证件号码的加密密钥"))


def _listening(command: argparse.ArgumentParser) -> None:
    command.add_argument("--bind", metavar="ADDRESS", help="listen on this address (default: ZHUISU_BIND or 127.0.0.1)")
    command.add_argument("--port", metavar="PORT", help="listen on this port (default: ZHUISU_PORT or 8000)")


def _account(command: argparse.ArgumentParser, ends: str, named: str) -> None:
    add = command.add_argument
    add("name", metavar="NAME", help="the account; `operator` may capture and read everything")
    add("--scope", action="append", choices=("capture", "read", "registry", "supervise"), metavar="SCOPE",
        dest="scopes",
        help="make the account if it is new, with this scope (repeatable)")  # fmt: skip
    add("--kind", metavar="KIND",
        choices=("platform", "enterprise", "association", "department", "office", "peer", "auditor"),
        help="what a new account is: enterprise with --party, else platform, unless it is an association, department, "
        "office, peer or auditor")  # fmt: skip
    add("--category", action="append", metavar="CATEGORY", dest="categories",
        choices=("produce", "food", "drugs", "inputs", "equipment", "hazmat"),
        help="a category that a department or peer sees (repeatable)")  # fmt: skip
    add("--region", action="append", metavar="CODE", dest="regions",
        help="a region that it sees, six digits of GB/T 2260; without any, everywhere (repeatable)")  # fmt: skip
    add("--party", metavar="KEY", help="the party that a new account acts for, in any notation")
    add("--revoke", nargs="?", const="", metavar=named, help=f"instead, end {ends}; without a value, all of them")
    _json(command)


def _people(command: argparse.ArgumentParser) -> None:
    """The acts of `zhuisu account`."""
    acts = command.add_subparsers(dest="act", required=True, metavar="ACT")
    made = _command(acts, "create", "make one, and print the link by which its person chooses a password · 新建并邀请")
    made.add_argument("name", metavar="NAME")
    kinds = ("platform", "office", "department", "enterprise", "association", "auditor")
    made.add_argument("--kind", choices=kinds, required=True, help="what sort of actor it is")
    scopes = ("capture", "read", "registry", "supervise")
    made.add_argument("--scope", action="append", choices=scopes, required=True, dest="scopes", metavar="SCOPE",
                      help="capture, read, registry or supervise (repeatable)")  # fmt: skip
    made.add_argument("--category", action="append", default=[], dest="categories", metavar="CATEGORY",
                      choices=("produce", "food", "drugs", "inputs", "equipment", "hazmat"),
                      help="what a department answers for (repeatable)")  # fmt: skip
    made.add_argument("--region", action="append", default=[], dest="regions", metavar="CODE",
                      help="where a department answers for it, six digits of GB/T 2260 (repeatable)")  # fmt: skip
    made.add_argument("--party", metavar="KEY", help="whom an enterprise or an association acts for, in any notation")
    made.add_argument("--person", metavar="KEY", help="the person's key in the registry")
    made.add_argument("--department", default="", metavar="ROLE",
                      help="which department of the city an official works for: agriculture, health, …")  # fmt: skip
    _json(made)
    for act, words in (
        ("invite", "print a new link: another password · 新的邀请链接"),
        ("reset-mfa", "end the password and the second factor, and print a new link · 重置密码与验证器"),
        ("disable", "nobody signs in with it, and its tokens end · 停用"),
        ("enable", "people sign in with it again · 恢复"),
    ):
        known = _command(acts, act, words)
        known.add_argument("name", metavar="NAME")
        _json(known)
    _json(_command(acts, "list", "every account, those of machines, too · 列出账户"))


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", dest="output", action="store_const", const="json", default="text",
                         help="one JSON document on standard output, and nothing else there")  # fmt: skip


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no share from 0 to below 1, such as 0.01")
    return share


if __name__ == "__main__":
    sys.exit(main())
