import type { Parsed, ParseIssue } from "@plugsmith/schemas";
import type { LockedPackage } from "./locked-package.ts";
import { mostLockBytes, mostPackages } from "./parse-json-object.ts";

export interface Requirement extends LockedPackage {
  /** SHA-256 of files that may be it, lower-case hex. */
  readonly hashes: readonly string[];
}

const pinPattern =
  /^([A-Za-z0-9][A-Za-z0-9._-]{0,99})(?:\[[A-Za-z0-9._, -]{0,200}\])?\s*==\s*([0-9][0-9A-Za-z.!+-]{0,79})$/;
const hashPattern = /^--hash=sha256:([0-9a-f]{64})$/;

/** A name as indexes write it (PEP 503). */
export const normalizeName = (name: string) => name.toLowerCase().replace(/[-_.]+/g, "-");

/**
 * A plugin's requirements.txt, a stranger's text: every line `name==version` with `--hash=sha256:…`, as `pip-compile
 * --generate-hashes` and `uv pip compile` write it. Addresses, files, options, markers and ranges are issues.
 */
export function parseRequirements(text: string, path: string): Parsed<readonly Requirement[]> {
  const issues: ParseIssue[] = [];
  const refuse = (rule: string, message: string) => {
    if (issues.length < 20) issues.push({ path, rule, message });
  };
  if (Buffer.byteLength(text) > mostLockBytes) {
    return { ok: false, issues: [{ path, rule: "size", message: `is larger than ${mostLockBytes} bytes` }] };
  }
  const lines = text
    .replaceAll("\r\n", "\n")
    .split("\n")
    .map((line) => {
      const comment = line.search(/(?:^|\s)#/);
      return (comment < 0 ? line : line.slice(0, comment)).trimEnd();
    })
    .join("\n")
    .replaceAll("\\\n", " ")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (lines.length > mostPackages) refuse("count", `names ${lines.length} packages; at most ${mostPackages} are built`);
  const found = new Map<string, Requirement>();
  for (const line of lines.slice(0, mostPackages)) {
    const shown = JSON.stringify(line.slice(0, 80));
    const at = line.indexOf("--hash");
    const [, name, version] = pinPattern.exec((at < 0 ? line : line.slice(0, at)).trim()) ?? [];
    if (name === undefined || version === undefined) {
      refuse("pin", `${shown} is not name==version; addresses, options and markers cannot be built`);
      continue;
    }
    const given = at < 0 ? [] : line.slice(at).split(/\s+/);
    const hashes = given.flatMap((each) => hashPattern.exec(each)?.[1] ?? []);
    if (hashes.length === 0 || hashes.length < given.length) {
      refuse("hash", `${shown} needs --hash=sha256:… and nothing else behind the version`);
      continue;
    }
    const normal = normalizeName(name);
    if (found.has(normal)) refuse("twice", `${normal} is named twice`);
    found.set(normal, { ecosystem: "pypi", name: normal, version, scope: "runtime", hashes });
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: [...found.values()] };
}
