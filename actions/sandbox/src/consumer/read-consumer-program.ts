/** Node: imports the installed package by its name, and what its manifest promises. */
const nodeConsumer = `
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
const { name, version, names } = JSON.parse(process.argv[2]);
const folder = join(process.cwd(), "node_modules", name);
const own = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
if (own.version !== version) throw new Error(\`The package says version \${own.version}, its manifest \${version}.\`);
const plugin = await import(name);
const missing = names.filter((each) => typeof (plugin[each] ?? plugin.methods?.[each]) !== "function");
if (missing.length > 0) throw new Error(\`The package does not export \${missing.join(", ")}.\`);
const types = own.types ?? own.exports?.["."]?.types;
if (typeof types === "string" && !existsSync(join(folder, types))) throw new Error(\`The package names types in \${types} and does not hold them.\`);
const count = Object.keys(plugin).length;
console.log(JSON.stringify({ version: process.versions.node, detail: \`\${count} exports\${typeof types === "string" ? ", types with it" : ""}\` }));
`;

/** PHP of a release, in WebAssembly, with the command line of `php`: it sees the working folder and nothing else. */
const phpOfVersion = `
import { writeSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
const [root, version, ...args] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(join(root, "node_modules/@php-wasm", name, "index.js")).href);
const { loadNodeRuntime } = await load("node");
const { PHP } = await load("universal");
const php = new PHP(await loadNodeRuntime(version, { emscriptenOptions: { processId: 1 } }));
const folder = process.cwd();
await php.mount(folder, (_php, fs, target) => {
  fs.mkdirTree(target);
  fs.mount(fs.filesystems.NODEFS, { root: folder }, target);
  return () => fs.unmount(target);
});
php.chdir(folder);
const { stdout, stderr, exitCode } = await php.cli(["php", ...args]);
const copy = (stream, descriptor) =>
  stream.pipeTo(new WritableStream({ write: (chunk) => void writeSync(descriptor, chunk) }));
await Promise.all([copy(stdout, 1), copy(stderr, 2)]);
process.exit(await exitCode);
`;

/** PHP: an autoloader as Composer writes it from composer.json, and every class of the package through it. */
const phpConsumer = `<?php
declare(strict_types=1);
error_reporting(E_ALL);
set_error_handler(static function (int $level, string $message, string $file, int $line): bool {
    throw new ErrorException($message, 0, $level, $file, $line);
});
['package' => $package] = json_decode($argv[1], true, 16, JSON_THROW_ON_ERROR);
$composer = json_decode((string) file_get_contents($package . '/composer.json'), true, 64, JSON_THROW_ON_ERROR);
$constraint = $composer['require']['php'] ?? '';
if (preg_match('/^>=\\s*(\\d+\\.\\d+)/', $constraint, $least) === 1 && version_compare(PHP_VERSION, $least[1], '<')) {
    echo json_encode(['left' => 'it asks for PHP ' . $constraint]), "\\n";
    exit(0);
}
$others = array_filter(array_keys($composer['require'] ?? []), static function (string $name): bool {
    return strpos($name, '/') !== false;
});
if ($others !== []) {
    echo json_encode(['left' => 'it needs packages of its own, and nothing is fetched here']), "\\n";
    exit(0);
}
$extensions = [];
foreach (array_keys($composer['require'] ?? []) as $name) {
    if (strncmp($name, 'ext-', 4) === 0 && !extension_loaded(substr($name, 4))) {
        $extensions[] = $name;
    }
}
if ($extensions !== []) {
    echo json_encode(['left' => 'this PHP lacks ' . implode(', ', $extensions)]), "\\n";
    exit(0);
}
$roots = $composer['autoload']['psr-4'] ?? [];
spl_autoload_register(static function (string $class) use ($roots, $package): void {
    foreach ($roots as $prefix => $folder) {
        if (strncmp($class, $prefix, strlen($prefix)) === 0) {
            $file = $package . '/' . $folder . str_replace('\\\\', '/', substr($class, strlen($prefix))) . '.php';
            if (is_file($file)) {
                require_once $file;
            }
        }
    }
});
foreach ($composer['autoload']['files'] ?? [] as $file) {
    require_once $package . '/' . $file;
}
ob_start();
$count = 0;
foreach ($roots as $prefix => $folder) {
    $root = $package . '/' . $folder;
    $files = new RecursiveIteratorIterator(new RecursiveDirectoryIterator($root, FilesystemIterator::SKIP_DOTS));
    foreach ($files as $file) {
        if ($file->getExtension() !== 'php') {
            continue;
        }
        $below = substr($file->getPathname(), strlen(rtrim($root, '/')) + 1, -4);
        $class = $prefix . str_replace('/', '\\\\', $below);
        if (!class_exists($class) && !interface_exists($class) && !trait_exists($class) && !enum_exists($class)) {
            throw new RuntimeException("Composer's autoloader finds no {$class} in {$file->getPathname()}.");
        }
        $count++;
    }
}
if (ob_get_clean() !== '') {
    throw new RuntimeException('Loading the classes prints something.');
}
if ($count === 0) {
    echo json_encode(['left' => 'composer.json leads to no classes']), "\\n";
    exit(0);
}
echo json_encode(['version' => PHP_VERSION, 'detail' => "{$count} classes through Composer's rules"]), "\\n";
`;

/** Python: a wheel from the package's own backend, installed without an index, and imported from there. */
const pythonConsumer = `
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
`;

const programs = { node: nodeConsumer, php: phpConsumer, "php-of-version": phpOfVersion, python: pythonConsumer };

/**
 * Our own programs that do with a package what its users do. They take their facts as JSON in the first argument and print one
 * line of JSON; whatever fails ends them with words on stderr. No text of a plugin becomes part of them.
 */
export const readConsumerProgram = (name: keyof typeof programs): string => programs[name];
