<?php

declare(strict_types=1);

/** Whether a value is what a field takes. */
final class Validate
{
    use Loud;

    public static function isLoadedObject($object): bool
    {
        return is_object($object) && (int) ($object->id ?? 0) > 0;
    }

    public static function isConfigName($name): bool
    {
        return preg_match('/^[a-zA-Z_0-9-]{1,254}$/D', (string) $name) === 1;
    }

    public static function isModuleName($name): bool
    {
        return is_string($name) && preg_match('/^[a-zA-Z0-9_-]+$/D', $name) === 1;
    }

    public static function isHookName($name): bool
    {
        return is_string($name) && preg_match('/^[a-zA-Z0-9_-]+$/D', $name) === 1;
    }

    public static function isGenericName($name): bool
    {
        return (string) $name === '' || preg_match('/^[^<>={}]*$/Du', (string) $name) === 1;
    }

    public static function isCatalogName($name): bool
    {
        return preg_match('/^[^<>;=#{}]*$/Du', (string) $name) === 1;
    }

    public static function isName($name): bool
    {
        return preg_match('/^[^0-9!<>,;?=+()@#"°{}_$%:¤|]*$/Du', (string) $name) === 1;
    }

    public static function isCustomerName($name): bool
    {
        return self::isName($name) && preg_match('/[.。](?! |$)/u', (string) $name) === 0;
    }

    public static function isCityName($name): bool
    {
        return preg_match('/^[^!<>;?=+@#"°{}_$%]*$/Du', (string) $name) === 1;
    }

    public static function isAddress($text): bool
    {
        return preg_match('/^[^!<>?=+@{}_$%]*$/Du', (string) $text) === 1;
    }

    public static function isEmail($email): bool
    {
        return filter_var($email, FILTER_VALIDATE_EMAIL) !== false;
    }

    public static function isMd5($text): bool
    {
        return preg_match('/^[a-f0-9A-F]{32}$/D', (string) $text) === 1;
    }

    public static function isSha1($text): bool
    {
        return preg_match('/^[a-fA-F0-9]{40}$/D', (string) $text) === 1;
    }

    public static function isColor($text): bool
    {
        return preg_match('/^(#[0-9a-fA-F]{6}|[a-zA-Z0-9-]*)$/D', (string) $text) === 1;
    }

    public static function isCleanHtml($html, $allowIframe = false): bool
    {
        return preg_match('/<[\s]*script|\bon[a-z]+\s*=|<[\s]*(i?frame|form|input|embed|object)\b|.*script\s*:/i', (string) $html) === 0;
    }

    public static function isInt($value): bool
    {
        return (string) (int) $value === (string) $value || $value === false;
    }

    public static function isUnsignedInt($value): bool
    {
        return (is_int($value) || is_string($value)) && ctype_digit((string) $value);
    }

    public static function isUnsignedId($value): bool
    {
        return self::isUnsignedInt($value);
    }

    public static function isNullOrUnsignedId($value): bool
    {
        return $value === null || self::isUnsignedId($value);
    }

    public static function isFloat($value): bool
    {
        return (string) (float) $value === (string) $value;
    }

    public static function isUnsignedFloat($value): bool
    {
        return is_numeric($value) && (float) $value >= 0;
    }

    public static function isPrice($value): bool
    {
        return preg_match('/^[0-9]{1,10}(\.[0-9]{1,9})?$/D', (string) $value) === 1;
    }

    public static function isBool($value): bool
    {
        return in_array($value, [null, true, false, 0, 1, '0', '1', ''], true);
    }

    public static function isUrl($url): bool
    {
        return preg_match('/^[~:#,$%&_=\(\)\.\? \+\-@\/a-zA-Z0-9\pL\pS-]+$/Du', (string) $url) === 1;
    }

    public static function isAbsoluteUrl($url): bool
    {
        return preg_match('/^(https?:)?\/\/[$~:;#,%&_=\(\)\[\]\.\? \+\-@\/a-zA-Z0-9]+$/D', (string) $url) === 1;
    }

    public static function isDate($date): bool
    {
        return strtotime((string) $date) !== false;
    }

    public static function isString($value): bool
    {
        return is_string($value);
    }

    public static function isAnything($value): bool
    {
        return true;
    }
}
