<?php

declare(strict_types=1);

/** What the Module Manager does; answers are JSON for its script. */
final class ModuleJobs
{
    public static function import(): string
    {
        $file = $_FILES['module_uploaded']['tmp_name'] ?? '';
        if (!is_string($file) || $file === '') {
            return self::say(['status' => false, 'msg' => 'No file was sent.']);
        }
        try {
            $name = ModuleArchive::unpack($file);
        } catch (PrestaShopModuleException $problem) {
            return self::say(['status' => false, 'msg' => $problem->getMessage()]);
        }
        $answer = self::install($name);
        if (!$answer['status']) {
            return self::say($answer);
        }
        $module = Module::getInstanceByName($name);

        return self::say($answer + ['module_name' => $name, 'is_configurable' => method_exists($module, 'getContent')]);
    }

    public static function run(string $action, string $name): string
    {
        if (($_SERVER['REQUEST_METHOD'] ?? '') !== 'POST') {
            http_response_code(405);

            return '';
        }
        $answer = $action === 'install' ? self::install($name) : self::uninstall($name);

        return self::say([$name => $answer]);
    }

    private static function install(string $name): array
    {
        $module = Module::getInstanceByName($name);
        if (!$module) {
            return ['status' => false, 'msg' => "There is no module $name."];
        }
        $done = self::quietly($module, 'install');

        return ['status' => $done, 'msg' => $done ? Words::say('Module installed!') : (implode(' ', $module->getErrors()) ?: 'install() did not return true.')];
    }

    private static function uninstall(string $name): array
    {
        $module = Module::getInstanceByName($name);
        if (!$module || !Module::isInstalled($name)) {
            return ['status' => false, 'msg' => "The module $name is not installed."];
        }
        $done = self::quietly($module, 'uninstall');
        if ($done && Tools::getValue('deletion') === 'true') {
            ModuleArchive::delete($name);
        }

        return ['status' => $done, 'msg' => $done ? "uninstalled $name" : (implode(' ', $module->getErrors()) ?: 'uninstall() did not return true.')];
    }

    private static function quietly(Module $module, string $job): bool
    {
        ob_start();
        try {
            return $module->$job() === true;
        } finally {
            $printed = (string) ob_get_clean();
            if ($printed !== '') {
                error_log("PHP Kernel: /modules/{$module->name}/ prints in $job(): " . mb_substr(trim($printed), 0, 80));
            }
        }
    }

    private static function say(array $answer): string
    {
        header('Content-Type: application/json');

        return (string) json_encode($answer, JSON_INVALID_UTF8_SUBSTITUTE);
    }
}
