<?php

declare(strict_types=1);

/** The templates' engine. Shop's pages escape what templates print, the back office does not. */
final class ShopSmarty
{
    use Loud;

    /** @var array<string, mixed> */
    private array $values = [];

    public function __construct(private bool $front)
    {
    }

    public function assign($name, $value = null, $nocache = false): self
    {
        $this->values = (is_array($name) ? $name : [$name => $value]) + $this->values;

        return $this;
    }

    public function getTemplateVars($name = null)
    {
        return $name === null ? $this->values : $this->values[$name] ?? null;
    }

    public function fetch($template = null, $cacheId = null, $compileId = null, $parent = null): string
    {
        return $this->render((string) $template, $this->values);
    }

    /** @param array<string, mixed> $values */
    public function render(string $template, array $values): string
    {
        $path = str_starts_with($template, 'module:') ? _PS_MODULE_DIR_ . substr($template, 7) : $template;
        $file = realpath($path);
        if ($file === false || !str_starts_with($file, realpath(_PS_MODULE_DIR_) . '/')) {
            OutsideKernel::refuse("the template $template");
        }

        return (new SmartyTemplate($file, $this->front, $this))->render($values);
    }
}
