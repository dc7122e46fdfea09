<?php

declare(strict_types=1);

/** Sentences by domain: those of modules from their XLIFF files, the shop's own from its word list. */
final class Translator
{
    use Loud;

    /** @var array<string, array<string, string>> */
    private static array $catalogues = [];

    public function getLocale(): string
    {
        return (string) Context::getContext()->language->locale;
    }

    public function trans($id, array $values = [], $domain = null, $locale = null): string
    {
        $locale = str_replace('_', '-', (string) ($locale ?? $this->getLocale()));
        $text = preg_match('/^Modules\.\w+(\.\w+)?$/D', (string) $domain)
            ? self::catalogue((string) $domain, $locale)[$id] ?? $id
            : Words::find((string) $id, substr($locale, 0, 2));

        return strtr($text, $values);
    }

    /** Domain `Modules.Name.Sub`: translations/<locale>/ModulesNameSub.<locale>.xlf in the module of that name. */
    private static function catalogue(string $domain, string $locale): array
    {
        $key = "$domain $locale";
        if (!isset(self::$catalogues[$key])) {
            $module = strtolower(explode('.', $domain)[1]);
            $name = str_replace('.', '', $domain);
            $file = _PS_MODULE_DIR_ . "$module/translations/$locale/$name.$locale.xlf";
            self::$catalogues[$key] = is_file($file) ? self::read($file) : [];
        }

        return self::$catalogues[$key];
    }

    /** @return array<string, string> */
    private static function read(string $file): array
    {
        $dom = new DOMDocument();
        if (!$dom->loadXML((string) file_get_contents($file), LIBXML_NONET)) {
            throw new PrestaShopException("$file is no XLIFF.");
        }
        $texts = [];
        foreach ($dom->getElementsByTagName('trans-unit') as $unit) {
            $of = static fn (string $tag): string => $unit->getElementsByTagName($tag)->item(0)?->textContent ?? '';
            $texts[$of('source')] = $of('target') !== '' ? $of('target') : $of('source');
        }

        return $texts;
    }
}
