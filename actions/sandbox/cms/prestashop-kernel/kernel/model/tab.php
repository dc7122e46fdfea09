<?php

declare(strict_types=1);

/** An entry of the back office's menu. */
class Tab extends ObjectModel
{
    public $name;
    public $class_name;
    public $module = '';
    public $id_parent = 0;
    public $position = 0;
    public $active = 1;
    public $icon = '';
    public $route_name = '';

    public static $definition = [
        'table' => 'tab',
        'primary' => 'id_tab',
        'fields' => [
            'class_name' => ['type' => self::TYPE_STRING, 'required' => true, 'size' => 64],
            'module' => ['type' => self::TYPE_STRING],
            'id_parent' => ['type' => self::TYPE_INT],
            'position' => ['type' => self::TYPE_INT],
            'active' => ['type' => self::TYPE_BOOL],
            'icon' => ['type' => self::TYPE_STRING],
            'route_name' => ['type' => self::TYPE_STRING],
            'name' => ['type' => self::TYPE_STRING, 'lang' => true, 'required' => true, 'size' => 64],
        ],
    ];

    public static function getIdFromClassName($class)
    {
        $id = Db::getInstance()->getValue("SELECT `id_tab` FROM `ps_tab` WHERE `class_name` = '" . pSQL($class) . "'");

        return $id === false ? false : (int) $id;
    }
}
