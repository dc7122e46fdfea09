<?php

declare(strict_types=1);

/** What every module is. */
abstract class Module
{
    use Loud;

    public $id;
    public $name;
    public $tab;
    public $version;
    public $author;
    public $need_instance = 1;
    public $bootstrap = false;
    public $ps_versions_compliancy = [];
    public $controllers = [];
    public $dependencies = [];
    public $displayName;
    public $description;
    public $description_full;
    public $confirmUninstall = '';
    public $warning;
    public $active = false;
    public $limited_countries = [];
    public $module_key = '';
    public $author_address;
    public $tabs = [];
    public $table = 'module';
    public $identifier = 'id_module';
    public $context;
    public $smarty;
    protected $_path;
    protected $local_path;
    protected $_errors = [];

    /** @var array<string, self> */
    private static array $instances = [];

    public function __construct($name = null, ?Context $context = null)
    {
        $this->context = $context ?? Context::getContext();
        $this->smarty = $this->context->smarty;
        $this->name ??= $name;
        if (!Validate::isModuleName($this->name)) {
            throw new PrestaShopModuleException('A module has a name of letters and digits.');
        }
        $row = Db::getInstance()->getRow("SELECT * FROM `ps_module` WHERE `name` = '" . pSQL($this->name) . "'");
        if ($row !== false) {
            $this->id = (int) $row['id_module'];
            $this->active = (bool) (int) $row['active'];
        }
        $this->_path = "/modules/{$this->name}/";
        $this->local_path = _PS_MODULE_DIR_ . $this->name . '/';
    }

    public static function getInstanceByName($name)
    {
        if (!Validate::isModuleName($name) || !is_file(_PS_MODULE_DIR_ . "$name/$name.php")) {
            return false;
        }
        if (!isset(self::$instances[$name])) {
            require_once _PS_MODULE_DIR_ . "$name/$name.php";
            self::$instances[$name] = new $name();
        }

        return self::$instances[$name];
    }

    public static function getInstanceById($id)
    {
        $name = Db::getInstance()->getValue('SELECT `name` FROM `ps_module` WHERE `id_module` = ' . (int) $id);

        return $name === false ? false : self::getInstanceByName($name);
    }

    public static function isInstalled($name): bool
    {
        return (bool) Db::getInstance()->getValue("SELECT 1 FROM `ps_module` WHERE `name` = '" . pSQL($name) . "'");
    }

    public static function isEnabled($name): bool
    {
        return (bool) Db::getInstance()->getValue("SELECT 1 FROM `ps_module` WHERE `active` = 1 AND `name` = '" . pSQL($name) . "'");
    }

    public static function getModuleIdByName($name): int
    {
        return (int) Db::getInstance()->getValue("SELECT `id_module` FROM `ps_module` WHERE `name` = '" . pSQL($name) . "'");
    }

    /** @return list<array<string, string>> */
    public static function getPaymentModules(): array
    {
        return Db::getInstance()->executeS(
            'SELECT DISTINCT m.`id_module`, h.`id_hook`, m.`name`, hm.`position` FROM `ps_module` m INNER JOIN `ps_hook_module` hm ON hm.`id_module` = m.`id_module`'
            . " INNER JOIN `ps_hook` h ON h.`id_hook` = hm.`id_hook` WHERE h.`name` = 'paymentOptions' AND m.`active` = 1"
        );
    }

    public function install()
    {
        if (self::isInstalled($this->name)) {
            $this->_errors[] = 'This module has already been installed.';

            return false;
        }
        $range = $this->ps_versions_compliancy;
        if (isset($range['min']) && version_compare(_PS_VERSION_, $range['min'], '<') || isset($range['max']) && version_compare(_PS_VERSION_, $range['max'], '>')) {
            $this->_errors[] = 'The version of your module is not compliant with your PrestaShop version.';

            return false;
        }
        Db::getInstance()->insert('module', ['name' => pSQL($this->name), 'active' => 1, 'version' => pSQL($this->version)]);
        $this->id = Db::getInstance()->Insert_ID();
        $this->active = true;

        return true;
    }

    public function uninstall()
    {
        $own = '`id_module` = ' . (int) $this->id;
        foreach (['hook_module', 'module_currency', 'module'] as $table) {
            Db::getInstance()->delete($table, $own);
        }
        Hook::forget();

        return true;
    }

    public function registerHook($names, $shops = null)
    {
        return Hook::registerHook($this, $names, $shops);
    }

    public function unregisterHook($name, $shops = null)
    {
        return Hook::unregisterHook($this, $name, $shops);
    }

    public function isRegisteredInHook($name): bool
    {
        return Hook::isModuleRegisteredOnHook($this, $name);
    }

    public function getTranslator(): Translator
    {
        return $this->context->getTranslator();
    }

    protected function trans($id, array $values = [], $domain = null, $locale = null)
    {
        return $this->getTranslator()->trans($id, $values, $domain, $locale);
    }

    public function isUsingNewTranslationSystem()
    {
        return false;
    }

    public function getErrors(): array
    {
        return $this->_errors;
    }

    public function getPathUri(): string
    {
        return $this->_path;
    }

    public function getLocalPath(): string
    {
        return $this->local_path;
    }

    public function fetch($template, $cacheId = null, $compileId = null)
    {
        return $this->context->smarty->fetch($template);
    }

    public function display($file, $template, $cacheId = null, $compileId = null)
    {
        foreach (["views/templates/hook/$template", $template] as $path) {
            if (is_file($this->local_path . $path)) {
                return $this->fetch("module:{$this->name}/$path");
            }
        }
        throw new PrestaShopException("No template found for module {$this->name}: $template");
    }

    public function displayConfirmation($text): string
    {
        return '<div class="bootstrap"><div class="module_confirmation conf confirm alert alert-success">' . $text . '</div></div>';
    }

    public function displayWarning($text): string
    {
        return '<div class="bootstrap"><div class="module_warning alert alert-warning">' . implode('<br>', (array) $text) . '</div></div>';
    }

    public function displayInformation($text): string
    {
        return '<div class="bootstrap"><div class="module_info info alert alert-info">' . implode('<br>', (array) $text) . '</div></div>';
    }

    public function displayError($problems): string
    {
        $problems = (array) $problems;
        $list = count($problems) > 1 ? '<ul><li>' . implode('</li><li>', $problems) . '</li></ul>' : implode('', $problems);

        return '<div class="bootstrap"><div class="module_error alert alert-danger">' . $list . '</div></div>';
    }
}
