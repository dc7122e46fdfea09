<?php

declare(strict_types=1);

class Language extends ObjectModel
{
    public $name;
    public $iso_code;
    public $locale;
    public $language_code;
    public $is_rtl;
    public $active = 1;
    public $date_format_lite = 'Y-m-d';
    public $date_format_full = 'Y-m-d H:i:s';

    public static $definition = [
        'table' => 'lang',
        'primary' => 'id_lang',
        'fields' => [
            'name' => ['type' => self::TYPE_STRING, 'required' => true],
            'iso_code' => ['type' => self::TYPE_STRING, 'required' => true],
            'locale' => ['type' => self::TYPE_STRING],
            'language_code' => ['type' => self::TYPE_STRING],
            'is_rtl' => ['type' => self::TYPE_BOOL],
            'active' => ['type' => self::TYPE_BOOL],
        ],
    ];

    public function getId(): int
    {
        return (int) $this->id;
    }

    public function getLocale()
    {
        return $this->locale;
    }

    public function isRTL(): bool
    {
        return (bool) $this->is_rtl;
    }

    /** @return list<array<string, string>>|list<int> */
    public static function getLanguages($active = true, $idShop = false, $idsOnly = false): array
    {
        $rows = Db::getInstance()->executeS('SELECT * FROM `ps_lang` ORDER BY `id_lang`');

        return $idsOnly ? array_map('intval', array_column($rows, 'id_lang')) : $rows;
    }

    /** @return list<int> */
    public static function getIDs($active = true, $idShop = false): array
    {
        return self::getLanguages($active, $idShop, true);
    }

    public static function getIdByIso($iso, $noCache = false)
    {
        $id = Db::getInstance()->getValue("SELECT `id_lang` FROM `ps_lang` WHERE `iso_code` = '" . pSQL($iso) . "'");

        return $id === false ? null : (int) $id;
    }

    public static function getIsoById($id)
    {
        return Db::getInstance()->getValue('SELECT `iso_code` FROM `ps_lang` WHERE `id_lang` = ' . (int) $id);
    }

    public static function getLanguage($id)
    {
        return Db::getInstance()->getRow('SELECT * FROM `ps_lang` WHERE `id_lang` = ' . (int) $id);
    }

    public static function isMultiLanguageActivated($idShop = null): bool
    {
        return count(self::getIDs()) > 1;
    }
}
