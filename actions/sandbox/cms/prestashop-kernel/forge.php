<?php

require __DIR__ . '/kernel/boot.php';
Context::openShop();
header('Content-Type: application/json');
echo json_encode(ForgeInterface::answer((string) Tools::getValue('ask')), JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE);
