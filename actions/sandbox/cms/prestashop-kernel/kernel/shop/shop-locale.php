<?php

declare(strict_types=1);

/** How a language writes prices and numbers. */
final class ShopLocale
{
    use Loud;

    private const MARKS = ['fr' => [',', "\u{202F}", false], 'de' => [',', '.', false], 'es' => [',', '.', false], 'ar' => ['٫', '٬', false], 'en' => ['.', ',', true]];

    public function __construct(private string $code)
    {
    }

    public function getCode(): string
    {
        return $this->code;
    }

    public function formatPrice($number, $currency): string
    {
        [$point, $thousands, $before] = self::MARKS[substr($this->code, 0, 2)] ?? self::MARKS['en'];
        $symbol = $currency === 'EUR' ? '€' : $currency;
        $text = number_format(abs((float) $number), 2, $point, $thousands);
        if (str_starts_with($this->code, 'ar')) {
            $text = strtr($text, ['٠', '١', '٢', '٣', '٤', '٥', '٦', '٧', '٨', '٩']);
        }
        $sign = (float) $number < 0 ? '-' : '';

        return $before ? "$sign$symbol$text" : "$sign$text\u{A0}$symbol";
    }

    public function formatNumber($number): string
    {
        return rtrim(rtrim(number_format((float) $number, 3), '0'), '.');
    }
}
