<?php

declare(strict_types=1);

namespace Kernel;

use Magento\Payment\Model\Method\Adapter;

/** Payment methods as config.xml declares them. */
final class PaymentMethods
{
    public static function find(string $code): Adapter
    {
        $model = (string) (new ShopConfig())->getValue("payment/$code/model");
        $method = ObjectManager::get()->one($model);
        if (!$method instanceof Adapter || $method->getCode() !== $code) {
            throw new \LogicException("payment/$code/model is no method adapter with the code $code.");
        }

        return $method;
    }

    /** @return array<string, Adapter> Methods that shoppers may choose now, by code. */
    public static function open(): array
    {
        $open = [];
        foreach (Module::isEnabled() ? Module::xml('config.xml')?->default->payment->children() ?? [] : [] as $code => $node) {
            $method = self::find((string) $code);
            if ($method->isActive() && $method->canUseCheckout()) {
                $open[(string) $code] = $method;
            }
        }

        return $open;
    }
}
