<?php

declare(strict_types=1);

/** Settings by name; one shop, so no other shop's and no group's. */
final class Configuration
{
    use Loud;

    /** @var array<string, array<int, ?string>>|null Name => language (0: all) => value. */
    private static ?array $values = null;

    private static function load(): void
    {
        if (self::$values !== null) {
            return;
        }
        self::$values = [];
        foreach (Db::getInstance()->executeS('SELECT `name`, `id_lang`, `value` FROM `ps_configuration`') as $row) {
            self::$values[$row['name']][(int) $row['id_lang']] = $row['value'];
        }
    }

    public static function get($key, $idLang = null, $idShopGroup = null, $idShop = null, $default = false)
    {
        self::load();
        if (!isset(self::$values[$key])) {
            return $default;
        }

        return self::$values[$key][(int) $idLang] ?? self::$values[$key][0] ?? $default;
    }

    public static function getInt($key, $idShopGroup = null, $idShop = null): array
    {
        $ids = Language::getIDs(false);

        return array_combine($ids, array_map(static fn (int $id) => self::get($key, $id), $ids));
    }

    public static function getGlobalValue($key, $idLang = null)
    {
        return self::get($key, $idLang);
    }

    public static function getMultiple($keys, $idLang = null, $idShopGroup = null, $idShop = null): array
    {
        return array_combine($keys, array_map(static fn ($key) => self::get($key, $idLang), $keys));
    }

    public static function hasKey($key, $idLang = null, $idShopGroup = null, $idShop = null): bool
    {
        self::load();

        return isset(self::$values[$key][(int) $idLang]);
    }

    public static function updateValue($key, $values, $html = false, $idShopGroup = null, $idShop = null): bool
    {
        if (!Validate::isConfigName($key)) {
            throw new PrestaShopException(sprintf('[%s] is not a valid configuration key', Tools::safeOutput($key)));
        }
        self::load();
        foreach (is_array($values) ? $values : [0 => $values] as $idLang => $value) {
            $value = $html ? (string) $value : strip_tags((string) (is_bool($value) ? (int) $value : $value));
            $where = ['name' => pSQL($key), 'id_lang' => (int) $idLang];
            Db::getInstance()->delete('configuration', "`name` = '{$where['name']}' AND `id_lang` = {$where['id_lang']}");
            Db::getInstance()->insert('configuration', $where + ['value' => pSQL($value, true)]);
            self::$values[$key][(int) $idLang] = $value;
        }

        return true;
    }

    public static function updateGlobalValue($key, $values, $html = false): bool
    {
        return self::updateValue($key, $values, $html);
    }

    public static function deleteByName($key): bool
    {
        self::load();
        unset(self::$values[$key]);

        return Db::getInstance()->delete('configuration', "`name` = '" . pSQL($key) . "'");
    }
}
