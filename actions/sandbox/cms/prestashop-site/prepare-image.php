<?php

/** Makes an installed shop of an image ready; asked for once, over HTTP, before any module is there, and deleted. */

require __DIR__ . '/config/config.inc.php';

// No mail leaves, and none waits for a server.
Configuration::updateValue('PS_MAIL_METHOD', 3);
echo 'ready';
