<?php

declare(strict_types=1);

namespace Kernel;

/** Declared tables (db_schema.xml) as statements of the database. */
final class Schema
{
    private const TYPES = [
        'varchar' => 'TEXT', 'text' => 'TEXT', 'mediumtext' => 'TEXT', 'json' => 'TEXT', 'timestamp' => 'TEXT', 'datetime' => 'TEXT',
        'int' => 'INTEGER', 'smallint' => 'INTEGER', 'bigint' => 'INTEGER', 'boolean' => 'INTEGER', 'decimal' => 'NUMERIC',
    ];

    public static function createTable(\SimpleXMLElement $table): string
    {
        $columns = [];
        foreach ($table->column as $column) {
            $type = (string) $column->attributes('xsi', true)['type'];
            if (!isset(self::TYPES[$type])) {
                throw Outside::of("a column of type $type");
            }
            $default = (string) $column['default'];
            $columns[] = "\"{$column['name']}\" " . self::TYPES[$type]
                . ((string) $column['nullable'] === 'false' ? ' NOT NULL' : '')
                . ($default === '' ? '' : ' DEFAULT ' . ($default === 'CURRENT_TIMESTAMP' ? $default : "'" . str_replace("'", "''", $default) . "'"));
        }
        foreach ($table->constraint as $constraint) {
            $kind = ['primary' => 'PRIMARY KEY', 'unique' => 'UNIQUE'][(string) $constraint->attributes('xsi', true)['type']] ?? null;
            if ($kind === null) {
                throw Outside::of('a constraint other than primary and unique');
            }
            $names = [];
            foreach ($constraint->column as $column) {
                $names[] = "\"{$column['name']}\"";
            }
            $columns[] = "$kind (" . implode(', ', $names) . ')';
        }

        return "CREATE TABLE IF NOT EXISTS \"{$table['name']}\" (" . implode(', ', $columns) . ')';
    }
}
