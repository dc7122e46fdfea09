<?php

declare(strict_types=1);

/** Thrown at every call that PrestaShop may know and the kernel does not, so that a gap is never a pass. */
final class OutsideKernel extends BadMethodCallException
{
    /** Also written to the log: a module that swallows the exception does not hide the gap. */
    public static function refuse(string $what): never
    {
        $told = "$what is outside the contract kernel of PrestaShop";
        error_log("PHP Kernel: $told, asked " . self::caller());
        throw new self($told);
    }

    private static function caller(): string
    {
        foreach (debug_backtrace(DEBUG_BACKTRACE_IGNORE_ARGS) as $frame) {
            if (str_starts_with($frame['file'] ?? '', _PS_MODULE_DIR_)) {
                return "by {$frame['file']}:{$frame['line']}";
            }
        }

        return 'by the kernel';
    }
}

/** Makes unknown methods, static methods and properties of a class loud. */
trait Loud
{
    public function __call(string $name, array $arguments)
    {
        OutsideKernel::refuse(static::class . "::$name()");
    }

    public static function __callStatic(string $name, array $arguments)
    {
        OutsideKernel::refuse(static::class . "::$name()");
    }

    public function __get(string $name)
    {
        OutsideKernel::refuse(static::class . "::\$$name");
    }

    public function __set(string $name, $value)
    {
        OutsideKernel::refuse(static::class . "::\$$name");
    }
}
