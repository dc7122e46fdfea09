import fc from "fast-check";

/** Text that breaks out of something somewhere: quotes, ends of comments, template marks, invisible characters. */
export const hostileTexts = [
  "O'Reilly & Söhne <b>",
  "{{7*7}} ${x} %s */ ?>",
  '"; system("id"); //',
  "'); DROP TABLE orders; --",
  "<?php phpinfo(); ?>",
  "<% it %> <%= it.name %> `${1}`",
  "</script><!-- <script>alert(1)</script>",
  "]]> &amp; &#39; &lt;!ENTITY x SYSTEM 'file:///etc/passwd'&gt;",
  "@octocat #1 https://evil.example ![x](javascript:alert(1)) [a]: b",
  "line one\nline two\r\n= Heading =\u2028\u2029\u0085",
  "a\u202Eb\u200Bc\uFEFFd\u0000e\u007F",
  "\\' \\\\ \\n \\u0041 $HOME $(id) `id` $'x'",
  "ends with a backslash \\",
  "ends with a dash -",
  "{brand} {device} $& $1 $$",
  "🏴‍☠️ مرحبا \uD800 lone",
  "--- !!js/function 'x' &a *a",
];

/** Any Unicode text, lone surrogates and control characters too, mixed with the texts above. */
export const anyText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.string({ maxLength: 12 }),
      fc.constantFrom(...hostileTexts),
    ),
    {
      maxLength: 4,
    },
  )
  .map((parts) => parts.join(""));
