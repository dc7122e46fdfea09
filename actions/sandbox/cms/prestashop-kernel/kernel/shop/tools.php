<?php

declare(strict_types=1);

/** Odds and ends that modules call. */
final class Tools
{
    use Loud;

    public static function getValue($key, $default = false)
    {
        if (!is_string($key) || $key === '') {
            return false;
        }
        $value = $_POST[$key] ?? $_GET[$key] ?? $default;

        return is_string($value) ? stripslashes(urldecode(preg_replace('/((\%5C0+)|(\%00+))/i', '', urlencode($value)))) : $value;
    }

    public static function getIsset($key): bool
    {
        return isset($_POST[$key]) || isset($_GET[$key]);
    }

    public static function isSubmit($submit): bool
    {
        return isset($_POST[$submit]) || isset($_GET[$submit]) || isset($_POST["{$submit}_x"]) || isset($_GET["{$submit}_x"]);
    }

    public static function getAllValues(): array
    {
        return $_POST + $_GET;
    }

    /** Token of this visitor. */
    public static function getToken($page = true, $context = null): string
    {
        $context ??= Context::getContext();
        $where = $page ? (string) ($_SERVER['SCRIPT_NAME'] ?? '') : '';

        return md5($context->cookie->secret() . (int) ($context->customer->id ?? 0) . ($context->customer->passwd ?? '') . $where);
    }

    /** Token of an employee for a page of the back office. */
    public static function getAdminToken($text): string
    {
        return md5(_COOKIE_KEY_ . $text);
    }

    public static function getAdminTokenLite($tab, $context = null): string
    {
        return self::getAdminToken($tab . (int) (Context::getContext()->employee->id ?? 0));
    }

    public static function redirect($url, $baseUri = '/', $link = null, $headers = null): never
    {
        if (preg_match('/[\r\n]/', (string) $url)) {
            throw new PrestaShopException('A header is one line.');
        }
        if (!preg_match('#^https?://#i', (string) $url)) {
            $url = _PS_BASE_URL_ . '/' . ltrim((string) $url, '/');
        }
        header("Location: $url", true, 302);
        exit;
    }

    public static function redirectAdmin($url): never
    {
        self::redirect(preg_match('#^https?://#', (string) $url) ? $url : '/desk/' . ltrim((string) $url, '/'));
    }

    public static function safeOutput($text, $html = false): string
    {
        return htmlspecialchars($html ? (string) $text : strip_tags((string) $text), ENT_QUOTES, 'UTF-8');
    }

    public static function htmlentitiesUTF8($text, $type = ENT_QUOTES)
    {
        return is_array($text) ? array_map(static fn ($one) => self::htmlentitiesUTF8($one, $type), $text) : htmlentities((string) $text, $type, 'utf-8');
    }

    public static function nl2br($text): string
    {
        return str_replace(["\r\n", "\r", "\n", '<br />'], '<br />', (string) $text);
    }

    public static function strlen($text): int
    {
        return mb_strlen((string) $text);
    }

    public static function strtolower($text): string
    {
        return mb_strtolower((string) $text);
    }

    public static function strtoupper($text): string
    {
        return mb_strtoupper((string) $text);
    }

    public static function substr($text, $start, $length = false): string
    {
        return mb_substr((string) $text, (int) $start, $length === false ? null : (int) $length);
    }

    public static function ucfirst($text): string
    {
        return mb_strtoupper(mb_substr((string) $text, 0, 1)) . mb_substr((string) $text, 1);
    }

    public static function toCamelCase($text, $first = false): string
    {
        $text = str_replace(' ', '', ucwords(str_replace(['_', '-'], ' ', self::strtolower($text))));

        return $first ? $text : lcfirst($text);
    }

    public static function ps_round($value, $precision = 0, $mode = null): float
    {
        return round((float) $value, (int) $precision);
    }

    public static function passwdGen($length = 8, $flag = 'ALPHANUMERIC'): string
    {
        return substr(strtoupper(bin2hex(random_bytes((int) $length))), 0, (int) $length);
    }

    public static function hash($password): string
    {
        return md5(_COOKIE_KEY_ . $password);
    }

    public static function getShopDomain($http = false, $entities = false): string
    {
        return ($http ? 'http://' : '') . '127.0.0.1:8080';
    }

    public static function getShopDomainSsl($http = false, $entities = false): string
    {
        return self::getShopDomain($http, $entities);
    }

    public static function getHttpHost($http = false, $entities = false, $ignorePort = false): string
    {
        return self::getShopDomain($http, $entities);
    }

    public static function getContextLocale(Context $context): ShopLocale
    {
        return $context->getCurrentLocale();
    }

    public static function usingSecureMode(): bool
    {
        return false;
    }

    public static function getRemoteAddr(): string
    {
        return (string) ($_SERVER['REMOTE_ADDR'] ?? '');
    }

    public static function displayDate($date, $full = false): string
    {
        return date($full ? 'Y-m-d H:i:s' : 'Y-m-d', (int) strtotime((string) $date));
    }

    public static function version_compare($left, $right, $operator = '<')
    {
        return version_compare((string) $left, (string) $right, $operator);
    }

    public static function clearAllCache(): void
    {
    }

    public static function clearSmartyCache(): void
    {
    }
}
