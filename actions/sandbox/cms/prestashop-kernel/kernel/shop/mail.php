<?php

declare(strict_types=1);

/** Nothing is sent; the journal says what would have been. */
final class Mail
{
    use Loud;

    public static function Send($idLang, $template, $subject, $vars, $to, $toName = null, $from = null, $fromName = null, $attachment = null, $smtp = null, $path = null, $die = false, $idShop = null): bool
    {
        Journal::write('mail', ['to' => $to, 'subject' => $subject, 'template' => $template, 'vars' => $vars]);

        return true;
    }
}
