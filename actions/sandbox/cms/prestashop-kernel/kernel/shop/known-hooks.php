<?php

declare(strict_types=1);

/** Hooks that the kernel's pages and objects really call. */
final class KnownHooks
{
    private const CALLED = [
        'actionadmincontrollersetmedia', 'actioncartsave', 'actionfrontcontrollersetmedia', 'actionfrontcontrollersetmediabefore',
        'actionobjectaddafter', 'actionobjectupdateafter', 'actionorderslipadd', 'actionorderstatuspostupdate', 'actionorderstatusupdate',
        'actionpaymentconfirmation', 'actionvalidateorder', 'displayadminorder', 'displayadminordermain', 'displayadminordermainbottom',
        'displayadminorderside', 'displayadminordersidebottom', 'displayadminordertop', 'displaybackofficeheader', 'displayfooter',
        'displayheader', 'displayorderconfirmation', 'displayorderconfirmation1', 'displayorderconfirmation2', 'displaypaymentbybinaries',
        'displaypaymentreturn', 'displaypaymenttop', 'displayproductadditionalinfo', 'displayshoppingcart', 'displaytop', 'header',
        'paymentoptions',
    ];

    /** A module may also listen to hooks that itself calls: they carry its name. */
    public static function isKnown(string $hook, string $module): bool
    {
        $hook = strtolower($hook);

        return in_array($hook, self::CALLED, true) || str_contains($hook, strtolower($module))
            || preg_match('/^actionobject\w+(add|update)after$/', $hook) === 1;
    }
}
