<?php

/** Router of `php -S`: files of the shop as they are, its three programs, and nothing else. */
$forgePath = (string) parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if (preg_match('#^/(themes|modules)/[\w./@+-]+\.(css|js|png|jpg|gif|svg|webp|ico|woff2?)$#D', $forgePath) && is_file(__DIR__ . $forgePath)) {
    return false;
}
if (preg_match('#^/desk(/|$)#', $forgePath)) {
    require __DIR__ . '/desk/index.php';
} elseif (in_array($forgePath, ['/forge.php', '/plant.php'], true)) {
    require __DIR__ . $forgePath;
} elseif (in_array($forgePath, ['/', '/index.php'], true)) {
    require __DIR__ . '/index.php';
} else {
    http_response_code(404);
}
