<?php

declare(strict_types=1);

/** Addresses, without friendly ones. */
final class Link
{
    use Loud;

    public function getBaseLink($idShop = null, $ssl = null, $relative = false): string
    {
        return $relative ? '/' : _PS_BASE_URL_ . '/';
    }

    private function frontLink(array $query): string
    {
        return _PS_BASE_URL_ . '/index.php?' . http_build_query($query);
    }

    /** With several languages the address names its own. */
    private static function language($idLang): array
    {
        return Language::isMultiLanguageActivated() ? ['id_lang' => (int) ($idLang ?: Context::getContext()->language->id)] : [];
    }

    public function getModuleLink($module, $controller = 'default', array $params = [], $ssl = null, $idLang = null, $idShop = null, $relative = false): string
    {
        $known = ['fc' => 'module', 'module' => $module, 'controller' => $controller];

        return $this->frontLink($params + $known + self::language($idLang));
    }

    public function getPageLink($controller, $ssl = null, $idLang = null, $request = null, $forBackOffice = false, $idShop = null, $relative = false): string
    {
        $controller = str_ends_with($controller, '.php') ? substr($controller, 0, -4) : $controller;
        if (is_string($request)) {
            parse_str($request, $request);
        }

        return $this->frontLink(['controller' => $controller] + self::language($idLang) + ($request ?: []));
    }

    public function getProductLink($product, $alias = null, $category = null): string
    {
        return $this->frontLink(['controller' => 'product', 'id_product' => (int) (is_object($product) ? $product->id : $product)]);
    }

    public function getAdminLink($controller, $withToken = true, $sfRouteParams = [], $params = []): string
    {
        $query = ['controller' => $controller] + ($withToken ? ['token' => Tools::getAdminTokenLite($controller)] : []);

        return _PS_BASE_URL_ . '/desk/index.php?' . http_build_query($query + $params);
    }

    public function getMediaLink($path): string
    {
        return _PS_BASE_URL_ . $path;
    }
}
