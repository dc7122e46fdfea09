const rightToLeft = ["ar", "fa", "he", "ur"];

/**
 * A language pack of WordPress with nothing in it but the direction: the real ones cannot be fetched behind the boundary,
 * and WordPress takes no language without one. `locale` as in requests, for example `fr_FR`.
 */
export function renderLanguagePack(locale: string): string {
  if (!/^[a-z]{2,3}(_[A-Z]{2})?$/.test(locale)) throw new Error(`${JSON.stringify(locale)} is no locale.`);
  const direction = rightToLeft.includes(locale.split("_")[0] ?? "") ? "rtl" : "ltr";
  return `<?php return array( 'domain' => 'default', 'language' => '${locale}', 'messages' => array( "text direction\\4ltr" => '${direction}' ) );\n`;
}
