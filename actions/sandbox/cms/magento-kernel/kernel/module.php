<?php

declare(strict_types=1);

namespace Kernel;

use Magento\Framework\Component\ComponentRegistrar;

/** The module under trial: its own files, read as Magento reads them. */
final class Module
{
    private const KNOWN = [
        'acl.xml', 'config.xml', 'crontab.xml', 'db_schema.xml', 'db_schema_whitelist.json', 'di.xml', 'module.xml',
        'adminhtml/system.xml', 'frontend/di.xml', 'frontend/routes.xml', 'csp_whitelist.xml',
    ];
    public static string $folder = '';
    public static string $name = '';

    /** Loads registration.php; afterwards `$name` is the module's, as Vendor_Module. */
    public static function load(string $folder): void
    {
        require_once "$folder/registration.php";
        $registered = (new ComponentRegistrar())->getPaths(ComponentRegistrar::MODULE);
        if (count($registered) !== 1) {
            throw new \RuntimeException('registration.php registers ' . count($registered) . ' modules, not one.');
        }
        [self::$name, self::$folder] = [(string) key($registered), $folder];
        $prefix = str_replace('_', '\\', self::$name) . '\\';
        spl_autoload_register(static function (string $class) use ($prefix, $folder): void {
            $file = $folder . '/' . str_replace('\\', '/', substr($class, strlen($prefix))) . '.php';
            if (str_starts_with($class, $prefix) && is_file($file)) {
                require $file;
            }
        }, true, true);
    }

    public static function isEnabled(): bool
    {
        return self::$name !== '' && Database::get()->rows('SELECT module FROM setup_module WHERE module = ?', [self::$name]) !== [];
    }

    /** An XML file of etc/; null when the module has none. */
    public static function xml(string $path): ?\SimpleXMLElement
    {
        $file = self::$folder . "/etc/$path";
        if (!is_file($file)) {
            return null;
        }
        $xml = simplexml_load_string((string) file_get_contents($file), \SimpleXMLElement::class, LIBXML_NONET);
        if ($xml === false) {
            throw new \RuntimeException("etc/$path is no XML.");
        }

        return $xml;
    }

    /** Enabling is what `module:enable` and `setup:upgrade` do: the declared tables are made. */
    public static function enable(): void
    {
        self::checkFiles();
        $declared = (string) self::xml('module.xml')?->module['name'];
        if ($declared !== self::$name) {
            throw new \RuntimeException("module.xml names $declared, registration.php " . self::$name . '.');
        }
        foreach (self::xml('module.xml')->module->sequence->module ?? [] as $needed) {
            if (!str_starts_with((string) $needed['name'], 'Magento_')) {
                throw new \RuntimeException("The module needs {$needed['name']}, which this shop does not have.");
            }
        }
        foreach (self::xml('db_schema.xml')->table ?? [] as $table) {
            Database::get()->run(Schema::createTable($table));
        }
        Database::get()->insert('setup_module', ['module' => self::$name]);
        foreach (self::xml('crontab.xml')->group->job ?? [] as $job) {
            if (!method_exists((string) $job['instance'], (string) $job['method'])) {
                throw new \RuntimeException("crontab.xml names {$job['instance']}::{$job['method']}(), which is not there.");
            }
        }
    }

    public static function disable(): void
    {
        Database::get()->run('DELETE FROM setup_module WHERE module = ?', [self::$name]);
    }

    /**
     * Uninstalling is the module's own Setup\Uninstall; nothing else is removed for it. Magento finds it by its record of
     * versions, which has no module without a setup_version.
     */
    public static function uninstall(): void
    {
        $class = str_replace('_', '\\', self::$name) . '\\Setup\\Uninstall';
        if ((string) self::xml('module.xml')?->module['setup_version'] !== '' && class_exists($class)) {
            $setup = ObjectManager::get()->create(\Magento\Framework\Setup\SchemaSetupInterface::class);
            $context = ObjectManager::get()->create(\Magento\Framework\Setup\ModuleContextInterface::class);
            ObjectManager::get()->create($class)->uninstall($setup, $context);
        }
        self::disable();
    }

    private static function checkFiles(): void
    {
        $etc = self::$folder . '/etc';
        foreach (new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator($etc, \FilesystemIterator::SKIP_DOTS)) as $file) {
            $path = substr((string) $file, strlen($etc) + 1);
            if (!in_array($path, self::KNOWN, true)) {
                throw Outside::of("etc/$path");
            }
        }
    }
}
