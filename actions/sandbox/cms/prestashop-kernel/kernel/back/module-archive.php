<?php

declare(strict_types=1);

/** The zip of a module: one folder, with the module's file in it. */
final class ModuleArchive
{
    /** Unpacks it into modules/. @return string The module's name. */
    public static function unpack(string $file): string
    {
        $zip = new ZipArchive();
        if ($zip->open($file) !== true) {
            throw new PrestaShopModuleException('This file does not seem to be a zip.');
        }
        $names = [];
        for ($at = 0; $at < $zip->numFiles; ++$at) {
            $names[] = (string) $zip->getNameIndex($at);
        }
        $name = explode('/', $names[0] ?? '')[0];
        if (!Validate::isModuleName($name) || !in_array("$name/$name.php", $names, true)) {
            throw new PrestaShopModuleException('This file does not seem to be a valid module zip: it has no folder with a file of the same name.');
        }
        foreach ($names as $each) {
            if (!str_starts_with($each, "$name/") || preg_match('#(^|/)\.\.(/|$)|\\\\|\0#', $each)) {
                throw new PrestaShopModuleException('The zip holds a file outside the module\'s folder: ' . Tools::safeOutput($each));
            }
        }
        $zip->extractTo(_PS_MODULE_DIR_);
        $zip->close();

        return $name;
    }

    public static function delete(string $name): void
    {
        $folder = _PS_MODULE_DIR_ . $name;
        $inside = new RecursiveIteratorIterator(new RecursiveDirectoryIterator($folder, FilesystemIterator::SKIP_DOTS), RecursiveIteratorIterator::CHILD_FIRST);
        foreach ($inside as $file) {
            $file->isDir() && !$file->isLink() ? rmdir($file->getPathname()) : unlink($file->getPathname());
        }
        rmdir($folder);
    }
}
