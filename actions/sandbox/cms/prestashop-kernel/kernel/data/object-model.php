<?php

declare(strict_types=1);

/** A row with a class: the static $definition says table, primary key and fields. */
abstract class ObjectModel
{
    use Loud;

    public const TYPE_INT = 1;
    public const TYPE_BOOL = 2;
    public const TYPE_STRING = 3;
    public const TYPE_FLOAT = 4;
    public const TYPE_DATE = 5;
    public const TYPE_HTML = 6;
    public const TYPE_NOTHING = 7;
    public const TYPE_SQL = 8;

    public $id;
    public $id_shop_list = [];
    public $force_id = false;
    protected $id_lang;
    protected $id_shop;

    public static $definition = [];

    public function __construct($id = null, $idLang = null, $idShop = null)
    {
        $this->id_lang = $idLang === null ? null : (int) $idLang;
        if ((int) $id > 0) {
            $this->load((int) $id);
        }
    }

    private function load(int $id): void
    {
        ['table' => $table, 'primary' => $primary, 'fields' => $fields] = static::$definition;
        $row = Db::getInstance()->getRow("SELECT * FROM `ps_$table` WHERE `$primary` = $id");
        if ($row === false) {
            return;
        }
        $this->id = $id;
        $this->hydrate($row);
        if (!self::hasWords($fields)) {
            return;
        }
        foreach (Db::getInstance()->executeS("SELECT * FROM `ps_{$table}_lang` WHERE `$primary` = $id") as $words) {
            foreach ($fields as $name => $field) {
                if (empty($field['lang'])) {
                    continue;
                }
                if ($this->id_lang === null) {
                    $this->$name = (is_array($this->$name) ? $this->$name : []) + [(int) $words['id_lang'] => $words[$name]];
                } elseif ($this->id_lang === (int) $words['id_lang']) {
                    $this->$name = $words[$name];
                }
            }
        }
    }

    public function hydrate(array $row, $idLang = null): void
    {
        $this->id = (int) ($row[static::$definition['primary']] ?? $this->id);
        foreach ($row as $name => $value) {
            if (property_exists($this, $name)) {
                $this->$name = $value;
            }
        }
    }

    private static function hasWords(array $fields): bool
    {
        return array_filter(array_column($fields, 'lang')) !== [];
    }

    public function validateFields($die = true, $errorReturn = false)
    {
        foreach (static::$definition['fields'] as $name => $field) {
            $values = !empty($field['lang']) && is_array($this->$name) ? $this->$name : [$this->$name];
            foreach ($values as $value) {
                $problem = ObjectFields::explain(static::class, $name, $value, $field);
                if ($problem !== null && $die) {
                    throw new PrestaShopException($problem);
                }
                if ($problem !== null) {
                    return $errorReturn ? $problem : false;
                }
            }
        }

        return true;
    }

    /** @return array<string, string> */
    private function row(): array
    {
        $row = [];
        foreach (static::$definition['fields'] as $name => $field) {
            if (empty($field['lang']) && ($this->$name !== null || empty($field['allow_null']))) {
                $row[$name] = pSQL(ObjectFields::format($this->$name, $field), true);
            }
        }

        return $row;
    }

    private function saveWords(): void
    {
        ['table' => $table, 'primary' => $primary, 'fields' => $fields] = static::$definition;
        if (!self::hasWords($fields)) {
            return;
        }
        foreach (Language::getIDs(false) as $idLang) {
            $row = [$primary => (int) $this->id, 'id_lang' => $idLang];
            foreach ($fields as $name => $field) {
                if (!empty($field['lang'])) {
                    $value = is_array($this->$name) ? $this->$name[$idLang] ?? reset($this->$name) : $this->$name;
                    $row[$name] = pSQL((string) $value, true);
                }
            }
            if ($this->id_lang === null || $this->id_lang === $idLang) {
                Db::getInstance()->insert("{$table}_lang", $row, false, true, Db::REPLACE);
            }
        }
    }

    public function add($autoDate = true, $nullValues = false)
    {
        foreach (['date_add', 'date_upd'] as $name) {
            if ($autoDate && property_exists($this, $name)) {
                $this->$name = date('Y-m-d H:i:s');
            }
        }
        $this->validateFields();
        $row = $this->row();
        if ($this->force_id && $this->id) {
            $row = [static::$definition['primary'] => (int) $this->id] + $row;
        }
        Db::getInstance()->insert(static::$definition['table'], $row);
        $this->id = $this->force_id && $this->id ? (int) $this->id : Db::getInstance()->Insert_ID();
        $this->saveWords();
        Hook::exec('actionObjectAddAfter', ['object' => $this]);
        Hook::exec('actionObject' . static::class . 'AddAfter', ['object' => $this]);

        return true;
    }

    public function update($nullValues = false)
    {
        if (property_exists($this, 'date_upd')) {
            $this->date_upd = date('Y-m-d H:i:s');
        }
        $this->validateFields();
        ['table' => $table, 'primary' => $primary] = static::$definition;
        Db::getInstance()->update($table, $this->row(), "`$primary` = " . (int) $this->id);
        $this->saveWords();
        Hook::exec('actionObjectUpdateAfter', ['object' => $this]);
        Hook::exec('actionObject' . static::class . 'UpdateAfter', ['object' => $this]);

        return true;
    }

    public function save($nullValues = false, $autoDate = true)
    {
        return (int) $this->id > 0 ? $this->update($nullValues) : $this->add($autoDate, $nullValues);
    }

    public function delete()
    {
        ['table' => $table, 'primary' => $primary, 'fields' => $fields] = static::$definition;
        Db::getInstance()->delete($table, "`$primary` = " . (int) $this->id);
        if (self::hasWords($fields)) {
            Db::getInstance()->delete("{$table}_lang", "`$primary` = " . (int) $this->id);
        }

        return true;
    }

    public function softDelete()
    {
        if (!property_exists($this, 'deleted')) {
            throw new PrestaShopException('Property "deleted" is missing in object ' . static::class);
        }
        $this->deleted = 1;

        return $this->update();
    }

    public static function existsInDatabase($id, $table = null): bool
    {
        return (bool) Db::getInstance()->getValue('SELECT 1 FROM `ps_' . bqSQL($table) . '` WHERE `id_' . bqSQL($table) . '` = ' . (int) $id);
    }
}
