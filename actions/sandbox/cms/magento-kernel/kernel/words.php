<?php

declare(strict_types=1);

namespace Kernel;

/** Sentences of the module in the shop's language, from its own i18n/<locale>.csv, and those of the kernel's pages. */
final class Words
{
    public static string $locale = 'en_US';
    /** @var array<string, string>|null */
    private static ?array $known = null;

    public static function translate(string $text): string
    {
        return self::dictionary()[$text] ?? $text;
    }

    /** @return array<string, string> */
    public static function dictionary(): array
    {
        if (self::$known === null) {
            $shop = json_decode((string) file_get_contents(__DIR__ . '/words.json'), true);
            self::$known = $shop[strtok(self::$locale, '_')] ?? [];
            $file = Module::$folder . '/i18n/' . self::$locale . '.csv';
            $handle = is_file($file) ? fopen($file, 'r') : false;
            while ($handle !== false && ($line = fgetcsv($handle, null, ',', '"', '\\')) !== false) {
                if (count($line) >= 2) {
                    self::$known[(string) $line[0]] = (string) $line[1];
                }
            }
        }

        return self::$known;
    }

    public static function direction(): string
    {
        return in_array(strtok(self::$locale, '_'), ['ar', 'fa', 'he', 'ur'], true) ? 'rtl' : 'ltr';
    }
}
