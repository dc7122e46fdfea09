<?php

declare(strict_types=1);

/** The employee's way in. */
final class LoginPage
{
    public static function answer(): string
    {
        $problem = '';
        if (($_SERVER['REQUEST_METHOD'] ?? '') === 'POST') {
            $employee = Employee::findByEmail((string) Tools::getValue('email'));
            if ($employee && password_verify((string) ($_POST['passwd'] ?? ''), (string) $employee->passwd)) {
                $context = Context::getContext();
                $context->cookie->id_employee = (int) $employee->id;
                $context->employee = $employee;
                Tools::redirect($context->link->getAdminLink('AdminDashboard'));
            }
            $problem = '<div id="error" class="alert alert-danger">' . Tools::safeOutput(Words::say('The employee does not exist, or the password provided is incorrect.')) . '</div>';
        }
        $words = static fn (string $english): string => Tools::safeOutput(Words::say($english));

        return BackPage::frame($words('Log in'), '<div id="login"><div id="login-panel"><h4 id="shop_name">' . Tools::safeOutput((string) Configuration::get('PS_SHOP_NAME')) . "</h4>$problem"
            . "<form action=\"/desk/index.php?controller=AdminLogin\" id=\"login_form\" method=\"post\"><div class=\"form-group\"><label for=\"email\">{$words('Email address')}</label><input name=\"email\" type=\"email\" id=\"email\" class=\"form-control\" autofocus></div>"
            . "<div class=\"form-group\"><label for=\"passwd\">{$words('Password')}</label><input name=\"passwd\" type=\"password\" id=\"passwd\" class=\"form-control\"></div><button id=\"submit_login\" name=\"submitLogin\" type=\"submit\" class=\"btn btn-primary btn-block\">{$words('Log in')}</button></form></div></div>");
    }
}
