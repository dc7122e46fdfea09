<?php

/**
 * Makes the shop ready around its own installer: `before <folder> <iso> <locale>` and `after <folder>`.
 *
 * The installer wants to download the language's pack. One that lies in translations/ already is taken instead; where the operator's
 * folder has none, ours is empty: the shop's own sentences stay English, those of modules do not.
 */

[, $when, $folder] = $argv;
if ($when === 'before') {
    [, , , $iso, $locale] = $argv;
    foreach (['var/logs', 'var/cache'] as $path) {
        is_dir("$folder/$path") || mkdir("$folder/$path", 0777, true);
    }
    $pack = "$folder/translations/sf-$locale.zip";
    if (!is_file($pack)) {
        $zip = new ZipArchive();
        $zip->open($pack, ZipArchive::CREATE);
        $zip->addFromString(
            "$locale/ShopPlugsmith.$locale.xlf",
            '<?xml version="1.0" encoding="UTF-8"?><xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">'
            . '<file original="plugsmith" source-language="en-US" target-language="' . $locale . '" datatype="plaintext"><body/></file></xliff>'
        );
        $zip->close();
    }
    // Its mere presence keeps the installer from the download.
    touch("$folder/translations/$iso.gzip");
} else {
    require "$folder/config/config.inc.php";
    // No mail leaves, and none waits for a server.
    Configuration::updateValue('PS_MAIL_METHOD', 3);
    if ((new Language((int) Configuration::get('PS_LANG_DEFAULT')))->is_rtl) {
        // What an owner presses under Design > Theme: without it the shop's own pages run from left to right.
        Language::getRtlStylesheetProcessor()->setProcessFOThemes([Context::getContext()->shop->theme_name])->process();
    }
}
