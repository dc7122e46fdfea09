<?php

/** An autoloader as Composer writes it from composer.json, and every class of the package through it. */

declare(strict_types=1);
error_reporting(E_ALL);
set_error_handler(static function (int $level, string $message, string $file, int $line): bool {
    throw new ErrorException($message, 0, $level, $file, $line);
});
['package' => $package] = json_decode($argv[1], true, 16, JSON_THROW_ON_ERROR);
$composer = json_decode((string) file_get_contents($package . '/composer.json'), true, 64, JSON_THROW_ON_ERROR);
$constraint = $composer['require']['php'] ?? '';
if (preg_match('/^>=\s*(\d+\.\d+)/', $constraint, $least) === 1 && version_compare(PHP_VERSION, $least[1], '<')) {
    echo json_encode(['left' => 'it asks for PHP ' . $constraint]), "\n";
    exit(0);
}
$others = array_filter(array_keys($composer['require'] ?? []), static function (string $name): bool {
    return strpos($name, '/') !== false;
});
if ($others !== []) {
    echo json_encode(['left' => 'it needs packages of its own, and nothing is fetched here']), "\n";
    exit(0);
}
$extensions = [];
foreach (array_keys($composer['require'] ?? []) as $name) {
    if (strncmp($name, 'ext-', 4) === 0 && !extension_loaded(substr($name, 4))) {
        $extensions[] = $name;
    }
}
if ($extensions !== []) {
    echo json_encode(['left' => 'this PHP lacks ' . implode(', ', $extensions)]), "\n";
    exit(0);
}
$roots = $composer['autoload']['psr-4'] ?? [];
spl_autoload_register(static function (string $class) use ($roots, $package): void {
    foreach ($roots as $prefix => $folder) {
        if (strncmp($class, $prefix, strlen($prefix)) === 0) {
            $file = $package . '/' . $folder . str_replace('\\', '/', substr($class, strlen($prefix))) . '.php';
            if (is_file($file)) {
                require_once $file;
            }
        }
    }
});
foreach ($composer['autoload']['files'] ?? [] as $file) {
    require_once $package . '/' . $file;
}
ob_start();
$count = 0;
foreach ($roots as $prefix => $folder) {
    $root = $package . '/' . $folder;
    $files = new RecursiveIteratorIterator(new RecursiveDirectoryIterator($root, FilesystemIterator::SKIP_DOTS));
    foreach ($files as $file) {
        if ($file->getExtension() !== 'php') {
            continue;
        }
        $below = substr($file->getPathname(), strlen(rtrim($root, '/')) + 1, -4);
        $class = $prefix . str_replace('/', '\\', $below);
        if (!class_exists($class) && !interface_exists($class) && !trait_exists($class) && !enum_exists($class)) {
            throw new RuntimeException("Composer's autoloader finds no {$class} in {$file->getPathname()}.");
        }
        $count++;
    }
}
if (ob_get_clean() !== '') {
    throw new RuntimeException('Loading the classes prints something.');
}
if ($count === 0) {
    echo json_encode(['left' => 'composer.json leads to no classes']), "\n";
    exit(0);
}
echo json_encode(['version' => PHP_VERSION, 'detail' => "{$count} classes through Composer's rules"]), "\n";
