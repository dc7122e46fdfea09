<?php

/**
 * @author    The author named in the main file of this module
 * @copyright The author named in the main file of this module
 * @license   https://opensource.org/licenses/MIT MIT
 */

header('Expires: Mon, 26 Jul 1997 05:00:00 GMT');
header('Last-Modified: ' . gmdate('D, d M Y H:i:s') . ' GMT');
header('Cache-Control: no-store, no-cache, must-revalidate');
header('Pragma: no-cache');
header('Location: ../');
exit;
