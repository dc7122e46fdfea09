<?php

declare(strict_types=1);

/** A form of the back office, as modules describe it. */
class HelperForm
{
    use Loud;

    public $id;
    public $module;
    public $name_controller = '';
    public $title;
    public $table;
    public $identifier;
    public $token;
    public $currentIndex;
    public $submit_action;
    public $show_toolbar = false;
    public $toolbar_scroll = false;
    public $toolbar_btn;
    public $default_form_language;
    public $allow_employee_form_lang = 0;
    public $languages = [];
    public $first_call = true;
    public $fields_value = [];
    public $tpl_vars = [];
    public $bootstrap = false;

    /** @param list<array<string, mixed>> $forms */
    public function generateForm($forms): string
    {
        $values = $this->tpl_vars['fields_value'] ?? $this->fields_value;
        $html = '';
        foreach ($forms as ['form' => $form]) {
            $unknown = array_diff(array_keys($form), ['legend', 'description', 'input', 'submit', 'tinymce', 'warning', 'error', 'success']);
            if ($unknown !== []) {
                OutsideKernel::refuse('HelperForm with ' . implode(', ', $unknown));
            }
            $legend = isset($form['legend']) ? '<div class="panel-heading">' . Tools::safeOutput($form['legend']['title']) . '</div>' : '';
            foreach (['description' => 'info', 'warning' => 'warning', 'error' => 'danger', 'success' => 'success'] as $part => $class) {
                // As PrestaShop does: these texts are HTML.
                $legend .= empty($form[$part]) ? '' : "<div class=\"alert alert-$class\">{$form[$part]}</div>";
            }
            $fields = implode('', array_map(fn (array $field): string => $this->field($field, $values), $form['input'] ?? []));
            $html .= "<div class=\"panel\" id=\"fieldset_0\">$legend<div class=\"form-wrapper\">$fields</div>" . $this->footer($form['submit'] ?? null) . '</div>';
        }
        $table = $this->table === null ? 'configuration' : $this->table;
        $action = htmlspecialchars($this->currentIndex . '&token=' . $this->token, ENT_QUOTES, 'UTF-8');
        $hidden = $this->submit_action ? '<input type="hidden" name="' . Tools::safeOutput($this->submit_action) . '" value="1">' : '';

        return "<form id=\"{$table}_form\" class=\"defaultForm form-horizontal\" action=\"$action\" method=\"post\" enctype=\"multipart/form-data\" novalidate>$hidden$html</form>";
    }

    private function footer(?array $submit): string
    {
        if ($submit === null) {
            return '';
        }
        $name = Tools::safeOutput((string) ($submit['name'] ?? $this->submit_action));
        $id = Tools::safeOutput((string) ($submit['id'] ?? "{$this->table}_form_submit_btn"));

        return "<div class=\"panel-footer\"><button type=\"submit\" value=\"1\" id=\"$id\" name=\"$name\" class=\"btn btn-primary pull-right\">" . Tools::safeOutput($submit['title']) . '</button></div>';
    }

    private function field(array $field, array $values): string
    {
        $name = (string) $field['name'];
        if (!array_key_exists($name, $values) && !in_array($field['type'], ['html', 'free'], true)) {
            throw new PrestaShopException("HelperForm has no value for the field $name.");
        }
        $value = $values[$name] ?? '';
        if (!empty($field['lang']) || is_array($value)) {
            OutsideKernel::refuse("HelperForm's field $name in several languages");
        }
        if ($field['type'] === 'hidden') {
            return '<input type="hidden" name="' . Tools::safeOutput($name) . '" id="' . Tools::safeOutput($name) . '" value="' . $this->escape($value) . '">';
        }
        $label = isset($field['label']) ? '<label class="control-label' . (empty($field['required']) ? '' : ' required') . '" for="' . Tools::safeOutput($name) . "\">{$field['label']}</label>" : '';
        $help = empty($field['desc']) ? '' : '<p class="help-block">' . implode('<br>', (array) $field['desc']) . '</p>';

        return "<div class=\"form-group\">$label<div class=\"form-field\">" . $this->control($field, $name, $value) . "$help</div></div>";
    }

    private function escape($value): string
    {
        return htmlspecialchars((string) $value, ENT_QUOTES, 'UTF-8');
    }

    private function control(array $field, string $name, $value): string
    {
        $id = $this->escape($field['id'] ?? $name);
        $name = $this->escape($name);
        $required = empty($field['required']) ? '' : ' required="required"';

        return match ($field['type']) {
            'text' => "<input type=\"text\" name=\"$name\" id=\"$id\" value=\"{$this->escape($value)}\" class=\"form-control\"$required>",
            // PrestaShop never shows what is kept.
            'password' => "<input type=\"password\" id=\"$id\" name=\"$name\" value=\"\" class=\"form-control\"$required>",
            'color' => "<input type=\"color\" data-hex=\"true\" class=\"color mColorPickerInput\" name=\"$name\" value=\"{$this->escape($value)}\">",
            'textarea' => "<textarea name=\"$name\" id=\"$id\" class=\"textarea-autosize form-control\"$required>{$this->escape($value)}</textarea>",
            'switch' => $this->switched($field, $name, $value),
            'select' => $this->select($field, $name, $id, $value),
            default => OutsideKernel::refuse("HelperForm's type {$field['type']}"),
        };
    }

    private function switched(array $field, string $name, $value): string
    {
        $html = '';
        foreach ($field['values'] as $choice) {
            $id = $name . ($choice['value'] == 1 ? '_on' : '_off');
            $checked = $value == $choice['value'] ? ' checked="checked"' : '';
            $html .= "<input type=\"radio\" name=\"$name\" id=\"$id\" value=\"{$this->escape($choice['value'])}\"$checked><label for=\"$id\">{$this->escape($choice['label'] ?? '')}</label>";
        }

        return "<span class=\"switch prestashop-switch fixed-width-lg\">$html<a class=\"slide-button btn\"></a></span>";
    }

    private function select(array $field, string $name, string $id, $value): string
    {
        ['query' => $query, 'id' => $key, 'name' => $label] = $field['options'];
        $html = '';
        foreach ($query as $row) {
            $html .= '<option value="' . $this->escape($row[$key]) . '"' . ($row[$key] == $value ? ' selected' : '') . ">{$this->escape($row[$label])}</option>";
        }

        return "<select name=\"$name\" id=\"$id\" class=\"form-control\">$html</select>";
    }
}
