<?php

/** Makes an installed shop of an image ready; asked for once, over HTTP, before any module is there, and deleted. */

require __DIR__ . '/config/config.inc.php';

// No mail leaves, and none waits for a server.
Configuration::updateValue('PS_MAIL_METHOD', 3);
// The scenario's guest lives in France, wherever the image's shop does and whatever the browser's language says.
$france = new Country((int) Country::getByIso('FR'));
$france->active = true;
$france->save();
Configuration::updateValue('PS_COUNTRY_DEFAULT', $france->id);
Configuration::updateValue('PS_DETECT_COUNTRY', 0);
echo 'ready';
