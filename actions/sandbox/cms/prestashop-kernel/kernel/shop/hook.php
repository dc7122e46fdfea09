<?php

declare(strict_types=1);

/** Calls what modules registered. */
final class Hook
{
    use Loud;

    /** @var array<string, list<string>>|null Hook in small letters => modules. */
    private static ?array $listeners = null;

    /** @return list<string> */
    private static function listeners(string $hook): array
    {
        if (self::$listeners === null) {
            self::$listeners = [];
            $rows = Db::getInstance()->executeS(
                'SELECT h.`name` AS hook, m.`name` AS module FROM `ps_hook_module` hm INNER JOIN `ps_hook` h ON h.`id_hook` = hm.`id_hook`'
                . ' INNER JOIN `ps_module` m ON m.`id_module` = hm.`id_module` WHERE m.`active` = 1 ORDER BY hm.`position`'
            );
            foreach ($rows as $row) {
                self::$listeners[strtolower($row['hook'])][] = $row['module'];
            }
        }

        return self::$listeners[strtolower($hook)] ?? [];
    }

    public static function forget(): void
    {
        self::$listeners = null;
    }

    /** @return mixed Texts of a display hook one after the other; with $arrayReturn what each module answered. */
    public static function exec($name, $arguments = [], $idModule = null, $arrayReturn = false, $checkExceptions = true, $usePush = false, $idShop = null, $chain = false)
    {
        if ($idModule !== null && !is_numeric($idModule) || $chain) {
            OutsideKernel::refuse('Hook::exec() for one module, or in a chain');
        }
        $answers = [];
        $context = Context::getContext();
        $arguments += ['cookie' => $context->cookie, 'cart' => $context->cart];
        foreach (self::listeners((string) $name) as $listener) {
            $module = Module::getInstanceByName($listener);
            if ($idModule !== null && (int) $module->id !== (int) $idModule) {
                continue;
            }
            $answers[$listener] = self::call($module, (string) $name, $arguments);
        }

        return $arrayReturn ? $answers : implode('', array_map(static fn ($one): string => is_string($one) ? $one : '', $answers));
    }

    private static function call(Module $module, string $name, array $arguments)
    {
        $method = 'hook' . ucfirst($name);
        if (!method_exists($module, $method)) {
            error_log("PHP Kernel: /modules/{$module->name}/ registered the hook $name and has no method $method()");

            return null;
        }
        ob_start();
        try {
            $answer = $module->$method($arguments);
        } finally {
            $printed = (string) ob_get_clean();
        }
        if ($printed !== '') {
            error_log("PHP Kernel: /modules/{$module->name}/ prints in $method() instead of returning its text: " . mb_substr(trim($printed), 0, 80));
        }
        if ($answer === null && (stripos($name, 'display') === 0 || strcasecmp($name, 'paymentOptions') === 0)) {
            error_log("PHP Kernel: /modules/{$module->name}/ returns nothing from $method()");
        }

        return $answer;
    }

    public static function getIdByName($name, $withAliases = true)
    {
        $id = Db::getInstance()->getValue("SELECT `id_hook` FROM `ps_hook` WHERE `name` = '" . pSQL($name) . "'");

        return $id === false ? false : (int) $id;
    }

    public static function isModuleRegisteredOnHook(Module $module, $name, $idShop = 1): bool
    {
        return in_array($module->name, self::listeners((string) $name), true);
    }

    public static function registerHook(Module $module, $names, $shops = null): bool
    {
        foreach ((array) $names as $name) {
            if (!Validate::isHookName($name)) {
                throw new PrestaShopException('Invalid hook name');
            }
            if (!KnownHooks::isKnown($name, $module->name)) {
                OutsideKernel::refuse("the hook $name");
            }
            if (!method_exists($module, 'hook' . ucfirst($name))) {
                error_log("PHP Kernel: /modules/{$module->name}/ registers the hook $name and has no method for it");
            }
            $db = Db::getInstance();
            $db->insert('hook', ['name' => pSQL($name)], false, true, Db::INSERT_IGNORE);
            $row = ['id_module' => (int) $module->id, 'id_hook' => (int) self::getIdByName($name), 'id_shop' => 1];
            $db->insert('hook_module', $row, false, true, Db::INSERT_IGNORE);
        }
        self::forget();

        return true;
    }

    public static function unregisterHook(Module $module, $name, $shops = null): bool
    {
        self::forget();

        return Db::getInstance()->delete('hook_module', '`id_module` = ' . (int) $module->id . ' AND `id_hook` = ' . (int) self::getIdByName($name));
    }
}
