import { makeModuleName } from "./make-module-name.ts";

/** A path of pack.yml with its marks replaced: `{{name}}`, `{{snake}}` (with _ for -), `{{module}}`, `{{Module}}`, and with a locale `{{locale}}` and `{{tag}}`, with a version `{{version}}`. */
export function fillPath(path: string, name: string, locale = "", version = ""): string {
  const word = makeModuleName(name);
  return path
    .replaceAll("{{name}}", name)
    .replaceAll("{{snake}}", name.replaceAll("-", "_"))
    .replaceAll("{{module}}", word)
    .replaceAll("{{Module}}", word.charAt(0).toUpperCase() + word.slice(1))
    .replaceAll("{{version}}", version)
    .replaceAll("{{locale}}", locale)
    .replaceAll("{{tag}}", locale.replace("_", "-"));
}
