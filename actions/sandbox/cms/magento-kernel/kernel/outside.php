<?php

declare(strict_types=1);

namespace Kernel;

/** Something of Magento that this kernel does not have. It is an error that says so, never a silent answer. */
final class Outside extends \BadMethodCallException
{
    public static function of(string $what): self
    {
        return new self("$what is outside the contract kernel of Magento");
    }
}
