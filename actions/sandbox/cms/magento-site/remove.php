<?php

/**
 * What `module:uninstall --remove-data` does with a module, `<folder> <module>`: the command itself takes only those that Composer
 * brought. The module's Setup\Uninstall, then its names in the shop's lists; its files are removed by whoever calls this.
 */

use Magento\Framework\App\Bootstrap;
use Magento\Setup\Application;
use Magento\Setup\Model\ModuleRegistryUninstaller;
use Magento\Setup\Model\ModuleUninstaller;
use Magento\Setup\Model\ObjectManagerProvider;
use Symfony\Component\Console\Output\ConsoleOutput;

[, $folder, $module] = $argv;
$_SERVER['argv'] = [$argv[0]];
require "$folder/app/bootstrap.php";
$setup = (new Application())->bootstrap(require BP . '/setup/config/application.config.php')->getServiceManager();
$setup->get(ObjectManagerProvider::class)->setObjectManager(Bootstrap::create(BP, $_SERVER)->getObjectManager());
$output = new ConsoleOutput();
$setup->get(ModuleUninstaller::class)->uninstallData($output, [$module]);
$lists = $setup->get(ModuleRegistryUninstaller::class);
$lists->removeModulesFromDb($output, [$module]);
$lists->removeModulesFromDeploymentConfig($output, [$module]);
