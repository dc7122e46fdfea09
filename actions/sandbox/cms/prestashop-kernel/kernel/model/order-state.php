<?php

declare(strict_types=1);

class OrderState extends ObjectModel
{
    public $name;
    public $template = '';
    public $module_name = '';
    public $color = '';
    public $send_email = 0;
    public $invoice = 0;
    public $unremovable = 0;
    public $hidden = 0;
    public $logable = 0;
    public $delivery = 0;
    public $shipped = 0;
    public $paid = 0;
    public $pdf_invoice = 0;
    public $pdf_delivery = 0;
    public $deleted = 0;

    public static $definition = [
        'table' => 'order_state',
        'primary' => 'id_order_state',
        'fields' => [
            'module_name' => ['type' => self::TYPE_STRING, 'validate' => 'isModuleName', 'size' => 255],
            'color' => ['type' => self::TYPE_STRING, 'validate' => 'isColor'],
            'send_email' => ['type' => self::TYPE_BOOL],
            'invoice' => ['type' => self::TYPE_BOOL],
            'unremovable' => ['type' => self::TYPE_BOOL],
            'hidden' => ['type' => self::TYPE_BOOL],
            'logable' => ['type' => self::TYPE_BOOL],
            'delivery' => ['type' => self::TYPE_BOOL],
            'shipped' => ['type' => self::TYPE_BOOL],
            'paid' => ['type' => self::TYPE_BOOL],
            'pdf_invoice' => ['type' => self::TYPE_BOOL],
            'pdf_delivery' => ['type' => self::TYPE_BOOL],
            'deleted' => ['type' => self::TYPE_BOOL],
            'name' => ['type' => self::TYPE_STRING, 'lang' => true, 'validate' => 'isGenericName', 'required' => true, 'size' => 64],
            'template' => ['type' => self::TYPE_STRING, 'lang' => true, 'size' => 64],
        ],
    ];

    /** @return list<array<string, string>> */
    public static function getOrderStates($idLang, $filterDeleted = true): array
    {
        return Db::getInstance()->executeS(
            'SELECT os.*, osl.`name`, osl.`template` FROM `ps_order_state` os INNER JOIN `ps_order_state_lang` osl'
            . ' ON osl.`id_order_state` = os.`id_order_state` AND osl.`id_lang` = ' . (int) $idLang
            . ($filterDeleted ? ' WHERE os.`deleted` = 0' : '') . ' ORDER BY osl.`name`'
        );
    }
}
