<?php

declare(strict_types=1);

/** What the scenario asks the shop besides its pages; the same questions as prestashop-site/forge.php puts to a real shop. */
final class ForgeInterface
{
    /** @return mixed */
    public static function answer(string $ask)
    {
        return match ($ask) {
            'shop' => self::shop(),
            'state' => self::state(),
            'order' => self::order((int) Tools::getValue('cart')),
            'log' => Db::getInstance()->executeS('SELECT `severity`, `message`, `object_type`, `object_id` FROM `ps_log` ORDER BY `id_log`'),
            default => throw new PrestaShopException("Nobody answers $ask."),
        };
    }

    private static function shop(): array
    {
        return [
            'kernel' => true,
            'prestashop' => '8.2',
            'php' => PHP_VERSION,
            'language' => Context::getContext()->language->locale,
            'currency' => Currency::getDefaultCurrency()->iso_code,
            'refundedState' => (int) Configuration::get('PS_OS_REFUND'),
            'product' => (int) Db::getInstance()->getValue('SELECT `id_product` FROM `ps_product` ORDER BY `id_product`'),
        ];
    }

    /** @return list<string> */
    private static function names(string $sql): array
    {
        return array_map(static fn (array $row): string => implode(':', $row), Db::getInstance()->executeS($sql));
    }

    /** @return array<string, list<string>> */
    private static function state(): array
    {
        $files = [];
        foreach (['', 'modules/', 'kernel/', 'themes/', 'var/'] as $folder) {
            foreach (glob(_PS_ROOT_DIR_ . "/$folder*") ?: [] as $path) {
                $files[] = $folder . basename($path);
            }
        }

        return [
            'tables' => self::names("SHOW TABLES LIKE '%'"),
            'configuration' => self::names('SELECT DISTINCT `name` FROM `ps_configuration`'),
            'modules' => self::names('SELECT `name` FROM `ps_module`'),
            'hooks' => self::names('SELECT DISTINCT h.`name`, hm.`id_module` FROM `ps_hook_module` hm INNER JOIN `ps_hook` h ON h.`id_hook` = hm.`id_hook`'),
            'moduleLinks' => self::names('SELECT `id_module`, `id_currency` FROM `ps_module_currency`'),
            'orderStates' => self::names('SELECT `id_order_state`, `module_name` FROM `ps_order_state` WHERE `deleted` = 0'),
            'tabs' => self::names('SELECT `class_name` FROM `ps_tab`'),
            'files' => $files,
        ];
    }

    /** The order of a cart, in minor units of two decimals; null without one. */
    private static function order(int $cart): ?array
    {
        $order = Order::getByCartId($cart);
        if ($order === null) {
            return null;
        }
        $minor = static fn ($amount): int => (int) round(100 * (float) $amount);
        $states = [];
        foreach (['PS_OS_PAYMENT' => 'paid', 'PS_OS_ERROR' => 'error', 'PS_OS_REFUND' => 'refunded'] as $key => $name) {
            $states[(int) Configuration::get($key)] = $name;
        }

        return [
            'id' => (int) $order->id,
            'reference' => $order->reference,
            'module' => $order->module,
            'payment' => $order->payment,
            'total' => $minor($order->total_paid_tax_incl),
            'paid' => $minor($order->total_paid_real),
            'state' => $states[(int) $order->current_state] ?? (string) $order->current_state,
            'history' => count($order->getHistory((int) $order->id_lang)),
            'transactions' => array_map(static fn (OrderPayment $one): string => (string) $one->transaction_id, $order->getOrderPayments()),
            'slips' => array_map(static fn (OrderSlip $one): int => $minor($one->amount), $order->getOrderSlipsCollection()->getResults()),
        ];
    }
}
