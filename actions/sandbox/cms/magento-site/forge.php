<?php

/**
 * What the scenario asks the shop besides its pages: /forge/shop, /forge/state, /forge/orders, and /forge/cron, which runs the module's
 * jobs. Ours, beside the shop's own files; the contract kernel answers the same questions.
 */

use Magento\Cron\Model\ConfigInterface;
use Magento\Framework\App\Bootstrap;
use Magento\Framework\App\Config\ScopeConfigInterface;
use Magento\Framework\App\ResourceConnection;
use Magento\Framework\App\State;
use Magento\Framework\Component\ComponentRegistrar;
use Magento\Framework\ObjectManagerInterface;

require dirname($_SERVER['DOCUMENT_ROOT']) . '/app/bootstrap.php';

final class Forge
{
    public function __construct(private ObjectManagerInterface $manager)
    {
    }

    private function database(): \Magento\Framework\DB\Adapter\AdapterInterface
    {
        return $this->manager->get(ResourceConnection::class)->getConnection();
    }

    /** Modules that lie where people put theirs, with their folders. @return array<string, string> */
    private function modules(): array
    {
        $all = $this->manager->get(\Magento\Framework\Component\ComponentRegistrarInterface::class)->getPaths(ComponentRegistrar::MODULE);

        return array_filter($all, static fn (string $path): bool => str_starts_with($path, BP . '/app/code/'));
    }

    /** Names of the first children of a part of one of the module's files. @return list<string> */
    private function names(string $file, string $path): array
    {
        $found = [];
        foreach ($this->modules() as $folder) {
            $xml = is_file("$folder/etc/$file") ? simplexml_load_file("$folder/etc/$file") : null;
            foreach ($xml ? $xml->xpath($path) : [] as $one) {
                $found[] = (string) ($one['id'] ?? $one->getName());
            }
        }

        return $found;
    }

    public function shop(): array
    {
        $enabled = array_intersect(array_keys($this->modules()), $this->manager->get(\Magento\Framework\Module\ModuleListInterface::class)->getNames());

        return [
            'kernel' => '',
            'magento' => $this->manager->get(\Magento\Framework\App\ProductMetadataInterface::class)->getVersion(),
            'database' => (string) $this->database()->fetchOne('SELECT VERSION()'),
            'php' => PHP_VERSION,
            'mode' => $this->manager->get(State::class)->getMode(),
            'module' => (string) (array_key_first($this->modules()) ?? ''),
            'enabled' => $enabled !== [],
            'locale' => (string) $this->manager->get(ScopeConfigInterface::class)->getValue('general/locale/code'),
            'modules' => count($this->manager->get(\Magento\Framework\Module\ModuleListInterface::class)->getNames()),
            'method' => $this->names('config.xml', 'default/payment/*')[0] ?? '',
            'section' => array_values(array_diff($this->names('adminhtml/system.xml', 'system/section'), ['payment']))[0] ?? '',
        ];
    }

    /** Names of everything that a module can leave behind. */
    public function state(): array
    {
        $column = fn (string $sql): array => array_map('strval', $this->database()->fetchCol($sql));
        $files = [];
        foreach (['app/code/*/*', 'app/etc/*', 'app/i18n/*/*', 'app/design/*/*/*', 'generated/code/*', 'pub/*', 'pub/static/*/*/*/*/*_*', 'pub/media/*', 'lib/internal/*', 'bin/*'] as $pattern) {
            foreach (glob(BP . "/$pattern") ?: [] as $path) {
                $files[] = substr($path, strlen(BP) + 1);
            }
        }
        $config = require BP . '/app/etc/config.php';

        return [
            'tables' => $column('SHOW TABLES'),
            'triggers' => $column('SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = DATABASE()'),
            'columns' => $column("SELECT CONCAT(table_name, '.', column_name) FROM information_schema.columns WHERE table_schema = DATABASE()"),
            'config' => $column('SELECT DISTINCT path FROM core_config_data'),
            'modules' => $column('SELECT module FROM setup_module'),
            'configured' => array_keys($config['modules']),
            'patches' => $column('SELECT patch_name FROM patch_list'),
            'jobs' => $column("SELECT DISTINCT job_code FROM cron_schedule"),
            'flags' => $column('SELECT flag_code FROM flag'),
            'variables' => $column('SELECT code FROM variable'),
            'statuses' => $column('SELECT status FROM sales_order_status'),
            'attributes' => $column('SELECT attribute_code FROM eav_attribute'),
            'rules' => $column('SELECT DISTINCT resource_id FROM authorization_rule'),
            'files' => $files,
        ];
    }

    /** The shop's orders, oldest first; money in minor units of two decimals. */
    public function orders(): array
    {
        $database = $this->database();
        $minor = static fn ($amount): int => (int) round(100 * (float) $amount);

        return array_map(static function (array $row) use ($database, $minor): array {
            $id = (int) $row['entity_id'];
            $information = (string) $database->fetchOne('SELECT additional_information FROM sales_order_payment WHERE parent_id = ?', [$id]);
            $information = array_filter((array) json_decode($information, true), 'is_scalar');

            return [
                'id' => $id,
                'number' => (string) $row['increment_id'],
                'state' => (string) $row['state'],
                'total' => $minor($row['grand_total']),
                'refunded' => $minor($row['total_refunded']),
                'comments' => array_map('strval', $database->fetchCol('SELECT comment FROM sales_order_status_history WHERE parent_id = ? AND comment IS NOT NULL ORDER BY entity_id', [$id])),
                'transactions' => $database->fetchAll('SELECT txn_type AS kind, txn_id AS id FROM sales_payment_transaction WHERE order_id = ? ORDER BY transaction_id', [$id]),
                'invoices' => array_map('intval', $database->fetchCol('SELECT entity_id FROM sales_invoice WHERE order_id = ? ORDER BY entity_id', [$id])),
                'information' => (object) array_map('strval', $information),
            ];
        }, $database->fetchAll('SELECT * FROM sales_order ORDER BY entity_id'));
    }

    /** Runs the jobs that a module in app/code brought, whatever their hour. @return list<string> */
    public function cron(): array
    {
        $ran = [];
        foreach (array_merge(...array_values($this->manager->get(ConfigInterface::class)->getJobs())) as $name => $job) {
            foreach (array_keys($this->modules()) as $module) {
                if (str_starts_with(ltrim((string) ($job['instance'] ?? ''), '\\'), str_replace('_', '\\', $module) . '\\')) {
                    $this->manager->create($job['instance'])->{$job['method']}();
                    $ran[] = (string) $name;
                }
            }
        }

        return $ran;
    }
}

$manager = Bootstrap::create(BP, $_SERVER)->getObjectManager();
$ask = (string) preg_replace('#^/forge/#', '', (string) strtok($_SERVER['REQUEST_URI'], '?'));
header('Content-Type: application/json');
if (!in_array($ask, ['shop', 'state', 'orders', 'cron'], true)) {
    http_response_code(404);
    exit;
}
if ($ask === 'cron') {
    $manager->get(State::class)->setAreaCode('crontab');
    $manager->configure($manager->get(\Magento\Framework\App\ObjectManager\ConfigLoader::class)->load('crontab'));
}
echo json_encode((new Forge($manager))->{$ask}(), JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE);
