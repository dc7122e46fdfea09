import { digestOf, makeArchive } from "./make-archives.ts";

/** Fields of composer.json that its content-hash covers, as composer 2 computes it. */
const relevant = ["name", "version", "require", "require-dev", "conflict", "replace", "provide", "minimum-stability"];

/** PHP writes slashes with a backslash before them. */
const encode = (value: unknown) => JSON.stringify(value).replaceAll("/", "\\/");

/** A composer.json that wants one package, its composer.lock, and the package's archive, which lies at `<origin>/lib.zip`. */
export function makeComposerPlugin(origin: string) {
  const scripts = { "post-install-cmd": "touch ran", "post-autoload-dump": "touch ran" };
  const library = {
    name: "acme/lib",
    version: "1.0.0",
    type: "library",
    autoload: { "psr-4": { "Acme\\Lib\\": "src/" } },
  };
  const archive = makeArchive({
    "composer.json": JSON.stringify({ ...library, bin: ["bin/tool"], scripts }),
    "src/One.php":
      "<?php\nnamespace Acme\\Lib;\nfinal class One\n{\n    public static function one(): int\n    {\n        return 1;\n    }\n}\n",
    "bin/tool": "#!/usr/bin/env php\n",
    ".gitattributes": "* text",
    ".github/workflows/ci.yml": "on: push",
  });
  const json: Record<string, unknown> = { name: "acme/pay", version: "1.0.0", require: { "acme/lib": "^1.0" } };
  const sorted = relevant.filter((key) => key in json).sort();
  const hash = digestOf("md5", Buffer.from(encode(Object.fromEntries(sorted.map((key) => [key, json[key]])))));
  const dist = { type: "zip", url: `${origin}/lib.zip`, reference: "a".repeat(40), shasum: digestOf("sha1", archive) };
  const lock = {
    "content-hash": hash,
    packages: [{ ...library, dist, bin: ["bin/tool"] }],
    "packages-dev": [],
    aliases: [],
    "minimum-stability": "stable",
    "stability-flags": {},
    "prefer-stable": false,
    "prefer-lowest": false,
    platform: {},
    "platform-dev": {},
    "plugin-api-version": "2.3.0",
  };
  return {
    archive,
    composerJson: JSON.stringify({ ...json, scripts, autoload: { "psr-4": { "Acme\\Pay\\": "src/" } } }),
    composerLock: JSON.stringify(lock),
  };
}
