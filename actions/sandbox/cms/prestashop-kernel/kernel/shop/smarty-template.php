<?php

declare(strict_types=1);

/** One template: exactly the tags that payment modules use; every other is refused. */
final class SmartyTemplate
{
    /** Modifiers after which the back office may print a value. */
    private const SAFE = '/\|\s*(escape|intval|floatval|count|htmlspecialchars|json_encode)\b[^|]*$/';

    /** @var list<string> Text and tags by turns. */
    private array $parts;
    private int $at = 0;

    public function __construct(private string $file, private bool $front, private ShopSmarty $smarty)
    {
        $source = (string) preg_replace('/\{\*.*?\*\}/s', '', (string) file_get_contents($file));
        $tag = '/(\{literal\}.*?\{\/literal\}|\{[^\s{}](?:[^{}\'"]|\'(?:[^\'\\\\]|\\\\.)*\'|"(?:[^"\\\\]|\\\\.)*")*\})/s';
        $this->parts = preg_split($tag, $source, -1, PREG_SPLIT_DELIM_CAPTURE) ?: [];
    }

    /** @param array<string, mixed> $values */
    public function render(array $values): string
    {
        $this->at = 0;
        [$text, $end] = $this->block($values, true);
        if ($end !== '') {
            throw new PrestaShopException("{{$end}} is not open in {$this->file}.");
        }

        return $text;
    }

    /** Renders up to a tag that ends or divides a block. @return array{0: string, 1: string} */
    private function block(array &$values, bool $show): array
    {
        $text = '';
        while ($this->at < count($this->parts)) {
            $part = $this->parts[$this->at++];
            if ($this->at % 2 === 1) {
                $text .= $show ? $part : '';
                continue;
            }
            if (str_starts_with($part, '{literal}')) {
                $text .= $show ? substr($part, 9, -10) : '';
                continue;
            }
            $inside = trim(substr($part, 1, -1));
            $word = preg_match('/^[\w\/]+/', $inside, $found) ? $found[0] : '';
            if (in_array($word, ['/if', '/foreach', 'else', 'elseif', 'foreachelse'], true) || $inside === 'else if') {
                return [$text, $inside];
            }
            $text .= match ($word) {
                'if' => $this->choose($values, $show, substr($inside, 2)),
                'foreach' => $this->loop($values, $show, substr($inside, 7)),
                default => $show ? $this->tag($values, $word, $inside) : '',
            };
        }

        return [$text, ''];
    }

    private function choose(array &$values, bool $show, string $condition): string
    {
        $text = '';
        $open = $show && $this->value($condition, $values);
        $done = $open;
        for (;;) {
            [$inside, $end] = $this->block($values, $open);
            $text .= $inside;
            if ($end === '/if') {
                return $text;
            }
            if ($end !== 'else' && !str_starts_with($end, 'elseif')) {
                throw new PrestaShopException("{if} ends with {{$end}} in {$this->file}.");
            }
            $open = $show && !$done && ($end === 'else' || $this->value(substr($end, 6), $values));
            $done = $done || $open;
        }
    }

    private function loop(array &$values, bool $show, string $head): string
    {
        $known = preg_match('/^\s*(\$[\w.]+)\s+as\s+(?:\$(?<key>\w+)\s*=>\s*)?\$(?<item>\w+)\s*$/D', $head, $found)
            || preg_match('/^\s*from=(\$[\w.]+)\s+item=[\'"]?(?<item>\w+)[\'"]?(?:\s+key=[\'"]?(?<key>\w+)[\'"]?)?\s*$/D', $head, $found);
        if (!$known) {
            OutsideKernel::refuse("{foreach$head} in {$this->file}");
        }
        $from = $this->at;
        $text = '';
        $items = $show ? (array) $this->value($found[1], $values) : [];
        foreach ($items as $key => $item) {
            $this->at = $from;
            $inner = [$found['item'] => $item] + (empty($found['key']) ? [] : [$found['key'] => $key]) + $values;
            [$inside, $end] = $this->block($inner, true);
            $text .= $inside;
        }
        if ($items === []) {
            [, $end] = $this->block($values, false);
        }
        if ($end === 'foreachelse') {
            [$inside, $end] = $this->block($values, $show && $items === []);
            $text .= $inside;
        }
        if ($end !== '/foreach') {
            throw new PrestaShopException("{foreach} ends with {{$end}} in {$this->file}.");
        }

        return $text;
    }

    private function tag(array &$values, string $word, string $inside): string
    {
        if ($inside[0] === '$') {
            return $this->show($inside, $values);
        }
        $rest = substr($inside, strlen($word));
        if (!in_array($word, ['l', 'include', 'assign'], true)) {
            OutsideKernel::refuse("{{$inside}} in {$this->file}");
        }
        $given = (new SmartyValue($rest, $values, $this->front))->attributes();
        if ($word === 'assign') {
            $values[$given['var']] = $given['value'];

            return '';
        }
        if ($word === 'include') {
            return $this->smarty->render((string) $given['file'], array_diff_key($given, ['file' => 1]) + $values);
        }

        return $this->translate($given, $inside);
    }

    private function translate(array $given, string $inside): string
    {
        $unknown = array_diff(array_keys($given), ['s', 'd', 'sprintf']);
        if ($unknown !== [] || empty($given['d'])) {
            OutsideKernel::refuse("{{$inside}} in {$this->file}");
        }
        foreach ($this->front ? $given['sprintf'] ?? [] : [] as $name => $value) {
            // The finding of a real shop: there |escape:'htmlall' does nothing, and {l} prints what it is given.
            if (preg_match('/<\w|<\//', (string) $value) && preg_match('/^%/', (string) $name)) {
                error_log("PHP Kernel: $name stands unescaped in {l} of {$this->file}; in the shop's pages |escape:'htmlall' does nothing there");
            }
        }

        return Context::getContext()->getTranslator()->trans((string) $given['s'], (array) ($given['sprintf'] ?? []), (string) $given['d']);
    }

    private function show(string $inside, array $values): string
    {
        if (str_ends_with($inside, ' nofilter')) {
            return (string) $this->value(substr($inside, 0, -9), $values);
        }
        if ($this->front) {
            return htmlspecialchars((string) $this->value($inside, $values), ENT_QUOTES, 'UTF-8');
        }
        if (!preg_match(self::SAFE, $inside)) {
            OutsideKernel::refuse("{{$inside}} without |escape in {$this->file}");
        }

        return (string) $this->value($inside, $values);
    }

    /** @return mixed */
    private function value(string $source, array $values)
    {
        return (new SmartyValue($source, $values, $this->front))->whole();
    }
}
