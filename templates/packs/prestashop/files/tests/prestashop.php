<?php

// Just the part of PrestaShop 8 and 9 that the module uses. Everything else is missing, so a call of it fails loudly.

namespace PrestaShop\PrestaShop\Core\Payment {
    final class PaymentOption
    {
        /** @var array<string, mixed> */
        public $set = [];

        public function setModuleName(string $value): self
        {
            return $this->keep('moduleName', $value);
        }

        public function setCallToActionText(string $value): self
        {
            return $this->keep('callToActionText', $value);
        }

        public function setAction(string $value): self
        {
            return $this->keep('action', $value);
        }

        public function setInputs(array $value): self
        {
            return $this->keep('inputs', $value);
        }

        public function setLogo(string $value): self
        {
            return $this->keep('logo', $value);
        }

        public function setAdditionalInformation(string $value): self
        {
            return $this->keep('additionalInformation', $value);
        }

        private function keep(string $name, $value): self
        {
            $this->set[$name] = $value;

            return $this;
        }
    }
}

namespace {
    define('_PS_VERSION_', '8.1.7');
    define('_DB_NAME_', 'shop');
    define('_DB_PREFIX_', 'ps_');
    define('_MYSQL_ENGINE_', 'InnoDB');

    class PrestaShopException extends Exception
    {
    }

    /** Everything the shop remembers. */
    final class World
    {
        public static $configuration;
        public static $modules;
        public static $hooks;
        public static $objects;
        public static $log;
        public static $events;
        public static $redirects;
        public static $mails;
        public static $currencies;
        public static $friendlyUrls;
        public static $translated;
        /** @var callable|null What else happens while an order is made: mails, invoices, other modules. */
        public static $afterOrder;

        public static function reset(): void
        {
            self::$friendlyUrls = true;
            self::$translated = true;
            self::$afterOrder = null;
            self::$configuration = [
                'PS_LANG_DEFAULT' => '1', 'PS_OS_PAYMENT' => '2', 'PS_OS_ERROR' => '8', 'PS_OS_REFUND' => '7',
            ];
            self::$modules = [];
            self::$hooks = [];
            self::$objects = [];
            self::$log = [];
            self::$events = [];
            self::$redirects = [];
            self::$mails = 0;
            self::$currencies = [['id_currency' => 1]];
            Db::reset();
            Context::reset();
            $_GET = [];
            $_POST = [];
        }
    }

    function pSQL($text)
    {
        return addslashes(strip_tags((string) $text));
    }

    /** A database that knows the statements of the module, their tables, columns and primary keys. */
    final class Db
    {
        const INSERT = 1;
        const INSERT_IGNORE = 2;

        private static $instance;
        public $tables = [];
        public $locks = [];
        /** @var list<string> Locks that another request holds. */
        public $lockedByOthers = [];
        private $columns = [];
        private $keys = [];
        private $affected = 0;

        public static function reset(): void
        {
            self::$instance = new self();
            self::$instance->execute('CREATE TABLE IF NOT EXISTS `ps_order_slip` (`id_order_slip` INT NOT NULL, `id_order` INT NOT NULL, `order_slip_type` INT NOT NULL, `amount` INT NOT NULL, `total_products_tax_incl` INT NOT NULL, `total_products_tax_excl` INT NOT NULL, `total_shipping_tax_incl` INT NOT NULL, PRIMARY KEY (`id_order_slip`)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4');
        }

        public static function getInstance(): self
        {
            return self::$instance;
        }

        public function execute(string $sql): bool
        {
            if (preg_match('/^DROP TABLE IF EXISTS `(\w+)`$/', $sql, $found)) {
                unset($this->tables[$found[1]], $this->columns[$found[1]], $this->keys[$found[1]]);

                return true;
            }
            if (!preg_match('/^CREATE TABLE IF NOT EXISTS `(\w+)` \((.*)\) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4$/s', $sql, $found)) {
                throw new PrestaShopException('unknown statement: ' . $sql);
            }
            if (isset($this->tables[$found[1]])) {
                return true;
            }
            preg_match_all('/`(\w+)` (?:VARCHAR\(\d+\)|CHAR\(\d+\)|INT|BIGINT|DATETIME)([^,]*)/', $found[2], $columns, PREG_SET_ORDER);
            foreach ($columns as $column) {
                $default = preg_match('/DEFAULT (\d+|\'\')/', $column[2], $value) ? ($value[1] === '\'\'' ? '' : $value[1]) : null;
                $this->columns[$found[1]][$column[1]] = $default;
            }
            preg_match('/PRIMARY KEY \(`(\w+)`\)/', $found[2], $key);
            $this->keys[$found[1]] = $key[1];
            $this->tables[$found[1]] = [];

            return true;
        }

        public function insert($table, array $row, $null = false, $cache = true, $type = self::INSERT): bool
        {
            $table = $this->known(_DB_PREFIX_ . $table, array_keys($row));
            $stored = [];
            foreach ($this->columns[$table] as $name => $default) {
                if (!array_key_exists($name, $row) && $default === null) {
                    throw new PrestaShopException("column $name has no default");
                }
                $stored[$name] = stripslashes((string) ($row[$name] ?? $default));
            }
            $key = $this->keys[$table];
            $this->affected = 0;
            if (in_array($stored[$key], array_column($this->tables[$table], $key), true)) {
                if ($type !== self::INSERT_IGNORE) {
                    throw new PrestaShopException("duplicate $key");
                }

                return true;
            }
            $this->tables[$table][] = $stored;
            $this->affected = 1;

            return true;
        }

        public function update($table, array $changes, string $where): bool
        {
            $table = $this->known(_DB_PREFIX_ . $table, array_keys($changes));
            $this->affected = 0;
            foreach ($this->tables[$table] as $at => $row) {
                if ($this->fits($table, $row, $where)) {
                    $this->tables[$table][$at] = array_map('stripslashes', array_map('strval', $changes)) + $row;
                    ++$this->affected;
                }
            }

            return true;
        }

        public function delete($table, string $where): bool
        {
            $table = $this->known(_DB_PREFIX_ . $table, []);
            $this->tables[$table] = array_values(array_filter($this->tables[$table], function (array $row) use ($table, $where): bool {
                return !$this->fits($table, $row, $where);
            }));

            return true;
        }

        public function executeS(string $sql, $array = true, $cache = true): array
        {
            if (!preg_match('/^SELECT (\*|[`\w, ]+) FROM `(\w+)` WHERE (.*?)(?: ORDER BY `(\w+)` DESC)?$/s', $sql, $found)) {
                throw new PrestaShopException('unknown statement: ' . $sql);
            }
            if ($cache) {
                throw new PrestaShopException('reads of payments must not come from the query cache');
            }
            $this->columns['ps_orders'] = ['id_order' => null, 'id_cart' => null, 'module' => null];
            $this->tables['ps_orders'] = array_map(static function (array $order): array {
                return ['id_order' => (string) $order['id'], 'id_cart' => (string) $order['id_cart'], 'module' => $order['module']];
            }, array_values(World::$objects['Order'] ?? []));
            preg_match_all('/`(\w+)`/', $found[1], $names);
            $table = $this->known($found[2], $names[1]);
            $rows = array_values(array_filter($this->tables[$table], function (array $row) use ($table, $found): bool {
                return $this->fits($table, $row, $found[3]);
            }));
            if (isset($found[4])) {
                usort($rows, static function (array $a, array $b) use ($found): int {
                    return $b[$found[4]] <=> $a[$found[4]];
                });
            }

            return $rows;
        }

        public function getValue(string $sql, $cache = true)
        {
            if (!preg_match('/^SELECT (GET_LOCK|RELEASE_LOCK)\(\'(\w+)\'(?:, \d+)?\)$/', $sql, $found) || $cache) {
                throw new PrestaShopException('unknown statement: ' . $sql);
            }
            if ($found[1] === 'GET_LOCK') {
                if (in_array($found[2], $this->lockedByOthers, true)) {
                    return '0';
                }
                $this->locks[$found[2]] = true;
            } else {
                unset($this->locks[$found[2]]);
            }

            return '1';
        }

        public function Affected_Rows(): int
        {
            return $this->affected;
        }

        private function known(string $table, array $columns): string
        {
            $missing = array_diff($columns, array_keys($this->columns[$table] ?? []));
            if (!isset($this->tables[$table]) || $missing !== []) {
                throw new PrestaShopException("$table or its columns do not exist: " . implode(', ', $missing));
            }

            return $table;
        }

        private function fits(string $table, array $row, string $where): bool
        {
            $rest = preg_replace_callback('/`(\w+)` (=|<) (?:(\d+)|\'((?:[^\'\\\\]|\\\\.)*)\')/s', function (array $found) use ($table, $row): string {
                $this->known($table, [$found[1]]);
                $value = isset($found[4]) ? stripslashes($found[4]) : $found[3];
                $fits = $found[2] === '=' ? $row[$found[1]] === $value : strcmp((string) $row[$found[1]], $value) < 0;

                return $fits ? 'Y' : 'N';
            }, $where);
            if (!preg_match('/^[YN]( AND [YN])*$/D', $rest)) {
                throw new PrestaShopException('unknown condition: ' . $where);
            }

            return preg_match('/\bN\b/', $rest) === 0;
        }
    }

    final class Configuration
    {
        public static function get($key, $lang = null, $group = null, $shop = null, $default = false)
        {
            return World::$configuration[$key] ?? $default;
        }

        public static function hasKey($key): bool
        {
            return isset(World::$configuration[$key]);
        }

        public static function updateValue($key, $value, $html = false): bool
        {
            if (!preg_match('/^[A-Z0-9_]{1,254}$/D', $key)) {
                throw new PrestaShopException("$key is no name of a setting");
            }
            if ($html) {
                throw new LogicException('PrestaShop purifies values with HTML: "Tom & Jerry" comes back as "Tom &amp; Jerry"');
            }
            World::$configuration[$key] = strip_tags(nl2br((string) $value));

            return true;
        }

        public static function deleteByName($key): bool
        {
            unset(World::$configuration[$key]);

            return true;
        }
    }

    abstract class ObjectModel
    {
        public $id;

        public function __construct($id = null)
        {
            $known = $id ? World::$objects[static::class][(int) $id] ?? null : null;
            foreach ($known ?? [] as $name => $value) {
                $this->$name = $value;
            }
        }

        public function __get($name)
        {
            throw new BadMethodCallException(static::class . '::$' . $name . ' is outside the double');
        }

        public function __set($name, $value)
        {
            throw new BadMethodCallException(static::class . '::$' . $name . ' is outside the double');
        }

        public function add(): bool
        {
            $this->id = $this->id ?: count(World::$objects[static::class] ?? []) + 1;

            return $this->update();
        }

        public function update(): bool
        {
            World::$objects[static::class][(int) $this->id] = get_object_vars($this);

            return true;
        }
    }

    final class Currency extends ObjectModel
    {
        public $iso_code;

        public static function checkPaymentCurrencies($id): array
        {
            return World::$currencies;
        }
    }

    final class Customer extends ObjectModel
    {
        public $secure_key;
    }

    final class Cart extends ObjectModel
    {
        const BOTH = 3;

        public $id_customer;
        public $id_address_delivery;
        public $id_address_invoice;
        public $id_currency;
        public $secure_key;
        public $total;

        public function getOrderTotal($taxes, $type): float
        {
            if ($taxes !== true || $type !== self::BOTH) {
                throw new BadMethodCallException('what shoppers pay has taxes and shipping');
            }

            return $this->total;
        }

        public function orderExists(): bool
        {
            return in_array($this->id, array_column(World::$objects['Order'] ?? [], 'id_cart'), true);
        }
    }

    final class OrderPayment extends ObjectModel
    {
        public $id_order;
        public $transaction_id;
        public $payment_method;
        public $amount;
    }

    final class Order extends ObjectModel
    {
        public $id_cart;
        public $id_currency;
        public $module;
        public $payment;
        public $current_state;
        public $total_paid;

        public function getCurrentState()
        {
            return $this->current_state;
        }

        public function hasBeenPaid(): int
        {
            return (int) ((string) $this->current_state === Configuration::get('PS_OS_PAYMENT'));
        }

        public function getOrderPaymentCollection(): array
        {
            $payments = [];
            foreach (World::$objects['OrderPayment'] ?? [] as $id => $values) {
                if ($values['id_order'] === $this->id) {
                    $payments[] = new OrderPayment($id);
                }
            }

            return $payments;
        }
    }

    final class OrderHistory
    {
        public $id_order;
        private $state;

        public function changeIdOrderState($state, &$order, $existing = false): void
        {
            if ($existing !== true) {
                throw new LogicException('an order is not paid twice');
            }
            $this->state = (int) $state;
            $order->current_state = $this->state;
            $order->update();
            if ($this->state === (int) Configuration::get('PS_OS_PAYMENT')) {
                $payment = new OrderPayment();
                $payment->id_order = $order->id;
                $payment->amount = $order->total_paid;
                $payment->payment_method = $order->payment;
                $payment->add();
            }
            Hook::exec('actionOrderStatusPostUpdate', ['newOrderStatus' => (object) ['id' => $this->state], 'id_order' => $order->id]);
        }

        public function addWithemail($autodate = true): bool
        {
            if ($this->state === null) {
                throw new PrestaShopException('a history needs a state');
            }
            ++World::$mails;

            return true;
        }
    }

    final class OrderState extends ObjectModel
    {
        public $name = [];
        public $module_name;
        public $color;
        public $send_email;
        public $hidden;
        public $delivery;
        public $logable;
        public $invoice;
        public $paid;
        public $unremovable;
        public $deleted = false;

        public function add(): bool
        {
            foreach ($this->name as $name) {
                if ($name === '' || preg_match('/[<>={}]/', $name) || preg_match('/^.{65}/us', $name)) {
                    throw new PrestaShopException('Property OrderState->name is not valid');
                }
            }

            return parent::add();
        }

        public function softDelete(): bool
        {
            $this->deleted = true;

            return $this->update();
        }
    }

    final class Language extends ObjectModel
    {
        public $locale;

        public static function getLanguages($active = true): array
        {
            return [
                ['id_lang' => 1, 'locale' => 'en-US'],
                ['id_lang' => 2, 'locale' => 'fr-FR'],
                ['id_lang' => 3, 'locale' => 'ar-SA'],
            ];
        }
    }

    final class Shop
    {
        const CONTEXT_ALL = 4;

        public static function isFeatureActive(): bool
        {
            return false;
        }
    }

    final class Validate
    {
        public static function isLoadedObject($object): bool
        {
            return is_object($object) && (int) $object->id > 0;
        }
    }

    final class Tools
    {
        public static function getValue($key, $default = false)
        {
            return $_POST[$key] ?? $_GET[$key] ?? $default;
        }

        public static function isSubmit($key): bool
        {
            return isset($_POST[$key]) || isset($_GET[$key]);
        }

        public static function getToken($page = true): string
        {
            return 'token-of-the-visitor';
        }

        public static function getAdminTokenLite($tab): string
        {
            return md5($tab);
        }

        public static function safeOutput($text): string
        {
            return htmlspecialchars((string) $text, ENT_QUOTES, 'UTF-8');
        }

        public static function getContextLocale(Context $context): PriceLocale
        {
            return new PriceLocale($context->language->locale);
        }

        public static function redirect($url): void
        {
            World::$redirects[] = $url;
        }
    }

    /** Prices as the shop's language writes them: a comma, and the currency behind, but in English. */
    final class PriceLocale
    {
        private $tag;

        public function __construct(string $tag)
        {
            $this->tag = $tag;
        }

        public function formatPrice($number, $currency): string
        {
            return $this->tag === 'en-US' ? "$currency $number" : str_replace('.', ',', $number) . " $currency";
        }
    }

    final class PrestaShopLogger
    {
        public static function addLog($message, $severity = 1, $code = null, $type = null, $id = null, $duplicates = false): bool
        {
            if ($duplicates !== true) {
                throw new LogicException('equal lines about two payments are two lines');
            }
            World::$log[] = [$severity, $message];

            return true;
        }
    }

    final class Hook
    {
        public static function exec($name, array $params = []): void
        {
            if (substr($name, -5) === 'Event') {
                World::$events[] = [$params['event'], $params['fields']];
            }
            foreach (World::$hooks[$name] ?? [] as $module) {
                Module::getInstanceByName($module)->{'hook' . ucfirst($name)}($params);
            }
        }
    }

    /** Reads the XLIFF files of the module, as PrestaShop does. */
    final class Translator
    {
        private static $catalogues = [];

        public function trans($id, array $values = [], $domain = null, $locale = null): string
        {
            $locale = $locale ?? Context::getContext()->language->locale;
            $known = World::$translated && strpos($domain, 'Modules.') === 0;
            $text = $known ? $this->find($id, $domain, $locale) : $id;

            return strtr($text, $values);
        }

        private function find(string $id, string $domain, string $locale): string
        {
            $name = str_replace('.', '', $domain);
            $file = Module::folder() . "/translations/$locale/$name.$locale.xlf";
            if (!isset(self::$catalogues[$file])) {
                $xml = simplexml_load_file($file);
                foreach ($xml->file->body->{'trans-unit'} as $unit) {
                    self::$catalogues[$file][(string) $unit->source] = (string) $unit->target;
                }
            }
            if (!isset(self::$catalogues[$file][$id])) {
                throw new OutOfBoundsException("$file has no sentence $id");
            }

            return self::$catalogues[$file][$id];
        }
    }

    final class Link
    {
        public function getModuleLink($module, $controller = 'default', array $params = [], $ssl = null, $lang = null): string
        {
            $this->demand($ssl === true);
            if (!World::$friendlyUrls) {
                $params += ['fc' => 'module', 'module' => $module, 'controller' => $controller];

                return 'https://shop.test/index.php?' . http_build_query($params);
            }

            return 'https://shop.test/module/' . $module . '/' . $controller . ($params ? '?' . http_build_query($params) : '');
        }

        public function getPageLink($controller, $ssl = null, $lang = null, $request = null): string
        {
            $this->demand($ssl === true);

            return 'https://shop.test/' . $controller . ($request ? '?' . http_build_query($request) : '');
        }

        public function getAdminLink($controller, $token = true): string
        {
            // The form adds the token itself.
            $this->demand($token === false);

            return 'https://shop.test/admin?controller=' . $controller;
        }

        private function demand(bool $secure): void
        {
            if (!$secure) {
                throw new LogicException('this address is not safe for payments');
            }
        }
    }

    /**
     * The few marks of Smarty that the module's templates use; anything else fails. As in PrestaShop, the shop's pages escape what
     * is printed and make nothing of the modifier `escape`; those of the back office escape where the modifier stands, and the
     * sentences of {l}. So values inside {l} are escaped never or twice, and are refused.
     */
    final class Smarty
    {
        private $values = [];

        public function assign(array $values): void
        {
            $this->values = $values + $this->values;
        }

        public function fetch(string $template): string
        {
            $file = dirname(Module::folder()) . '/' . substr($template, strlen('module:'));
            $source = preg_replace('/\{\*.*?\*\}/s', '', (string) file_get_contents($file));

            return $this->render($source, $this->values);
        }

        private function render(string $source, array $values): string
        {
            $source = preg_replace_callback('/\{foreach from=\$(\w+) item=(\w+)\}(.*?)\{\/foreach\}/s', function (array $found) use ($values): string {
                $all = '';
                foreach ($values[$found[1]] as $item) {
                    $all .= $this->render($found[3], [$found[2] => $item] + $values);
                }

                return $all;
            }, $source);
            $source = preg_replace_callback('/\{if (\$[\w.]+)\}(.*?)(?:\{else\}(.*?))?\{\/if\}/s', function (array $found) use ($values): string {
                return $this->value($found[1], $values) ? $found[2] : ($found[3] ?? '');
            }, $source);

            return preg_replace_callback('/\{[^}\s][^}]*\}/', function (array $found) use ($values): string {
                return $this->tag($found[0], $values);
            }, $source);
        }

        private function tag(string $tag, array $values): string
        {
            if (preg_match('/^\{l s=\'([^\']*)\' d=\'([\w.]+)\'\}$/', $tag, $found)) {
                return (new Translator())->trans($found[1], [], $found[2]);
            }
            if (preg_match('/^\{(\$[\w.]+)\|escape:\'htmlall\':\'UTF-8\'\}$/', $tag, $found)) {
                return htmlspecialchars((string) $this->value($found[1], $values), ENT_QUOTES, 'UTF-8');
            }
            throw new BadMethodCallException("$tag is outside the double, or not escaped");
        }

        private function value(string $path, array $values)
        {
            $value = $values;
            foreach (explode('.', substr($path, 1)) as $name) {
                if (!array_key_exists($name, $value)) {
                    throw new OutOfBoundsException("$path was not assigned");
                }
                $value = $value[$name];
            }

            return $value;
        }
    }

    final class Context
    {
        private static $context;
        public $cart;
        public $customer;
        public $language;
        public $link;
        public $smarty;
        public $controller;

        public static function reset(): void
        {
            self::$context = new self();
            self::$context->link = new Link();
            self::$context->smarty = new Smarty();
            self::$context->language = new Language();
            self::$context->language->id = 1;
            self::$context->language->locale = 'en-US';
        }

        public static function getContext(): self
        {
            return self::$context;
        }

        public function getTranslator(): Translator
        {
            return new Translator();
        }
    }

    abstract class Module
    {
        public $id;
        public $name;
        public $tab;
        public $version;
        public $author;
        public $need_instance;
        public $bootstrap;
        public $ps_versions_compliancy;
        public $controllers;
        public $displayName;
        public $description;
        public $confirmUninstall;
        public $warning;
        public $active = false;
        protected $context;
        protected $_path;
        private static $instances = [];
        private static $folder;

        public function __construct()
        {
            $this->context = Context::getContext();
            $this->_path = '/modules/' . $this->name . '/';
            $this->id = World::$modules[$this->name] ?? null;
            $this->active = $this->id !== null;
        }

        public static function place(string $folder): void
        {
            self::$folder = $folder;
        }

        public static function folder(): string
        {
            return self::$folder;
        }

        public static function getInstanceByName($name): self
        {
            return self::$instances[$name];
        }

        public static function getPaymentModules(): array
        {
            return array_map(static function (string $name): array {
                return ['name' => $name];
            }, World::$hooks['paymentOptions'] ?? []);
        }

        public function install()
        {
            World::$modules[$this->name] = 71;
            // The sentences of a module are read with the next request.
            World::$translated = false;
            $this->id = 71;
            $this->active = true;
            self::$instances[$this->name] = $this;

            return true;
        }

        public function uninstall()
        {
            unset(World::$modules[$this->name]);
            foreach (World::$hooks as $hook => $modules) {
                World::$hooks[$hook] = array_values(array_diff($modules, [$this->name]));
            }
            World::$hooks = array_filter(World::$hooks);

            return true;
        }

        public function registerHook($hooks): bool
        {
            foreach ((array) $hooks as $hook) {
                if (!is_callable([$this, 'hook' . ucfirst($hook)])) {
                    throw new BadMethodCallException("there is no method for hook $hook");
                }
                World::$hooks[$hook][] = $this->name;
            }

            return true;
        }

        public function getTranslator(): Translator
        {
            return new Translator();
        }

        protected function trans($id, array $values = [], $domain = null, $locale = null): string
        {
            throw new LogicException('PrestaShop 8 escapes the values of this and PrestaShop 9 does not: ask the translator');
        }

        public function fetch($template): string
        {
            return $this->context->smarty->fetch($template);
        }

        public function displayConfirmation($text): string
        {
            return '<div class="alert alert-success">' . $text . '</div>';
        }

        public function displayError($problems): string
        {
            return '<div class="alert alert-danger">' . implode('<br>', (array) $problems) . '</div>';
        }
    }

    abstract class PaymentModule extends Module
    {
        public $currencies;
        public $currencies_mode;
        public $currentOrder;

        /** Notes fees, and its uninstallation leaves them, as PrestaShop's does. */
        public function install()
        {
            foreach (['_FIXED', '_VAR', '_FIXED_FOREIGN', '_VAR_FOREIGN'] as $fee) {
                Configuration::updateValue('CONF_' . strtoupper($this->name) . $fee, '2');
            }

            return parent::install();
        }

        public function getCurrency($id = null): array
        {
            return [['id_currency' => 1], ['id_currency' => 2]];
        }

        public function validateOrder($idCart, $state, $paid, $method = 'Unknown', $message = null, $extra = [], $currency = null, $round = false, $key = false): bool
        {
            $cart = new Cart($idCart);
            if (!$this->active || $cart->orderExists() || $key !== $cart->secure_key || $currency !== $cart->id_currency) {
                throw new PrestaShopException('this cart cannot be ordered');
            }
            if (preg_match('/[<>={}]/', $method)) {
                throw new PrestaShopException('Property Order->payment is not valid');
            }
            $order = new Order();
            $order->id_cart = $cart->id;
            $order->id_currency = $cart->id_currency;
            $order->module = $this->name;
            $order->payment = $method;
            $order->total_paid = $cart->total;
            // As PrestaShop does: another amount than the cart's total is a payment error.
            $order->current_state = round($paid, 2) === round($cart->total, 2) ? $state : (int) Configuration::get('PS_OS_ERROR');
            $order->id = count(World::$objects['Order'] ?? []) + 501;
            $order->add();
            if ($order->current_state === (int) Configuration::get('PS_OS_PAYMENT')) {
                $payment = new OrderPayment();
                $payment->id_order = $order->id;
                $payment->transaction_id = $extra['transaction_id'];
                $payment->amount = $paid;
                $payment->add();
            }
            $this->currentOrder = $order->id;
            if (World::$afterOrder !== null) {
                (World::$afterOrder)();
            }

            return true;
        }
    }

    final class HelperForm
    {
        public $show_toolbar;
        public $module;
        public $table;
        public $identifier;
        public $default_form_language;
        public $submit_action;
        public $currentIndex;
        public $token;
        public $tpl_vars;

        public function generateForm(array $forms): string
        {
            $html = '<form action="' . Tools::safeOutput($this->currentIndex . '&token=' . $this->token) . '">';
            foreach ($forms as ['form' => $form]) {
                $html .= '<h3>' . $form['legend']['title'] . '</h3><p>' . ($form['description'] ?? '') . '</p>';
                foreach ($form['input'] as $field) {
                    $value = $this->tpl_vars['fields_value'][$field['name']];
                    $html .= '<label>' . $field['label'] . '<input type="' . $field['type'] . '" name="' . $field['name'] . '" value="' . Tools::safeOutput($value) . '"></label>';
                }
            }

            return $html . '<button name="' . $this->submit_action . '">' . $form['submit']['title'] . '</button></form>';
        }
    }

    abstract class FrontController
    {
        public $ajax = false;
        public $errors = [];
        public $output = '';
        protected $context;

        public function __construct()
        {
            $this->context = Context::getContext();
        }

        public function isTokenValid(): bool
        {
            return Tools::getValue('token') === Tools::getToken(false);
        }

        protected function redirectWithNotifications($url): void
        {
            Tools::redirect($url);
        }

        protected function ajaxRender($text): void
        {
            $this->output .= $text;
        }
    }

    abstract class ModuleFrontController extends FrontController
    {
        public $ssl;
        public $module;
    }
}
