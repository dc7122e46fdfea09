<?php

declare(strict_types=1);

// What stands behind Magento's interfaces in this kernel.
return [
    'Magento\Framework\App\Config\ScopeConfigInterface' => 'Kernel\ShopConfig',
    'Magento\Framework\App\RequestInterface' => 'Magento\Framework\App\Request\Http',
    'Magento\Framework\Event\ManagerInterface' => 'Kernel\EventManager',
    'Magento\Framework\Locale\ResolverInterface' => 'Kernel\LocaleResolver',
    'Magento\Framework\Lock\LockManagerInterface' => 'Kernel\FileLocks',
    'Magento\Framework\Message\ManagerInterface' => 'Kernel\Messages',
    'Magento\Framework\Setup\ModuleContextInterface' => 'Kernel\ModuleContext',
    'Magento\Framework\Setup\SchemaSetupInterface' => 'Kernel\SchemaSetup',
    'Magento\Framework\UrlInterface' => 'Kernel\Url',
    'Magento\Payment\Gateway\Data\PaymentDataObjectFactoryInterface' => 'Magento\Payment\Gateway\Data\PaymentDataObjectFactory',
    'Magento\Payment\Gateway\Validator\ResultInterface' => 'Magento\Payment\Gateway\Validator\Result',
    'Magento\Payment\Gateway\Command\CommandPoolInterface' => 'Magento\Payment\Gateway\Command\CommandPool',
    'Magento\Sales\Api\CreditmemoManagementInterface' => 'Kernel\CreditmemoDesk',
    'Magento\Sales\Api\OrderRepositoryInterface' => 'Kernel\OrderRepository',
    'Psr\Log\LoggerInterface' => 'Magento\Framework\Logger\Monolog',
];
