"""A wheel from the package's own backend, installed without an index, and imported from there."""

import base64, csv, hashlib, importlib, importlib.metadata, importlib.util, io, json, pathlib, platform, sys, tomllib, zipfile
given = json.loads(sys.argv[1])
package = pathlib.Path(given["package"])
work = pathlib.Path(given["work"])
import os
os.chdir(package)
project = tomllib.loads((package / "pyproject.toml").read_text(encoding="utf-8"))
system = project.get("build-system", {"requires": ["setuptools"]})
if system.get("requires") or project.get("project", {}).get("dependencies"):
    print(json.dumps({"left": "it needs packages of its own, and nothing is fetched here"}))
    sys.exit(0)
sys.path[:0] = [str(package / folder) for folder in system["backend-path"]]
backend = importlib.import_module(system["build-backend"])
dist = work / "dist"
site = work / "site"
dist.mkdir()
site.mkdir()
wheel = dist / backend.build_wheel(str(dist))
os.chdir(work)
how = "pip"
if importlib.util.find_spec("pip") and given["pip"]:
    import runpy
    sys.argv = ["pip", "--isolated", "--disable-pip-version-check", "--quiet", "install", "--no-index", "--no-deps", "--no-compile", "--no-cache-dir", "--target", str(site), str(wheel)]
    try:
        runpy.run_module("pip", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if end.code:
            raise RuntimeError(f"pip ends with {end.code}")
else:
    how = "the wheel's own record"
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        record = next(name for name in names if name.endswith(".dist-info/RECORD"))
        listed = {row[0]: row[1] for row in csv.reader(io.StringIO(archive.read(record).decode("utf-8")))}
        for name in names:
            target = (site / name).resolve()
            if site.resolve() not in target.parents:
                raise RuntimeError(f"The wheel holds {name}.")
            data = archive.read(name)
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            if name != record and listed.get(name) != f"sha256={digest}":
                raise RuntimeError(f"RECORD of the wheel does not fit {name}.")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
sys.path[:] = [str(site)] + [path for path in sys.path if not path.startswith(str(package))]
importlib.invalidate_caches()
found = importlib.metadata.distribution(given["name"])
if found.version != given["version"]:
    raise RuntimeError(f"The wheel says version {found.version}, its manifest {given['version']}.")
modules = sorted(path.parent.name for path in site.glob("*/__init__.py"))
if not modules:
    raise RuntimeError("The wheel brings no package to import.")
names = 0
for name in modules:
    module = importlib.import_module(name)
    if site not in pathlib.Path(module.__file__ or "/").parents:
        raise RuntimeError(f"{name} is not imported from where it was installed.")
    names += len(getattr(module, "__all__", [each for each in vars(module) if not each.startswith("_")]))
print(json.dumps({"version": platform.python_version(), "detail": f"a wheel installed by {how}, {names} names"}))
