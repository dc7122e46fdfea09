type Report = (rule: string, line: number, message: string, quote?: string) => void;

const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};

function parseJson(source: string): Record<string, unknown> {
  try {
    return record(JSON.parse(source));
  } catch {
    return {};
  }
}

const lineOf = (source: string, text: string) =>
  source.slice(0, Math.max(0, source.indexOf(`"${text}"`))).split("\n").length;

const installs = ["preinstall", "install", "postinstall"];
const composerInstalls =
  /^(pre|post)-(install|update|autoload-dump|package-install|root-package-install|create-project-cmd)/;
const remote = /^(https?:|git[+:]|ssh:|github:|git@)/;

function checkNpm(source: string, report: Report): void {
  const manifest = parseJson(source);
  for (const script of installs) {
    const command = record(manifest["scripts"])[script];
    if (typeof command === "string") report("install-script", lineOf(source, script), `npm runs ${script}`, command);
  }
  for (const group of ["dependencies", "optionalDependencies", "peerDependencies"]) {
    for (const [name, version] of Object.entries(record(manifest[group]))) {
      if (typeof version === "string" && remote.test(version))
        report("remote-dependency", lineOf(source, name), `${group} fetches`, `${name} ${version}`);
    }
  }
}

function checkComposer(source: string, report: Report): void {
  for (const event of Object.keys(record(parseJson(source)["scripts"]))) {
    if (composerInstalls.test(event)) report("composer-script", lineOf(source, event), `Composer runs ${event}`);
  }
}

function checkPyproject(source: string, report: Report): void {
  const at = source.split("\n").findIndex((line) => /^\s*backend-path\s*=/.test(line));
  if (at !== -1) report("build-code", at + 1, "The build backend is code of this package");
}

/** Python runs lines of path files that begin with `import` whenever it starts. */
function checkPath(source: string, report: Report): void {
  source.split("\n").forEach((line, index) => {
    if (/^import[ \t]/.test(line)) report("install-script", index + 1, "Python runs this line at every start", line);
  });
}

const settings = /auto_(prepend|append)_file|allow_url_include|disable_functions/i;
const handler = /^ *(AddHandler|AddType|SetHandler) /i;
const tellsToRun = (line: string) =>
  settings.test(line) || (handler.test(line.replaceAll("\t", " ")) && /php|cgi/i.test(line));

function checkServerConfig(source: string, report: Report): void {
  // A line that ends in a backslash goes on in the next.
  const joined = source.replace(/\\\r?\n[ \t]*/g, " ");
  joined.split("\n").forEach((line, index) => {
    if (!/^\s*[#;]/.test(line) && tellsToRun(line))
      report("server-config", index + 1, "The web server is told to run other files", line);
  });
}

const checks: readonly (readonly [RegExp, (source: string, report: Report) => void])[] = [
  [/(^|\/)package\.json$/, checkNpm],
  [/(^|\/)composer\.json$/, checkComposer],
  [/(^|\/)pyproject\.toml$/, checkPyproject],
  [/\.pth$/, checkPath],
  [/(^|\/)(\.htaccess|\.user\.ini|php\.ini|web\.config)$/, checkServerConfig],
];

/** Files that installers and web servers obey. */
export function checkPackageFile(path: string, source: string, report: Report): void {
  for (const [pattern, check] of checks) if (pattern.test(path)) check(source, report);
}

/** Names of files that are read as text by people or browsers, and must hold no PHP. */
const notPhp = /\.(jpe?g|png|gif|ico|svg|webp|bmp|woff2?|ttf|eot|css|log|dat|bak|tpl|twig|mp[34]|pdf|zip)$/i;
const magics: readonly (readonly [string, string])[] = [
  ["\x7fELF", "an ELF program"],
  ["MZ", "a Windows program"],
  ["\0asm", "WebAssembly"],
  ["\xcf\xfa\xed\xfe", "a Mach-O program"],
  ["\xca\xfe\xba\xbe", "a Mach-O or Java program"],
];
const programs = /\.(exe|dll|so|dylib|phar|jar|pyc|pyd|node|wasm|class|bin|deb|rpm|msi|apk|scr|com)$/i;

/** Those that hold text: a short open tag in them is no chance. */
const readAsText = /\.(svg|css|log)$/i;

/** Files that are no text for a reviewer. `head` holds bytes as Latin-1. */
export function checkDisguise(path: string, head: string, report: Report): void {
  if ((notPhp.test(path) && /<\?php|<\?=/i.test(head)) || (readAsText.test(path) && /<\?[\s(]/.test(head)))
    report("code-disguised", 1, "PHP in a file that is named as something else");
  const magic = magics.find(([start]) => head.startsWith(start) && (start !== "MZ" || head.includes("This program")));
  const what = magic?.[1] ?? (programs.test(path) ? "a compiled file" : undefined);
  if (what !== undefined) report("program", 0, `The file is ${what}`);
}
