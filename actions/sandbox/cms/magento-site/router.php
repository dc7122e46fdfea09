<?php

/** What a web server does before Magento: rewrites of nginx.conf.sample, for `php -S -t pub`; and the scenario's own questions. */

// PHP's own server looks at auto_prepend_file for no router.
require __DIR__ . '/measure.php';

$root = $_SERVER['DOCUMENT_ROOT'];
$path = rawurldecode((string) parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
$serve = static function (string $script) use ($root): void {
    $_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = "/$script";
    $_SERVER['SCRIPT_FILENAME'] = "$root/$script";
    chdir($root);
};
if (strpos($path, '/forge/') === 0) {
    $serve('index.php');
    require __DIR__ . '/forge.php';

    return true;
}
if (strpos($path, '/static/') === 0) {
    $file = preg_replace('#^/static/version[^/]+/#', '/static/', $path);
    $types = ['css' => 'text/css', 'js' => 'application/javascript', 'html' => 'text/html', 'json' => 'application/json', 'svg' => 'image/svg+xml', 'woff2' => 'font/woff2', 'woff' => 'font/woff', 'png' => 'image/png', 'gif' => 'image/gif', 'jpg' => 'image/jpeg', 'ico' => 'image/x-icon'];
    if (is_file($root . $file) && strpos($file, '..') === false) {
        header('Content-Type: ' . ($types[pathinfo($file, PATHINFO_EXTENSION)] ?? 'application/octet-stream'));
        readfile($root . $file);

        return true;
    }
    $_GET['resource'] = substr($file, strlen('/static/'));
    $serve('static.php');
    require $root . '/static.php';

    return true;
}
if (preg_match('#^/(?:media|errors)/#', $path) === 1) {
    if (is_file($root . $path)) {
        return false;
    }
    $serve('get.php');
    require $root . '/get.php';

    return true;
}
$serve('index.php');
require $root . '/index.php';

return true;
