<?php

/**
 * What the scenario asks the shop besides its pages: GET /forge.php?ask=shop|state|order|log. Ours, put beside the shop's own files;
 * the contract kernel answers the same questions.
 */

require __DIR__ . '/config/config.inc.php';

function forge_rows(string $sql): array
{
    return Db::getInstance()->executeS($sql, true, false) ?: [];
}

/** @return list<string> */
function forge_names(string $sql): array
{
    return array_map(static function (array $row): string {
        return implode(':', $row);
    }, forge_rows($sql));
}

/** A product that needs no choice: no variants, nothing to type in, enough of it. */
function forge_product(): int
{
    return (int) Db::getInstance()->getValue(
        'SELECT p.id_product FROM `' . _DB_PREFIX_ . 'product` p JOIN `' . _DB_PREFIX_ . 'stock_available` s'
        . ' ON s.id_product = p.id_product AND s.id_product_attribute = 0'
        . ' WHERE p.active = 1 AND p.customizable = 0 AND p.cache_default_attribute = 0 AND s.quantity > 10'
        . ' AND p.product_type IN (\'\', \'standard\') ORDER BY p.id_product'
    );
}

function forge_shop(): array
{
    return [
        'kernel' => false,
        'prestashop' => _PS_VERSION_,
        'php' => PHP_VERSION,
        'database' => Db::getInstance()->getVersion(),
        'language' => Context::getContext()->language->locale,
        'currency' => Currency::getDefaultCurrency()->iso_code,
        'product' => forge_product(),
        'refundedState' => (int) Configuration::get('PS_OS_REFUND'),
    ];
}

/** Names of everything that a module can leave behind. */
function forge_state(): array
{
    $prefix = _DB_PREFIX_;
    $files = [];
    foreach (['modules', 'override/classes', 'override/controllers', 'mails', 'img', 'upload', 'download', 'themes'] as $folder) {
        foreach (glob(_PS_ROOT_DIR_ . '/' . $folder . '/*') ?: [] as $path) {
            $files[] = $folder . '/' . basename($path);
        }
    }

    return [
        'tables' => array_values(array_map('strval', array_map('current', forge_rows('SHOW TABLES')))),
        'configuration' => forge_names("SELECT DISTINCT name FROM {$prefix}configuration"),
        'modules' => forge_names("SELECT name FROM {$prefix}module"),
        'hooks' => forge_names("SELECT DISTINCT h.name, m.name AS module FROM {$prefix}hook_module hm JOIN {$prefix}hook h ON h.id_hook = hm.id_hook LEFT JOIN {$prefix}module m ON m.id_module = hm.id_module"),
        'moduleLinks' => forge_names("SELECT 'country', COUNT(*) FROM {$prefix}module_country WHERE id_module NOT IN (SELECT id_module FROM {$prefix}module) HAVING COUNT(*) > 0 UNION ALL SELECT 'currency', COUNT(*) FROM {$prefix}module_currency WHERE id_module NOT IN (SELECT id_module FROM {$prefix}module) HAVING COUNT(*) > 0 UNION ALL SELECT 'group', COUNT(*) FROM {$prefix}module_group WHERE id_module NOT IN (SELECT id_module FROM {$prefix}module) HAVING COUNT(*) > 0"),
        'orderStates' => forge_names("SELECT id_order_state, module_name FROM {$prefix}order_state WHERE deleted = 0"),
        'orderStateNames' => forge_names("SELECT s.module_name, l.name FROM {$prefix}order_state s JOIN {$prefix}order_state_lang l ON l.id_order_state = s.id_order_state WHERE s.deleted = 0 AND s.module_name <> '' AND l.id_lang = " . (int) Configuration::get('PS_LANG_DEFAULT')),
        'tabs' => forge_names("SELECT class_name FROM {$prefix}tab"),
        'accesses' => forge_names("SELECT slug FROM {$prefix}authorization_role"),
        'pages' => forge_names("SELECT page FROM {$prefix}meta"),
        'files' => $files,
    ];
}

/** The order of a cart, in minor units of two decimals; null without one. */
function forge_order(int $cart): ?array
{
    $prefix = _DB_PREFIX_;
    $id = (int) Db::getInstance()->getValue("SELECT id_order FROM {$prefix}orders WHERE id_cart = $cart", false);
    if ($id === 0) {
        return null;
    }
    $order = new Order($id);
    $minor = static function ($amount): int {
        return (int) round(100 * (float) $amount);
    };

    return [
        'id' => $id,
        'reference' => (string) $order->reference,
        'module' => (string) $order->module,
        'payment' => (string) $order->payment,
        'total' => $minor($order->total_paid_tax_incl),
        'paid' => $minor($order->total_paid_real),
        'state' => forge_state_name((int) $order->current_state),
        'history' => count(forge_rows("SELECT id_order_history FROM {$prefix}order_history WHERE id_order = $id")),
        'transactions' => forge_names("SELECT transaction_id FROM {$prefix}order_payment WHERE order_reference = '" . pSQL($order->reference) . "'"),
        'slips' => array_map(static function (array $row) use ($minor): int {
            return $minor($row['amount']);
        }, forge_rows("SELECT amount FROM {$prefix}order_slip WHERE id_order = $id ORDER BY id_order_slip")),
    ];
}

/** What the shop itself calls a state: paid, error, refunded; else its number. */
function forge_state_name(int $state): string
{
    foreach (['PS_OS_PAYMENT' => 'paid', 'PS_OS_ERROR' => 'error', 'PS_OS_REFUND' => 'refunded'] as $key => $name) {
        if ((int) Configuration::get($key) === $state) {
            return $name;
        }
    }

    return (string) $state;
}

/** Lines of the shop's own log. */
function forge_shop_log(): array
{
    return forge_rows('SELECT severity, message, object_type, object_id FROM `' . _DB_PREFIX_ . 'log` ORDER BY id_log');
}

$answers = [
    'shop' => 'forge_shop',
    'state' => 'forge_state',
    'order' => static function (): ?array {
        return forge_order((int) Tools::getValue('cart'));
    },
    'log' => 'forge_shop_log',
];
$ask = (string) Tools::getValue('ask');
header('Content-Type: application/json');
if (!isset($answers[$ask])) {
    http_response_code(404);
    exit;
}
echo json_encode($answers[$ask](), JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE);
