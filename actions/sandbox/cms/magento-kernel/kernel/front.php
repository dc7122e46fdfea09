<?php

declare(strict_types=1);

namespace Kernel;

use Magento\Framework\App\Action\HttpGetActionInterface;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\App\CsrfAwareActionInterface;
use Magento\Framework\App\Request\Http;

/** Who answers which address. */
final class Front
{
    private const TYPES = ['js' => 'text/javascript', 'css' => 'text/css', 'html' => 'text/html', 'svg' => 'image/svg+xml', 'png' => 'image/png'];

    /** Hands out files of the kernel's and the module's view folders; false for every other address. */
    public static function file(string $path): bool
    {
        if (preg_match('#^/static/([A-Za-z0-9]+_[A-Za-z0-9]+|kernel)/([A-Za-z0-9_./-]+)\.(js|css|html|svg|png)$#', $path, $match) !== 1 || str_contains($path, '..')) {
            return false;
        }
        $folder = $match[1] === 'kernel' ? dirname(__DIR__) . '/web' : ($match[1] === Module::$name && Module::isEnabled() ? Module::$folder . '/view/frontend/web' : '');
        $library = $match[1] === 'kernel' ? SITE . '/pub/lib' : '';
        foreach (array_filter([$folder, $library]) as $home) {
            if (is_file("$home/$match[2].$match[3]")) {
                header('Content-Type: ' . self::TYPES[$match[3]] . '; charset=utf-8');
                readfile("$home/$match[2].$match[3]");

                return true;
            }
        }

        return false;
    }

    public static function answer(string $method, string $path): void
    {
        if (str_starts_with($path, '/forge/')) {
            self::control($method, $path);
        } elseif ($path === '/admin' || str_starts_with($path, '/admin/')) {
            Pages\Desk::answer($method, $path);
        } elseif (!Pages\Storefront::answer($method, $path)) {
            self::module($method, $path);
        }
    }

    private static function control(string $method, string $path): void
    {
        if ($method === 'POST' && $path === '/forge/problem') {
            error_log('browser: ' . substr((string) file_get_contents('php://input'), 0, 600));
            http_response_code(204);

            return;
        }
        if (($_SESSION['admin'] ?? false) !== true) {
            http_response_code(401);

            return;
        }
        $answer = Control::answer($method, $path);
        header('Content-Type: application/json');
        echo json_encode($answer, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
    }

    /** The module's own controllers: <frontName>/<folder>/<action>, as etc/frontend/routes.xml says. */
    private static function module(string $method, string $path): void
    {
        [$front, $folder, $action] = array_pad(explode('/', trim($path, '/')), 3, '') + ['', '', ''];
        $route = null;
        foreach (Module::isEnabled() ? Module::xml('frontend/routes.xml')?->router->route ?? [] : [] as $one) {
            $route = (string) $one['frontName'] === $front ? $one : $route;
        }
        $word = static fn (string $part): string => str_replace('_', '\\', ucwords($part === '' ? 'index' : $part, '_'));
        $class = str_replace('_', '\\', (string) ($route?->module['name'] ?? '')) . '\\Controller\\' . $word($folder) . '\\' . $word($action);
        if ($route === null || !class_exists($class)) {
            http_response_code(404);
            echo Pages\Frame::shop('404', '<h1>404</h1>');

            return;
        }
        $controller = ObjectManager::get()->create($class);
        $fits = $method === 'POST' ? $controller instanceof HttpPostActionInterface : $controller instanceof HttpGetActionInterface;
        if (!$fits) {
            http_response_code(405);

            return;
        }
        $request = ObjectManager::get()->one(Http::class);
        $knows = $controller instanceof CsrfAwareActionInterface ? $controller->validateForCsrf($request) : null;
        if ($method === 'POST' && $knows !== true && ($_POST['form_key'] ?? '') !== self::formKey()) {
            http_response_code(403);

            return;
        }
        $result = $controller->execute();
        if (!is_object($result) || !method_exists($result, 'send')) {
            throw Outside::of('a controller that answers neither a redirect nor JSON');
        }
        $result->send();
    }

    public static function formKey(): string
    {
        return $_SESSION['form_key'] ??= bin2hex(random_bytes(8));
    }
}
