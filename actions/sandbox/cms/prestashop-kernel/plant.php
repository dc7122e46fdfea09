<?php

/** Makes a fresh shop: the locale and the employee's password lie in var/plant.json. */
if (!is_file(__DIR__ . '/var/plant.json')) {
    http_response_code(404);
    exit(1);
}
require __DIR__ . '/kernel/boot.php';
$asked = json_decode((string) file_get_contents(__DIR__ . '/var/plant.json'), true);
unlink(__DIR__ . '/var/plant.json');
ShopSeed::plant((string) $asked['locale'], (string) $asked['password']);
echo 'planted';
