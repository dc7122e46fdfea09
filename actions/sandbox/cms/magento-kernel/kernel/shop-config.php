<?php

declare(strict_types=1);

namespace Kernel;

/** Settings: rows of core_config_data over the defaults of config.xml; encrypted ones are opened where config.xml says so. */
final class ShopConfig implements \Magento\Framework\App\Config\ScopeConfigInterface
{
    private const SCOPES = ['default', 'store', 'stores', 'website', 'websites'];

    public function getValue($path, $scopeType = 'default', $scopeCode = null)
    {
        if (!in_array($scopeType, self::SCOPES, true)) {
            throw Outside::of("the scope $scopeType");
        }
        $row = Database::get()->rows('SELECT value FROM core_config_data WHERE path = ?', [$path])[0] ?? null;
        if ($row === null) {
            return self::defaults()[$path] ?? null;
        }

        return isset(self::models()[$path]) ? Cipher::open((string) $row['value']) : $row['value'];
    }

    public function isSetFlag($path, $scopeType = 'default', $scopeCode = null)
    {
        $value = $this->getValue($path, $scopeType, $scopeCode);

        return $value !== null && $value !== '' && $value !== 'false' && (bool) $value;
    }

    public static function write(string $path, string $value): void
    {
        Database::get()->run('DELETE FROM core_config_data WHERE path = ?', [$path]);
        Database::get()->insert('core_config_data', ['scope' => 'default', 'scope_id' => 0, 'path' => $path, 'value' => $value]);
    }

    /** @return array<string, string> */
    private static function defaults(): array
    {
        return self::walk()[0];
    }

    /** @return array<string, string> Paths whose values are kept by a backend model that encrypts. */
    private static function models(): array
    {
        return self::walk()[1];
    }

    private static function walk(): array
    {
        static $found = null;
        if ($found === null) {
            $found = [[], []];
            $default = Module::isEnabled() ? Module::xml('config.xml')?->default : null;
            if ($default !== null) {
                self::read($default, '', $found);
            }
        }

        return $found;
    }

    private static function read(\SimpleXMLElement $node, string $path, array &$found): void
    {
        foreach ($node->children() as $name => $child) {
            if ($child->count() > 0) {
                self::read($child, "$path$name/", $found);
                continue;
            }
            $found[0]["$path$name"] = (string) $child;
            $model = ltrim((string) $child['backend_model'], '\\');
            if ($model !== '' && is_a($model, \Magento\Config\Model\Config\Backend\Encrypted::class, true)) {
                $found[1]["$path$name"] = $model;
            }
        }
    }
}

/** Seals secrets with the shop's key, which lies beside its files, not in its database. */
final class Cipher
{
    public static function seal(string $text): string
    {
        $start = random_bytes(12);
        $sealed = openssl_encrypt($text, 'aes-256-gcm', self::key(), OPENSSL_RAW_DATA, $start, $tag);

        return '0:3:' . base64_encode($start . $tag . $sealed);
    }

    public static function open(string $text): string
    {
        $raw = str_starts_with($text, '0:3:') ? (string) base64_decode(substr($text, 4)) : '';
        $open = strlen($raw) < 28 ? false : openssl_decrypt(substr($raw, 28), 'aes-256-gcm', self::key(), OPENSSL_RAW_DATA, substr($raw, 0, 12), substr($raw, 12, 16));

        return $open === false ? '' : $open;
    }

    private static function key(): string
    {
        $file = SITE . '/var/key';
        if (!is_file($file)) {
            file_put_contents($file, random_bytes(32));
        }

        return (string) file_get_contents($file);
    }
}
