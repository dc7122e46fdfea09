<?php

declare(strict_types=1);

/** The shop's log: "Advanced parameters, Logs". */
final class PrestaShopLogger
{
    use Loud;

    public const LOG_SEVERITY_LEVEL_INFORMATIVE = 1;
    public const LOG_SEVERITY_LEVEL_WARNING = 2;
    public const LOG_SEVERITY_LEVEL_ERROR = 3;
    public const LOG_SEVERITY_LEVEL_MAJOR = 4;

    public static function addLog($message, $severity = 1, $code = null, $type = null, $id = null, $duplicates = false, $idEmployee = null): bool
    {
        if (!Validate::isCleanHtml((string) $message) || $severity < 1 || $severity > 4) {
            throw new PrestaShopException('Property PrestaShopLogger->message is not valid');
        }
        $same = "`message` = '" . pSQL($message) . "' AND `severity` = " . (int) $severity;
        if (!$duplicates && Db::getInstance()->getValue("SELECT 1 FROM `ps_log` WHERE $same")) {
            return true;
        }
        $row = ['severity' => (int) $severity, 'error_code' => (int) $code, 'message' => pSQL($message), 'object_type' => pSQL($type), 'object_id' => (int) $id, 'date_add' => date('Y-m-d H:i:s')];
        Journal::write('shop', ['severity' => (int) $severity, 'message' => (string) $message, 'type' => $type, 'id' => $id]);

        return Db::getInstance()->insert('log', $row);
    }
}
