<?php

declare(strict_types=1);

namespace Kernel;

/** Makes an empty shop on its first request; var/shop.json says its language and the administrator's password. */
function makeShop(): void
{
    $asked = json_decode((string) file_get_contents(SITE . '/var/shop.json'), true, 8, JSON_THROW_ON_ERROR);
    foreach (['app/code', 'var/locks', 'var/sessions'] as $folder) {
        is_dir(SITE . "/$folder") || mkdir(SITE . "/$folder", 0777, true);
    }
    file_put_contents(SITE . '/var/locale', $asked['locale']);
    file_put_contents(SITE . '/var/password', $asked['password']);
    file_put_contents(SITE . '/var/key', random_bytes(32));
    $pdo = new \PDO('sqlite:' . SITE . '/var/shop.sqlite', null, null, [\PDO::ATTR_ERRMODE => \PDO::ERRMODE_EXCEPTION]);
    $pdo->exec('CREATE TABLE setup_module (module TEXT PRIMARY KEY);'
        . 'CREATE TABLE core_config_data (config_id INTEGER PRIMARY KEY, scope TEXT, scope_id INTEGER, path TEXT, value TEXT);'
        . 'CREATE TABLE sales_order (entity_id INTEGER PRIMARY KEY, increment_id TEXT UNIQUE, data TEXT)');
    $pdo->exec("INSERT INTO core_config_data (scope, scope_id, path, value) VALUES ('default', 0, 'web/unsecure/base_url', 'http://127.0.0.1:8080/')");
}
