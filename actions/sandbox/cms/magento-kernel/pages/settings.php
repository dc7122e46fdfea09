<?php

declare(strict_types=1);

namespace Kernel\Pages;

use Kernel\Messages;
use Kernel\Module;
use Kernel\ObjectManager;
use Kernel\Outside;
use Kernel\ShopConfig;
use Kernel\Words;
use Magento\Framework\App\Config\Value;
use Magento\Framework\Exception\LocalizedException;

/** Stores > Configuration, as the module's etc/adminhtml/system.xml describes it. */
final class Settings
{
    private const TYPES = ['text', 'textarea', 'select', 'multiselect', 'allowspecific', 'obscure', 'password'];

    public static function show(string $section): void
    {
        $body = '<form id="config-edit-form" method="post" action="/admin/system_config/save/section/' . $section . '"><div class="bar"><button class="primary" id="save">' . Frame::t('Save Config') . '</button></div>' . Desk::formKey() . '<div class="cols">' . self::menu($section) . '<div>';
        foreach (self::groups($section) as $group) {
            $body .= '<fieldset class="box" id="group-' . $group['id'] . '"><legend>' . self::label($group, 'label') . '</legend><p class="comment">' . self::label($group, 'comment') . '</p>';
            foreach ($group->field as $field) {
                $body .= self::field($section, (string) $group['id'], $field);
            }
            $body .= '</fieldset>';
        }
        echo Frame::admin(Words::translate('Configuration'), $body . '</div></div></form>');
    }

    public static function save(string $section): void
    {
        try {
            $values = [];
            foreach (self::groups($section) as $group) {
                foreach ($group->field as $field) {
                    $value = $_POST['groups'][(string) $group['id']][(string) $field['id']] ?? null;
                    if ($value !== null || (string) $field['type'] === 'multiselect') {
                        $values[] = self::valueOf("$section/{$group['id']}/{$field['id']}", $field, $value ?? []);
                    }
                }
            }
            // As Magento does: nothing is kept when one of them is refused.
            foreach ($values as $value) {
                $value->beforeSave();
            }
            foreach ($values as $value) {
                ShopConfig::write((string) $value->getPath(), (string) $value->getValue());
                $value->afterSave();
            }
            (new Messages())->addSuccessMessage(__('You saved the configuration.'));
        } catch (LocalizedException $problem) {
            (new Messages())->addErrorMessage($problem->getMessage());
        }
        header("Location: /admin/system_config/edit/section/$section", true, 303);
    }

    private static function valueOf(string $path, \SimpleXMLElement $field, mixed $given): Value
    {
        $model = trim((string) $field->backend_model) ?: Value::class;
        $value = ObjectManager::get()->create($model);
        if (!$value instanceof Value) {
            throw new \LogicException("$model is no config value.");
        }

        return $value->setData('path', $path)->setData('value', is_array($given) ? implode(',', $given) : trim((string) $given));
    }

    /** @return list<\SimpleXMLElement> */
    private static function groups(string $wanted): array
    {
        $groups = [];
        foreach (self::sections() as $section) {
            if ((string) $section['id'] === $wanted) {
                foreach ($section->group as $group) {
                    $groups[] = $group;
                }
            }
        }

        return $groups;
    }

    /** @return list<\SimpleXMLElement> */
    private static function sections(): array
    {
        $sections = [];
        foreach (Module::isEnabled() ? Module::xml('adminhtml/system.xml')?->system->section ?? [] : [] as $section) {
            $sections[] = $section;
        }

        return $sections;
    }

    private static function menu(string $current): string
    {
        $items = ['payment' => Frame::t('Payment Methods')];
        foreach (self::sections() as $section) {
            if ((string) $section['id'] === 'payment') {
                continue;
            }
            self::checkAccess((string) $section->resource);
            $items[(string) $section['id']] = self::label($section, 'label');
        }
        $html = '<nav class="sections"><b>' . Frame::t('Sales') . '</b>';
        foreach ($items as $id => $label) {
            $html .= '<a href="/admin/system_config/edit/section/' . $id . '"' . ($id === $current ? ' aria-current="page"' : '') . '>' . $label . '</a>';
        }

        return "$html</nav>";
    }

    /** A section whose resource acl.xml does not name is one that nobody may see. */
    private static function checkAccess(string $resource): void
    {
        $named = Module::xml('acl.xml')?->xpath('//resource[@id="' . $resource . '"]') ?: [];
        if ($named === [] && !str_starts_with($resource, 'Magento_')) {
            throw new \LogicException("etc/acl.xml does not name $resource.");
        }
    }

    private static function field(string $section, string $group, \SimpleXMLElement $field): string
    {
        $type = (string) $field['type'];
        if (!in_array($type, self::TYPES, true)) {
            throw Outside::of("a field of type $type");
        }
        $id = "{$section}_{$group}_{$field['id']}";
        $value = (string) (new ShopConfig())->getValue("$section/$group/{$field['id']}");
        $name = "groups[$group][{$field['id']}]";
        $input = $field->source_model->count() > 0
            ? self::select($id, $name, $type, $value, trim((string) $field->source_model))
            : '<input id="' . $id . '" name="' . $name . '" type="' . ($type === 'obscure' || $type === 'password' ? 'password' : 'text') . '" autocomplete="off" value="' . Frame::e($type === 'obscure' && $value !== '' ? '******' : $value) . '">';
        $comment = self::label($field, 'comment');

        return '<div class="field"><label for="' . $id . '">' . self::label($field, 'label') . '</label><div>' . $input . ($comment === '' ? '' : '<p class="comment">' . $comment . '</p>') . '</div></div>';
    }

    private static function select(string $id, string $name, string $type, string $value, string $source): string
    {
        $many = $type === 'multiselect';
        $chosen = $many ? explode(',', $value) : [$value];
        $html = '<select id="' . $id . '" name="' . $name . ($many ? '[]" multiple size="4' : '') . '">';
        foreach (ObjectManager::get()->one($source)->toOptionArray() as $option) {
            $selected = in_array((string) $option['value'], $chosen, true) ? ' selected' : '';
            $html .= '<option value="' . Frame::e((string) $option['value']) . '"' . $selected . '>' . Frame::e((string) $option['label']) . '</option>';
        }

        return "$html</select>";
    }

    /** A text of system.xml: translated where its `translate` names it, as in Magento. */
    private static function label(\SimpleXMLElement $node, string $name): string
    {
        $text = trim((string) $node->$name);

        return in_array($name, preg_split('/[\s,]+/', (string) $node['translate']) ?: [], true) ? Frame::t($text) : Frame::e($text);
    }
}
