"""Build backend (PEP 517) of this package: a wheel and an sdist with the same bytes from the same files, by the standard library alone.

`pip wheel --no-deps .` and `python -m build` use it; both work without a package index, because it requires nothing.
"""

import base64
import csv
import gzip
import hashlib
import io
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parent.parent
#: The first date that a zip can hold; a build's own time would make each wheel another one.
_DATE = (1980, 1, 1, 0, 0, 0)
_LEFT_OUT = {"__pycache__", ".git", "dist", "build"}


def _project() -> dict[str, Any]:
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert isinstance(project, dict)
    return project


def _name(project: dict[str, Any]) -> str:
    return f"{str(project['name']).replace('-', '_')}-{project['version']}"


def _metadata(project: dict[str, Any]) -> str:
    def listed(name: str) -> list[Any]:
        return list(project.get(name, []))

    fields = [
        ("Metadata-Version", "2.4"),
        ("Name", project["name"]),
        ("Version", project["version"]),
        ("Summary", project["description"]),
        *(("Author", author["name"]) for author in listed("authors")),
        ("License-Expression", project["license"]),
        *(("License-File", file) for file in listed("license-files")),
        ("Keywords", ",".join(listed("keywords"))),
        *(("Classifier", one) for one in listed("classifiers")),
        ("Requires-Python", project["requires-python"]),
        *(("Requires-Dist", one) for one in listed("dependencies")),
        ("Description-Content-Type", "text/markdown"),
    ]
    readme = (_ROOT / "README.md").read_text(encoding="utf-8")
    # One line a field, whatever people typed: a line break would begin another field.
    return "".join(f"{name}: {' '.join(str(value).split())}\n" for name, value in fields) + f"\n{readme}"


def _files(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.is_file() and not _LEFT_OUT & set(path.parts))
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _DATE)
    # Stored: zlib and zlib-ng pack the same bytes differently, and the wheel's digest must not depend on them.
    info.compress_type = zipfile.ZIP_STORED
    info.create_system = 3
    info.external_attr = 0o100644 << 16
    return info


def _record(contents: dict[str, bytes], place: str) -> bytes:
    table = io.StringIO()
    lines = csv.writer(table, lineterminator="\n")
    for name, data in contents.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        lines.writerow([name, f"sha256={digest}", len(data)])
    lines.writerow([place, "", ""])
    return table.getvalue().encode()


def get_requires_for_build_wheel(config_settings: object = None) -> list[str]:
    return []


def get_requires_for_build_sdist(config_settings: object = None) -> list[str]:
    return []


def build_wheel(wheel_directory: str, config_settings: object = None, metadata_directory: object = None) -> str:
    """Writes the wheel and answers its file name."""
    project = _project()
    source = _ROOT / "src"
    contents = {path.relative_to(source).as_posix(): path.read_bytes() for path in _files(source)}
    info = f"{_name(project)}.dist-info"
    contents[f"{info}/METADATA"] = _metadata(project).encode()
    contents[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: wheel_backend\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    contents[f"{info}/licenses/LICENSE"] = (_ROOT / "LICENSE").read_bytes()
    contents[f"{info}/RECORD"] = _record(contents, f"{info}/RECORD")
    name = f"{_name(project)}-py3-none-any.whl"
    with zipfile.ZipFile(Path(wheel_directory) / name, "w") as wheel:
        for path, data in contents.items():
            wheel.writestr(_entry(path), data)
    return name


def build_sdist(sdist_directory: str, config_settings: object = None) -> str:
    """Writes the source archive and answers its file name."""
    project = _project()
    base = _name(project)
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        contents = [(f"{base}/{path.relative_to(_ROOT).as_posix()}", path.read_bytes()) for path in _files(_ROOT)]
        for name, data in [(f"{base}/PKG-INFO", _metadata(project).encode()), *contents]:
            member = tarfile.TarInfo(name)
            member.size = len(data)
            member.mode = 0o644
            archive.addfile(member, io.BytesIO(data))
    name = f"{base}.tar.gz"
    with (Path(sdist_directory) / name).open("wb") as file, gzip.GzipFile("", "wb", compresslevel=0, fileobj=file, mtime=0) as out:
        out.write(packed.getvalue())
    return name
