<?php

declare(strict_types=1);

/** Makes an empty shop: `setup.php <site> <locale> <password>`. */

[, $site, $locale, $password] = $argv;
foreach (['app/code', 'pub/lib', 'var/locks', 'var/sessions'] as $folder) {
    is_dir("$site/$folder") || mkdir("$site/$folder", 0777, true);
}
file_put_contents("$site/var/locale", $locale);
file_put_contents("$site/var/password", $password);
file_put_contents("$site/var/key", random_bytes(32));
$pdo = new PDO("sqlite:$site/var/shop.sqlite", null, null, [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION]);
$pdo->exec('CREATE TABLE setup_module (module TEXT PRIMARY KEY);'
    . 'CREATE TABLE core_config_data (config_id INTEGER PRIMARY KEY, scope TEXT, scope_id INTEGER, path TEXT, value TEXT);'
    . 'CREATE TABLE sales_order (entity_id INTEGER PRIMARY KEY, increment_id TEXT UNIQUE, data TEXT)');
$pdo->exec("INSERT INTO core_config_data (scope, scope_id, path, value) VALUES ('default', 0, 'web/unsecure/base_url', 'http://127.0.0.1:8080/')");
