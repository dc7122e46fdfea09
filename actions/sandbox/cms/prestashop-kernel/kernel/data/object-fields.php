<?php

declare(strict_types=1);

/** What the definition of an object says about its fields. */
final class ObjectFields
{
    /** @param mixed $value */
    public static function format($value, array $field): string
    {
        return match ($field['type']) {
            ObjectModel::TYPE_INT => (string) (int) $value,
            ObjectModel::TYPE_BOOL => (string) (int) (bool) $value,
            ObjectModel::TYPE_FLOAT => (string) (float) str_replace(',', '.', (string) $value),
            ObjectModel::TYPE_HTML, ObjectModel::TYPE_STRING, ObjectModel::TYPE_DATE, ObjectModel::TYPE_NOTHING, ObjectModel::TYPE_SQL => (string) $value,
            default => OutsideKernel::refuse("a field of type {$field['type']}"),
        };
    }

    /** @param mixed $value @return string|null Why it is not valid. */
    public static function explain(string $class, string $name, $value, array $field): ?string
    {
        $empty = $value === null || $value === '' || $value === false && $field['type'] !== ObjectModel::TYPE_BOOL;
        if (!empty($field['required']) && $empty) {
            return "Property $class->$name is empty.";
        }
        if (isset($field['size']) && mb_strlen((string) $value) > $field['size']) {
            return "The length of property $class->$name is currently " . mb_strlen((string) $value) . " chars. It must be between 0 and {$field['size']} chars.";
        }
        if (isset($field['values']) && !in_array($value, $field['values'], true)) {
            return "Property $class->$name has a bad value.";
        }
        $check = $field['validate'] ?? null;
        if ($check !== null && !$empty && !Validate::$check($value)) {
            return "Property $class->$name is not valid";
        }

        return null;
    }
}
