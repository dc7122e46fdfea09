<?php

/** Stands where sendmail would be: writes down who would get a letter, and its subject; nothing is sent. */

$letter = (string) stream_get_contents(STDIN);
$read = static function (string $name) use ($letter): string {
    return preg_match('/^' . $name . ': *(.+(?:\r?\n[ \t].+)*)/mi', $letter, $found) === 1 ? iconv_mime_decode($found[1], ICONV_MIME_DECODE_CONTINUE_ON_ERROR, 'UTF-8') : '';
};
$record = ['to' => $read('To'), 'subject' => $read('Subject')];
file_put_contents('/tmp/forge-mail.jsonl', json_encode($record, JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE) . "\n", FILE_APPEND | LOCK_EX);
