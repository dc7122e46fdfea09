<?php

declare(strict_types=1);

/** What a browser's session keeps. */
final class Cookie
{
    private array $values;
    private string $id;

    public function __construct(private string $name)
    {
        $sent = $_COOKIE[$name] ?? '';
        $this->id = is_string($sent) && preg_match('/^[0-9a-f]{32}$/D', $sent) ? $sent : bin2hex(random_bytes(16));
        $file = $this->file();
        $this->values = is_file($file) ? (array) json_decode((string) file_get_contents($file), true) : [];
        if ($this->id !== $sent) {
            setcookie($name, $this->id, ['path' => '/', 'httponly' => true, 'samesite' => 'Lax']);
        }
    }

    private function file(): string
    {
        return _PS_ROOT_DIR_ . '/var/sessions/' . hash('sha256', $this->name . $this->id);
    }

    public function write(): void
    {
        file_put_contents($this->file(), json_encode($this->values), LOCK_EX);
    }

    public function __get(string $name)
    {
        return $this->values[$name] ?? false;
    }

    public function __set(string $name, $value): void
    {
        if (!is_scalar($value) && $value !== null) {
            throw new PrestaShopException("The cookie keeps no " . gettype($value));
        }
        $this->values[$name] = $value;
        $this->write();
    }

    public function __isset(string $name): bool
    {
        return isset($this->values[$name]);
    }

    public function __unset(string $name): void
    {
        unset($this->values[$name]);
        $this->write();
    }

    public function __call(string $name, array $arguments)
    {
        OutsideKernel::refuse("Cookie::$name()");
    }

    /** Secret of the session, for tokens. */
    public function secret(): string
    {
        return hash_hmac('sha256', $this->name . $this->id, _COOKIE_KEY_);
    }
}
