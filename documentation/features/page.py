"""The page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from documentation.features.apis import PINPOINT, SMS_VOICE, Api, apis
from documentation.features.coverage import NAMESPACES, Covered, Namespace, covered
from documentation.features.listed import Area, Feature, areas, untrue
from documentation.reference.page import file_name
from documentation.surface import Package

LIST = Path("docs", "features.toml")
_CLIENTS = {"AWS::SMSVOICE::": SMS_VOICE, "AWS::Pinpoint::": PINPOINT}
_HEAD = """\
# Features

Made from the code by `make docs`, and compared with it by the tests. Properties are counted in the template of a stack
with everything in it, against CloudFormation's registry; operations of the sandbox against botocore's model of the API.
"""
_NO_STACK = "No stack of the tests has all of these types in it yet, so their properties were not counted.\n"
_BY_FEATURE = """\
## By feature

**live** runs on AWS today; **retired** ended on 2026-10-30, is kept for those who read, migrate or decommission such
_NO_STACK = "No stack of the tests has all of these types in it yet, so nobody counted what they can be told.\n"
not there yet.
"""


def page(packages: Sequence[Package], root: Path) -> str:
    """What ``docs/features.md`` says.

    :raises ValueError: if the list of features names what isn't there.
    """
    listed = areas(root / LIST)
    if problems := untrue(listed, packages, root):
        raise ValueError("\n".join([f"{LIST} is not true:", *problems]))
    known = apis()
    parts = [_HEAD]
    parts += [_namespace(each, known[_CLIENTS[each.prefix]], packages) for each in NAMESPACES]
    parts += [_operations(known.values()), _BY_FEATURE, *(_area(area, packages) for area in listed)]
    return "\n".join(parts)


def _namespace(namespace: Namespace, api: Api, packages: Sequence[Package]) -> str:
    types = covered(namespace, packages)
    operations = api.of_types([each.name for each in types])
    rows = [_type(each, api, operations[each.name]) for each in types]
    head = "| type | construct | properties | imports | grants | metrics | operations in the sandbox |"
    lines = [f"## `{namespace.prefix}*`\n", head, "|---|---|---|---|---|---|---|", *rows, ""]
    if all(each.rendered is None for each in types):
        lines.append(_NO_STACK)
    metrics = sorted(_functions(namespace, packages, "metric"))
    if metrics:
        lines += [f"Metrics that CloudWatch has by account and country: {_code(metrics)}.", ""]
    rest = operations[""]
    lines += [f"Operations of no type (sending, look-ups, the account): {_share(rest, api.emulated)}.", ""]
    return "\n".join(lines)


def _type(each: Covered, api: Api, operations: list[str]) -> str:
    cells = [
        f"`{each.name}`",
        "—" if each.construct is None else _link(each.construct.name, each.package),
        "—" if each.rendered is None else _share(sorted(each.properties), each.rendered),
        _code(each.members("from_")) or "—",
        _code(each.members("grant_")) or "—",
        _code(each.members("metric_")) or "—",
        _share(operations, api.emulated) if operations else "—",
    ]
    return f"| {' | '.join(cells)} |"


def _share(all_of_them: Sequence[str], there: Iterable[str]) -> str:
    found = set(there) & set(all_of_them)
    missing = [each for each in all_of_them if each not in found]
    if not missing:
        return f"all {len(all_of_them)}"
    if not found:
        return f"none of {len(all_of_them)}"
    return f"{len(found)} of {len(all_of_them)}; not {_code(missing)}"


def _operations(known: Iterable[Api]) -> str:
    rows = [f"| `{api.client}` | {_share(sorted(api.operations), api.emulated)} |" for api in known]
    return "\n".join(["## APIs in the sandbox\n", "| client | operations |", "|---|---|", *rows, ""])


def _area(area: Area, packages: Sequence[Package]) -> str:
    rows = [_row(feature, packages) for feature in area.features]
    return "\n".join([f"### {area.title}\n", "| | feature | | where | tests |", "|---|---|---|---|---|", *rows, ""])


def _row(feature: Feature, packages: Sequence[Package]) -> str:
    homes = {f"{package.name}.{entry.name}": package.name for package in packages for entry in package.entries}
    names = [
        _link(name.rpartition(".")[2], homes.get(f"cdk_messaging.{name}", f"cdk_messaging.{name}"))
        for name in feature.names
    ]
    where = ", ".join([*names, *(f"[{path}](../{path})" for path in feature.files)]) or "—"
    tests = ", ".join(f"[{_short(path)}](../{path})" for path in feature.tests) or "—"
    return f"| {feature.id} | {feature.title} | {feature.status} | {where} | {tests} |"


def _link(name: str, package: str) -> str:
    return f"[`{name}`](reference/{file_name(package)})"


def _short(path: str) -> str:
    return path.removeprefix("tests/").removesuffix(".py").replace("test_", "")


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _functions(namespace: Namespace, packages: Sequence[Package], beginning: str) -> Iterator[str]:
    for package in packages:
        if f"{package.name}.".startswith(f"{namespace.package}."):
            yield from (
                each.name for each in package.entries if each.kind == "function" and each.name.startswith(beginning)
            )
