<?php

declare(strict_types=1);

class PrestaShopException extends Exception
{
}

class PrestaShopDatabaseException extends PrestaShopException
{
}

class PrestaShopModuleException extends PrestaShopException
{
}

class PrestaShopPaymentException extends PrestaShopException
{
}
