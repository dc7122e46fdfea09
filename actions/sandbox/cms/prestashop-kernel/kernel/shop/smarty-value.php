<?php

declare(strict_types=1);

/** Expressions of templates: variables, texts, lists, comparisons, modifiers. */
final class SmartyValue
{
    private const WORDS = ['eq' => '==', 'neq' => '!=', 'ne' => '!=', 'gt' => '>', 'lt' => '<', 'gte' => '>=', 'ge' => '>=', 'lte' => '<=', 'le' => '<=', 'and' => '&&', 'or' => '||', 'not' => '!'];
    private const RANKS = ['||' => 1, '&&' => 2, '==' => 3, '!=' => 3, '===' => 3, '!==' => 3, '<' => 4, '>' => 4, '<=' => 4, '>=' => 4, '+' => 5, '-' => 5];

    /** @var list<string> */
    private array $tokens;
    private int $at = 0;

    /** @param array<string, mixed> $values */
    public function __construct(private string $source, private array $values, private bool $front)
    {
        $pattern = '/\s*(\'(?:[^\'\\\\]|\\\\.)*\'|"(?:[^"\\\\$`]|\\\\.)*"|\$[A-Za-z_]\w*(?:\.\w+)*|\d+(?:\.\d+)?|===|!==|==|!=|<=|>=|=>|&&|\|\||[A-Za-z_]\w*|[\[\](),|:!<>=+-])/As';
        $this->tokens = [];
        for ($at = 0; trim(substr($source, $at)) !== ''; $at += strlen($found[0])) {
            if (!preg_match($pattern, $source, $found, 0, $at)) {
                OutsideKernel::refuse("{" . $source . "} in a template");
            }
            $this->tokens[] = self::WORDS[strtolower($found[1])] ?? $found[1];
        }
    }

    /** @return mixed */
    public function whole()
    {
        $value = $this->expression(0);
        if ($this->peek() !== '') {
            OutsideKernel::refuse("{" . $this->source . "} in a template");
        }

        return $value;
    }

    /** Attributes of a tag: name=value. @return array<string, mixed> */
    public function attributes(): array
    {
        $found = [];
        while ($this->peek() !== '') {
            $name = $this->next();
            if (!preg_match('/^\w+$/D', $name) || $this->next() !== '=') {
                OutsideKernel::refuse("{" . $this->source . "} in a template");
            }
            $found[$name] = $this->expression(0);
        }

        return $found;
    }

    private function peek(): string
    {
        return $this->tokens[$this->at] ?? '';
    }

    private function next(): string
    {
        return $this->tokens[$this->at++] ?? '';
    }

    private function demand(string $token): void
    {
        if ($this->next() !== $token) {
            OutsideKernel::refuse("{" . $this->source . "} in a template");
        }
    }

    /** @return mixed */
    private function expression(int $least)
    {
        $left = $this->modified();
        while (($rank = self::RANKS[$this->peek()] ?? 0) > $least) {
            $sign = $this->next();
            $right = $this->expression($rank);
            $left = match ($sign) {
                '||' => $left || $right, '&&' => $left && $right, '==' => $left == $right, '!=' => $left != $right, '===' => $left === $right,
                '!==' => $left !== $right, '<' => $left < $right, '>' => $left > $right, '<=' => $left <= $right, '>=' => $left >= $right,
                '+' => $left + $right, '-' => $left - $right,
            };
        }

        return $left;
    }

    /** @return mixed */
    private function modified()
    {
        $value = $this->primary();
        while ($this->peek() === '|') {
            $this->next();
            $name = $this->next();
            $arguments = [];
            while ($this->peek() === ':') {
                $this->next();
                $arguments[] = $this->primary();
            }
            $value = $this->modify($value, $name, $arguments);
        }

        return $value;
    }

    /** @return mixed */
    private function primary()
    {
        $token = $this->next();
        if ($token === '!') {
            return !$this->modified();
        }
        if ($token === '(') {
            $value = $this->expression(0);
            $this->demand(')');

            return $value;
        }
        if ($token === '[') {
            return $this->listed();
        }
        if ($token !== '' && ($token[0] === "'" || $token[0] === '"')) {
            return stripslashes(substr($token, 1, -1));
        }
        if ($token !== '' && $token[0] === '$') {
            return $this->variable($token);
        }
        if (is_numeric($token)) {
            return $token + 0;
        }
        if (in_array(strtolower($token), ['true', 'false', 'null'], true)) {
            return ['true' => true, 'false' => false, 'null' => null][strtolower($token)];
        }
        if (in_array($token, ['isset', 'empty', 'count'], true) && $this->peek() === '(') {
            $this->demand('(');
            $path = $this->next();
            $this->demand(')');
            [$there, $value] = $this->find($path);

            return ['isset' => $there && $value !== null, 'empty' => empty($value), 'count' => is_countable($value) ? count($value) : 0][$token];
        }
        OutsideKernel::refuse("$token in {" . $this->source . "} of a template");
    }

    private function listed(): array
    {
        $list = [];
        while ($this->peek() !== ']') {
            $value = $this->expression(0);
            if ($this->peek() === '=>') {
                $this->next();
                $list[$value] = $this->expression(0);
            } else {
                $list[] = $value;
            }
            if ($this->peek() !== ']') {
                $this->demand(',');
            }
        }
        $this->demand(']');

        return $list;
    }

    /** @return array{0: bool, 1: mixed} */
    private function find(string $path): array
    {
        $value = $this->values;
        foreach (explode('.', substr($path, 1)) as $name) {
            if (!is_array($value) || !array_key_exists($name, $value)) {
                return [false, null];
            }
            $value = $value[$name];
        }

        return [true, $value];
    }

    /** @return mixed */
    private function variable(string $path)
    {
        [$there, $value] = $this->find($path);
        if (!$there) {
            // PHP would warn, and the page would show nothing.
            throw new OutOfBoundsException("$path was not assigned to the template");
        }

        return $value;
    }

    /** @return mixed */
    private function modify($value, string $name, array $arguments)
    {
        if ($name === 'escape') {
            return $this->escape((string) $value, (string) ($arguments[0] ?? 'html'));
        }

        return match ($name) {
            'intval' => (int) $value,
            'floatval' => (float) $value,
            'count' => count($value),
            'default' => $value === null || $value === '' ? $arguments[0] ?? '' : $value,
            'upper' => mb_strtoupper((string) $value),
            'lower' => mb_strtolower((string) $value),
            'trim' => trim((string) $value),
            'nl2br' => nl2br((string) $value),
            'strip_tags' => strip_tags((string) $value),
            'json_encode' => (string) json_encode($value),
            'htmlspecialchars' => htmlspecialchars((string) $value, ENT_QUOTES, 'UTF-8'),
            'cat' => $value . ($arguments[0] ?? ''),
            default => OutsideKernel::refuse("the modifier |$name of a template"),
        };
    }

    private function escape(string $text, string $type): string
    {
        if (in_array($type, ['html', 'htmlall'], true)) {
            // The shop's pages escape what a template prints, and leave |escape aside: inside {l sprintf} nothing does.
            return $this->front ? $text : htmlspecialchars($text, ENT_QUOTES, 'UTF-8');
        }

        return match ($type) {
            'url' => rawurlencode($text),
            'quotes' => (string) preg_replace("/(?<!\\\\)'/", "\\'", $text),
            'javascript' => strtr($text, ['\\' => '\\\\', "'" => "\\'", '"' => '\\"', "\r" => '\\r', "\n" => '\\n', '</' => '<\/']),
            default => OutsideKernel::refuse("|escape:'$type' of a template"),
        };
    }
}
