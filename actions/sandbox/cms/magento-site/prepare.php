<?php

/** Makes an installed shop ready to sell: `<folder> <locale>`. One product, one free carrier, no letters to strangers. */

use Magento\Catalog\Api\Data\ProductInterfaceFactory;
use Magento\Catalog\Api\ProductRepositoryInterface;
use Magento\Framework\App\Bootstrap;
use Magento\Framework\App\Config\Storage\WriterInterface;
use Magento\Framework\App\ResourceConnection;

[, $folder, $locale] = $argv;
require "$folder/app/bootstrap.php";
$manager = Bootstrap::create(BP, $_SERVER)->getObjectManager();
$manager->get(\Magento\Framework\App\State::class)->setAreaCode('adminhtml');

$settings = $manager->get(WriterInterface::class);
foreach ([
    'general/country/default' => 'FR',
    'general/store_information/name' => 'Boutique',
    'general/locale/timezone' => 'UTC',
    'carriers/flatrate/active' => '0',
    'carriers/freeshipping/active' => '1',
    'customer/captcha/enable' => '0',
    'admin/captcha/enable' => '0',
    'admin/usage/enabled' => '0',
    'admin/security/password_is_forced' => '0',
    'admin/security/session_lifetime' => '86400',
    'system/adminnotification/use_https' => '0',
    'newsletter/general/active' => '0',
    'catalog/frontend/flat_catalog_product' => '0',
] as $path => $value) {
    $settings->save($path, $value);
}
$manager->get(ResourceConnection::class)->getConnection()->update('admin_user', ['interface_locale' => $locale]);

/** @var \Magento\Catalog\Model\Product $product */
$product = $manager->get(ProductInterfaceFactory::class)->create();
$product->setTypeId('simple')->setAttributeSetId(4)->setSku('forge-mug')->setName('Forge mug')->setPrice(12.5)->setUrlKey('forge-mug');
$product->setStatus(1)->setVisibility(4)->setWebsiteIds([1])->setTaxClassId(0)->setWeight(1);
$product->setStockData(['use_config_manage_stock' => 1, 'manage_stock' => 1, 'qty' => 100, 'is_in_stock' => 1, 'is_qty_decimal' => 0]);
$manager->get(ProductRepositoryInterface::class)->save($product);
