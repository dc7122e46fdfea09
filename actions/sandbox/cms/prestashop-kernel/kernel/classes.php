<?php

declare(strict_types=1);

/** Class => file below kernel/; loaded when first used. */
const KERNEL_CLASSES = [
    'Address' => 'model/people', 'Country' => 'model/people', 'Customer' => 'model/people', 'Employee' => 'model/people',
    'Cart' => 'model/cart', 'Product' => 'model/product',
    'Configuration' => 'data/configuration',
    'Context' => 'shop/context', 'Cookie' => 'shop/cookie', 'Controller' => 'front/controllers',
    'Currency' => 'model/currency', 'Db' => 'data/db', 'DbQuery' => 'data/db-query',
    'PrestaShopException' => 'data/exceptions', 'PrestaShopDatabaseException' => 'data/exceptions',
    'PrestaShopModuleException' => 'data/exceptions', 'PrestaShopPaymentException' => 'data/exceptions',
    'FrontController' => 'front/controllers', 'ModuleFrontController' => 'front/controllers',
    'HelperForm' => 'back/helper-form', 'Hook' => 'shop/hook', 'KnownHooks' => 'shop/known-hooks',
    'Language' => 'model/language', 'Link' => 'shop/link', 'ShopLocale' => 'shop/shop-locale',
    'Mail' => 'shop/mail', 'Module' => 'shop/module', 'PaymentModule' => 'shop/payment-module',
    'ModuleArchive' => 'back/module-archive', 'MysqlDialect' => 'data/mysql-dialect', 'MysqlTable' => 'data/mysql-table',
    'SqlTokens' => 'data/sql-tokens', 'Schema' => 'data/schema', 'ObjectModel' => 'data/object-model',
    'ObjectFields' => 'data/object-fields',
    'Order' => 'model/order', 'OrderDetail' => 'model/order-parts', 'OrderHistory' => 'model/order-history',
    'OrderPayment' => 'model/order-parts', 'OrderSlip' => 'model/order-slip', 'OrderState' => 'model/order-state',
    'PrestaShopCollection' => 'data/collection', 'PrestaShopLogger' => 'shop/logger',
    'Shop' => 'model/shop', 'ShopSeed' => 'data/shop-seed', 'Tab' => 'model/tab', 'Group' => 'model/shop',
    'ShopSmarty' => 'shop/smarty', 'SmartyTemplate' => 'shop/smarty-template', 'SmartyValue' => 'shop/smarty-value',
    'Tools' => 'shop/tools', 'Translator' => 'shop/translator', 'Validate' => 'shop/validate',
    'FrontPage' => 'front/front-page', 'FrontDispatcher' => 'front/front-dispatcher', 'CheckoutPage' => 'front/checkout-page',
    'CheckoutSteps' => 'front/checkout-steps', 'CatalogPages' => 'front/catalog-pages',
    'ConfirmationPage' => 'front/confirmation-page', 'PaymentOptions' => 'front/payment-options',
    'BackPage' => 'back/back-page', 'BackDispatcher' => 'back/back-dispatcher', 'LoginPage' => 'back/login-page',
    'ModulesPage' => 'back/modules-page', 'ModuleJobs' => 'back/module-jobs', 'OrdersPage' => 'back/orders-page',
    'OrderPage' => 'back/order-page', 'OrderJobs' => 'back/order-jobs',
    'ForgeInterface' => 'forge-interface', 'Words' => 'shop/words',
    'PrestaShop\PrestaShop\Core\Payment\PaymentOption' => 'shop/payment-option',
];

spl_autoload_register(static function (string $class): void {
    $file = KERNEL_CLASSES[$class] ?? null;
    if ($file !== null) {
        require_once __DIR__ . "/$file.php";
    }
});

/** Text for a literal in SQL, as PrestaShop makes it: tags go, quotes get a backslash. */
function pSQL($text, $htmlOk = false): string
{
    return Db::getInstance()->escape((string) $text, (bool) $htmlOk);
}

function bqSQL($text): string
{
    return str_replace('`', '\`', pSQL($text));
}
