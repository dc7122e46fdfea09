<?php

declare(strict_types=1);

/** The shop's own words: the catalogues of PrestaShop are large, these are the sentences of the kernel's pages. */
final class Words
{
    private static ?array $words = null;

    public static function find(string $english, string $iso): string
    {
        self::$words ??= require __DIR__ . '/word-list.php';
        $at = ['fr' => 0, 'de' => 1, 'es' => 2, 'ar' => 3][$iso] ?? null;

        return $at === null ? $english : self::$words[$english][$at] ?? $english;
    }

    /** In the language of the page. */
    public static function say(string $english, array $values = []): string
    {
        return strtr(self::find($english, (string) Context::getContext()->language->iso_code), $values);
    }
}
