<?php

declare(strict_types=1);

/** The Module Manager. */
final class ModulesPage
{
    public static function render(): string
    {
        $cards = '';
        foreach (glob(_PS_MODULE_DIR_ . '*', GLOB_ONLYDIR) ?: [] as $folder) {
            $module = Module::getInstanceByName(basename($folder));
            $cards .= $module ? self::card($module) : '';
        }
        $words = static fn (string $english): string => Tools::safeOutput(Words::say($english));

        return BackPage::render(
            'AdminModulesSf',
            Words::say('Module Manager'),
            "<div class=\"toolbar\"><a class=\"btn btn-primary\" id=\"page-header-desc-configuration-add_module\" href=\"#\">{$words('Upload a module')}</a></div><div id=\"modules-list-container-all\" class=\"modules-list\">$cards</div>" . self::import()
        );
    }

    private static function path(string $action): string
    {
        return Tools::safeOutput("/desk/index.php/improve/modules/manage/action/$action?_token=" . Tools::getAdminTokenLite('back-office'));
    }

    private static function import(): string
    {
        $words = static fn (string $english): string => Tools::safeOutput(Words::say($english));
        $configure = Tools::safeOutput(Context::getContext()->link->getAdminLink('AdminModules'));

        return '<div id="module-modal-import" class="modal" role="dialog"><div class="modal-dialog"><div class="modal-content"><div class="modal-header"><h4 class="modal-title module-modal-title">' . $words('Upload a module') . '</h4><button id="module-modal-import-closing-cross" type="button" class="close">×</button></div>'
            . '<div class="modal-body"><form action="' . self::path('import') . "\" class=\"dropzone\" id=\"importDropzone\" data-configure=\"$configure\"><div class=\"module-import-start\"><p class=\"module-import-start-main-text\"><a href=\"#\" class=\"module-import-start-select-manual\">{$words('Drop your module archive here or select file')}</a></p></div>"
            . "<div class=\"module-import-processing\" hidden><p class=\"module-import-processing-main-text\">{$words('Installing module...')}</p></div><div class=\"module-import-success\" hidden><p class=\"module-import-success-msg\">✓ {$words('Module installed!')}</p><a class=\"module-import-success-configure btn btn-outline-primary\" href=\"#\">{$words('Configure')}</a></div>"
            . "<div class=\"module-import-failure\" hidden><p class=\"module-import-failure-msg\">{$words('Oops... Upload failed.')}</p><div class=\"module-import-failure-details\"></div></div></form></div></div></div></div>";
    }

    private static function card(Module $module): string
    {
        $name = $module->name;
        $installed = Module::isInstalled($name);
        $words = static fn (string $english): string => Tools::safeOutput(Words::say($english));
        $button = static fn (string $action, string $english): string => '<form method="post" class="btn-group form-action-button" action="' . self::path("$action/$name") . "\"><button type=\"submit\" class=\"btn btn-outline-primary module_action_menu_$action\" data-confirm_modal=\"module-modal-confirm-$name-$action\">{$words($english)}</button></form>";
        $configure = Tools::safeOutput(Context::getContext()->link->getAdminLink('AdminModules', true, [], ['configure' => $name]));
        $actions = $installed
            ? (method_exists($module, 'getContent') ? "<a class=\"btn btn-outline-primary\" href=\"$configure\">{$words('Configure')}</a>" : '')
                . '<button type="button" class="btn btn-outline-primary dropdown-toggle dropdown-toggle-split" data-toggle="dropdown" aria-expanded="false">▾</button><div class="dropdown-menu" hidden>' . $button('uninstall', 'Uninstall') . '</div>'
            : $button('install', 'Install');
        $logo = is_file(_PS_MODULE_DIR_ . "$name/logo.png") ? "/modules/$name/logo.png" : '';
        $shown = Tools::safeOutput(htmlspecialchars_decode((string) $module->displayName));
        $warning = $installed && $module->warning ? '<p class="text-warning">' . Tools::safeOutput((string) $module->warning) . '</p>' : '';

        return "<div class=\"module-item module-item-list\" data-tech-name=\"$name\" data-name=\"$shown\" data-version=\"" . Tools::safeOutput((string) $module->version) . '" data-active="' . (int) $module->active . '" data-installed="' . (int) $installed . '"><img src="' . Tools::safeOutput($logo) . "\" alt=\"\" width=\"57\" height=\"57\">"
            . "<div><h3 class=\"module-name-list\">$shown</h3><p class=\"small-text\">v" . Tools::safeOutput((string) $module->version) . ' – ' . Tools::safeOutput((string) $module->author) . '</p><p>' . Tools::safeOutput(htmlspecialchars_decode((string) $module->description)) . "</p>$warning</div><div class=\"module-actions\">$actions</div></div>"
            . ($installed ? self::confirm($module) : '');
    }

    private static function confirm(Module $module): string
    {
        $name = $module->name;
        $words = static fn (string $english): string => Tools::safeOutput(Words::say($english));

        return "<div id=\"module-modal-confirm-$name-uninstall\" class=\"modal\" role=\"dialog\"><div class=\"modal-dialog\"><div class=\"modal-content\"><div class=\"modal-header\"><h4 class=\"modal-title module-modal-title\">{$words('Uninstall module?')}</h4></div><div class=\"modal-body\"><p>" . Tools::safeOutput((string) $module->confirmUninstall)
            . "</p><label><input type=\"checkbox\" id=\"force_deletion\" name=\"force_deletion\" data-tech-name=\"$name\"> {$words('Optional: delete module folder after uninstall.')}</label></div><div class=\"modal-footer\"><input type=\"button\" class=\"btn btn-outline-secondary\" data-dismiss=\"modal\" value=\"{$words('Cancel')}\"> "
            . '<a class="btn btn-primary uppercase module_action_modal_uninstall" href="' . self::path("uninstall/$name") . "\" data-dismiss=\"modal\" data-tech-name=\"$name\">{$words('Yes, uninstall it')}</a></div></div></div></div>";
    }
}
