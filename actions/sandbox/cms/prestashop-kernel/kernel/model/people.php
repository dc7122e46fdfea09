<?php

declare(strict_types=1);

class Customer extends ObjectModel
{
    public $secure_key;
    public $firstname;
    public $lastname;
    public $email;
    public $passwd;
    public $is_guest = 0;
    public $id_default_group = 1;
    public $id_gender = 0;
    public $id_lang;
    public $active = 1;
    public $deleted = 0;
    public $date_add;
    public $date_upd;
    public $logged = 0;

    public static $definition = [
        'table' => 'customer',
        'primary' => 'id_customer',
        'fields' => [
            'secure_key' => ['type' => self::TYPE_STRING, 'validate' => 'isMd5'],
            'firstname' => ['type' => self::TYPE_STRING, 'validate' => 'isCustomerName', 'required' => true, 'size' => 255],
            'lastname' => ['type' => self::TYPE_STRING, 'validate' => 'isCustomerName', 'required' => true, 'size' => 255],
            'email' => ['type' => self::TYPE_STRING, 'validate' => 'isEmail', 'required' => true, 'size' => 255],
            'passwd' => ['type' => self::TYPE_STRING],
            'is_guest' => ['type' => self::TYPE_BOOL],
            'id_default_group' => ['type' => self::TYPE_INT],
            'id_gender' => ['type' => self::TYPE_INT],
            'id_lang' => ['type' => self::TYPE_INT],
            'active' => ['type' => self::TYPE_BOOL],
            'deleted' => ['type' => self::TYPE_BOOL],
            'date_add' => ['type' => self::TYPE_DATE],
            'date_upd' => ['type' => self::TYPE_DATE],
        ],
    ];

    public function add($autoDate = true, $nullValues = false)
    {
        $this->secure_key = md5(bin2hex(random_bytes(16)));
        $this->id_lang = $this->id_lang ?: (int) Configuration::get('PS_LANG_DEFAULT');

        return parent::add($autoDate, $nullValues);
    }

    public function isLogged($withGuest = false): bool
    {
        return (bool) $this->id && ($withGuest || !$this->is_guest) && (bool) $this->logged;
    }

    public function isGuest(): bool
    {
        return (bool) $this->is_guest;
    }
}

class Address extends ObjectModel
{
    public $id_customer;
    public $id_country;
    public $id_state = 0;
    public $alias = 'My address';
    public $company = '';
    public $firstname;
    public $lastname;
    public $address1;
    public $address2 = '';
    public $postcode;
    public $city;
    public $phone = '';
    public $phone_mobile = '';
    public $vat_number = '';
    public $country;
    public $deleted = 0;
    public $date_add;
    public $date_upd;

    public static $definition = [
        'table' => 'address',
        'primary' => 'id_address',
        'fields' => [
            'id_customer' => ['type' => self::TYPE_INT],
            'id_country' => ['type' => self::TYPE_INT, 'required' => true],
            'id_state' => ['type' => self::TYPE_INT],
            'alias' => ['type' => self::TYPE_STRING, 'required' => true, 'size' => 32],
            'company' => ['type' => self::TYPE_STRING, 'size' => 255],
            'firstname' => ['type' => self::TYPE_STRING, 'validate' => 'isName', 'required' => true, 'size' => 255],
            'lastname' => ['type' => self::TYPE_STRING, 'validate' => 'isName', 'required' => true, 'size' => 255],
            'address1' => ['type' => self::TYPE_STRING, 'validate' => 'isAddress', 'required' => true, 'size' => 128],
            'address2' => ['type' => self::TYPE_STRING, 'validate' => 'isAddress', 'size' => 128],
            'postcode' => ['type' => self::TYPE_STRING, 'size' => 12],
            'city' => ['type' => self::TYPE_STRING, 'validate' => 'isCityName', 'required' => true, 'size' => 64],
            'phone' => ['type' => self::TYPE_STRING, 'size' => 32],
            'phone_mobile' => ['type' => self::TYPE_STRING, 'size' => 32],
            'vat_number' => ['type' => self::TYPE_STRING],
            'deleted' => ['type' => self::TYPE_BOOL],
            'date_add' => ['type' => self::TYPE_DATE],
            'date_upd' => ['type' => self::TYPE_DATE],
        ],
    ];

    public function __construct($id = null, $idLang = null)
    {
        parent::__construct($id, $idLang);
        $this->country = $this->id ? (new Country((int) $this->id_country))->name : null;
    }
}

class Country extends ObjectModel
{
    public $iso_code;
    public $name;
    public $active = 1;

    public static $definition = [
        'table' => 'country',
        'primary' => 'id_country',
        'fields' => [
            'iso_code' => ['type' => self::TYPE_STRING, 'required' => true, 'size' => 3],
            'name' => ['type' => self::TYPE_STRING, 'required' => true],
            'active' => ['type' => self::TYPE_BOOL],
        ],
    ];

    public static function getIsoById($id)
    {
        return Db::getInstance()->getValue('SELECT `iso_code` FROM `ps_country` WHERE `id_country` = ' . (int) $id);
    }

    public static function getByIso($iso, $active = false): int
    {
        return (int) Db::getInstance()->getValue("SELECT `id_country` FROM `ps_country` WHERE `iso_code` = '" . pSQL($iso) . "'");
    }
}

class Employee extends ObjectModel
{
    public $firstname;
    public $lastname;
    public $email;
    public $passwd;
    public $id_lang;
    public $id_profile = 1;
    public $active = 1;

    public static $definition = [
        'table' => 'employee',
        'primary' => 'id_employee',
        'fields' => [
            'firstname' => ['type' => self::TYPE_STRING, 'required' => true],
            'lastname' => ['type' => self::TYPE_STRING, 'required' => true],
            'email' => ['type' => self::TYPE_STRING, 'required' => true],
            'passwd' => ['type' => self::TYPE_STRING, 'required' => true],
            'id_lang' => ['type' => self::TYPE_INT],
            'id_profile' => ['type' => self::TYPE_INT],
            'active' => ['type' => self::TYPE_BOOL],
        ],
    ];

    public static function findByEmail(string $email): ?self
    {
        $id = Db::getInstance()->getValue("SELECT `id_employee` FROM `ps_employee` WHERE `email` = '" . pSQL($email) . "'");

        return $id === false ? null : new self((int) $id);
    }

    public function isSuperAdmin(): bool
    {
        return (int) $this->id_profile === 1;
    }
}
