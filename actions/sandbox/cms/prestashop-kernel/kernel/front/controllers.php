<?php

declare(strict_types=1);

/** What front controllers share; the order of their steps is PrestaShop's. */
abstract class FrontController
{
    use Loud;

    public $php_self = '';
    public $page_name = '';
    public $ajax = false;
    public $auth = false;
    public $ssl = false;
    public $errors = [];
    public $warning = [];
    public $success = [];
    public $info = [];
    public $display_header = true;
    public $display_footer = true;
    public $content_only = false;
    public $context;
    protected $template;
    /** @var array<string, string> Id => path. */
    private array $styles = [];
    private array $scripts = [];
    private ?string $body = null;

    public function __construct()
    {
        $this->context = Context::getContext();
        $this->context->controller = $this;
    }

    public function run(): void
    {
        $this->init();
        $this->setMedia();
        $this->postProcess();
        if (!$this->ajax) {
            $this->initContent();
        }
        if ($this->ajax) {
            $action = Tools::toCamelCase(Tools::getValue('action') ?: '', true);
            $method = $action !== '' && method_exists($this, "displayAjax$action") ? "displayAjax$action" : 'displayAjax';
            if (!method_exists($this, $method)) {
                throw new PrestaShopException(static::class . " has no method $method().");
            }
            $this->$method();

            return;
        }
        $this->display();
    }

    public function init()
    {
        if (!Configuration::get('PS_SHOP_ENABLE')) {
            $this->displayMaintenancePage();
        }
    }

    public function setMedia()
    {
        Hook::exec('actionFrontControllerSetMedia', []);
    }

    public function postProcess()
    {
    }

    public function initContent()
    {
    }

    public function display()
    {
        $body = $this->body ?? ($this->template === null ? '' : $this->context->smarty->fetch($this->template));
        echo FrontPage::render($this, $body);
    }

    protected function displayMaintenancePage()
    {
        OutsideKernel::refuse('the maintenance page');
    }

    protected function displayRestrictedCountryPage()
    {
    }

    protected function show(string $body): void
    {
        $this->body = $body;
    }

    public function setTemplate($template, $params = [], $locale = null)
    {
        $this->template = $template;
    }

    public function isTokenValid(): bool
    {
        return !Configuration::get('PS_TOKEN_ENABLE') || strcasecmp(Tools::getToken(false), (string) Tools::getValue('token')) === 0;
    }

    protected function ajaxRender($value = null, $controller = null, $method = null)
    {
        header('Cache-Control: no-store, no-cache, must-revalidate, post-check=0, pre-check=0');
        echo $value;
    }

    public function registerStylesheet($id, $path, $params = []): bool
    {
        $this->styles[(string) $id] = '/' . ltrim((string) $path, '/');

        return true;
    }

    public function registerJavascript($id, $path, $params = []): bool
    {
        $this->scripts[(string) $id] = '/' . ltrim((string) $path, '/');

        return true;
    }

    /** @return array{0: array<string, string>, 1: array<string, string>} */
    public function media(): array
    {
        return [$this->styles, $this->scripts];
    }

    protected function redirectWithNotifications()
    {
        $told = ['error' => $this->errors, 'warning' => $this->warning, 'success' => $this->success, 'info' => $this->info];
        $this->context->cookie->notifications = (string) json_encode(array_filter($told));
        Tools::redirect(func_get_arg(0));
    }

    /** What earlier requests wanted to say, once. @return array<string, list<string>> */
    public function notifications(): array
    {
        $kept = (array) json_decode((string) $this->context->cookie->notifications, true);
        if ($kept !== []) {
            unset($this->context->cookie->notifications);
        }
        foreach (['error' => $this->errors, 'warning' => $this->warning, 'success' => $this->success, 'info' => $this->info] as $kind => $texts) {
            $kept[$kind] = array_merge($kept[$kind] ?? [], $texts);
        }

        return $kept;
    }

    protected function trans($id, $values = [], $domain = null, $locale = null)
    {
        return $this->context->getTranslator()->trans($id, $values, $domain, $locale);
    }

    protected function getTranslator(): Translator
    {
        return $this->context->getTranslator();
    }

    public function getLanguages(): array
    {
        return Language::getLanguages();
    }
}

/** A page of a module: index.php?fc=module&module=…&controller=… */
abstract class ModuleFrontController extends FrontController
{
    public $module;

    public function __construct()
    {
        parent::__construct();
        $this->module = Module::getInstanceByName((string) Tools::getValue('module'));
        if (!$this->module || !$this->module->active) {
            Tools::redirect('index');
        }
        $this->page_name = 'module-' . $this->module->name . '-' . Tools::getValue('controller');
    }
}
