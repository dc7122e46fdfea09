<?php

declare(strict_types=1);

namespace Kernel;

/** What the scenario asks of the shop besides its pages, as its administrator. */
final class Control
{
    /** @return array<string, mixed>|list<mixed> */
    public static function answer(string $method, string $path): array
    {
        switch ("$method $path") {
            case 'GET /forge/shop':
                return ['kernel' => VERSION, 'php' => PHP_VERSION, 'module' => Module::$name, 'enabled' => Module::isEnabled(), 'locale' => Words::$locale];
            case 'GET /forge/orders':
                return SalesDesk::describe();
            case 'GET /forge/state':
                return self::state();
            case 'POST /forge/enable':
                Module::load(self::place());
                Module::enable();
                self::makeEverything();

                return ['enabled' => true];
            case 'POST /forge/uninstall':
                Module::uninstall();
                self::remove(SITE . '/app/code/Forge');

                return ['enabled' => false];
            case 'POST /forge/cron':
                return self::runCron();
        }
        throw Outside::of("$method $path");
    }

    /** Lays the module's files where composer or people would; answers their folder. */
    private static function place(): string
    {
        $from = SITE . '/incoming';
        $to = SITE . '/app/code/Forge/Module';
        foreach (new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator($from, \FilesystemIterator::SKIP_DOTS), \RecursiveIteratorIterator::SELF_FIRST) as $file) {
            $target = $to . substr((string) $file, strlen($from));
            is_dir(dirname($target)) || mkdir(dirname($target), 0777, true);
            $file->isDir() ? is_dir($target) || mkdir($target) : copy((string) $file, $target);
        }

        return $to;
    }

    private static function remove(string $folder): void
    {
        foreach (new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator($folder, \FilesystemIterator::SKIP_DOTS), \RecursiveIteratorIterator::CHILD_FIRST) as $file) {
            $file->isDir() ? rmdir((string) $file) : unlink((string) $file);
        }
        rmdir($folder);
    }

    /** Makes every type that the module's di.xml names, as `setup:di:compile` would find out what cannot be made. */
    private static function makeEverything(): void
    {
        ObjectManager::forget();
        $manager = ObjectManager::get();
        foreach ($manager->typeNames() as $name) {
            $manager->one($name);
        }
    }

    private static function runCron(): array
    {
        $ran = [];
        foreach (Module::isEnabled() ? Module::xml('crontab.xml')?->group->job ?? [] : [] as $job) {
            ObjectManager::get()->create((string) $job['instance'])->{(string) $job['method']}();
            $ran[] = (string) $job['name'];
        }

        return $ran;
    }

    /** @return array<string, list<string>> Names of everything that a module can leave behind. */
    private static function state(): array
    {
        $files = [];
        foreach (['app', 'pub', 'var'] as $folder) {
            foreach (new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator(SITE . "/$folder", \FilesystemIterator::SKIP_DOTS)) as $file) {
                $files[] = substr((string) $file, strlen(SITE) + 1);
            }
        }

        return [
            'tables' => Database::get()->tables(),
            'config' => array_column(Database::get()->rows('SELECT path FROM core_config_data ORDER BY path'), 'path'),
            'modules' => array_column(Database::get()->rows('SELECT module FROM setup_module'), 'module'),
            'files' => $files,
        ];
    }
}
