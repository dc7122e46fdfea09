import type { ForgeRequest, PluginManifest } from "@plugsmith/schemas";
import { chosenFeatures } from "./chosen-features.ts";
import { type Language, languageEscapers } from "./escape/language-escapers.ts";
import { FreeText, type Printable } from "./free-text.ts";
import { makeModuleName } from "./make-module-name.ts";
import type { Pack } from "./pack.ts";
import { resolveLocale } from "./resolve-locale.ts";
import { translate } from "./translate.ts";

const defaultColor = "#2563eb";
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
/** Black or white, whichever is easier to read on the colour (luma of ITU-R BT.601). */
const readableOn = (color: string) => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return red * 0.299 + green * 0.587 + blue * 0.114 > 150 ? "#000000" : "#ffffff";
};
const rightToLeft = ["ar", "fa", "he", "ur"];

export interface ViewOptions {
  readonly pack: Pack;
  readonly request: ForgeRequest;
  readonly manifest: PluginManifest;
  readonly requestNumber: number;
  readonly requester: { readonly id: number; readonly login: string };
  readonly author: string;
}

/**
 * What a template sees as `it`. Plain strings in it obey a narrow grammar (names, versions, colours, locales); everything
 * a person may phrase freely is `FreeText`, printable only through the escapers of the file's language.
 */
export function createView(options: ViewOptions, language: Language, fileLocale?: string): object {
  const { pack, request, manifest } = options;
  const words = request.name.split("-");
  const title = words.map(capital).join(" ");
  const features = chosenFeatures(pack, request);
  const branding = request.merchant_branding;
  const locale = fileLocale ?? resolveLocale(pack.definition.locales, request.locale).locale;
  const brand = new FreeText(branding?.name ?? title);
  return {
    name: request.name,
    version: manifest.version,
    title,
    pascal: words.map(capital).join(""),
    prefix: words.map(capital).join("_"),
    snake: words.join("_"),
    upper: words.join("_").toUpperCase(),
    /** One lower-case word, and the same as a class: acmepay, Acmepay. */
    module: makeModuleName(request.name),
    moduleClass: capital(makeModuleName(request.name)),
    cms: request.cms,
    description: new FreeText(request.description),
    brand,
    /** Up to two letters for a monogram. */
    initials: new FreeText([...(branding?.name ?? title).trim()].slice(0, 1).join("").toLocaleUpperCase("en-US")),
    branded: branding !== undefined,
    logoUrl: branding?.logo_url === undefined ? undefined : new FreeText(branding.logo_url),
    color: (branding?.primary_color ?? defaultColor).toLowerCase(),
    onColor: readableOn((branding?.primary_color ?? defaultColor).toLowerCase()),
    author: new FreeText(options.author),
    requester: new FreeText(options.requester.login),
    requestNumber: options.requestNumber,
    pack: { name: pack.definition.name, version: pack.definition.version },
    supportedVersions: pack.definition.supportedVersions ?? "",
    /** Oldest first; `runtimeVersion` is the oldest, which package files demand. */
    runtimeVersions: pack.definition.runtimeVersions ?? [],
    runtimeVersion: pack.definition.runtimeVersions?.[0] ?? "",
    licence: manifest.licence,
    has: (feature: string) => features.includes(feature),
    features,
    methods: manifest.methods ?? [],
    publishes: manifest.events.publishes,
    params: manifest.params ?? [],
    memory: manifest.permissions.memory,
    inbound: manifest.permissions.network.inbound,
    outbound: manifest.permissions.network.outbound,
    usb: (request.usb ?? []).map((id) => ({
      vendorId: id.vendorId,
      productId: id.productId,
      port: id.port,
      serial: id.serial === undefined ? undefined : new FreeText(id.serial),
    })),
    locale,
    language: locale.split("_")[0],
    /** The locale as XLIFF and HTML write it: fr-FR. */
    tag: locale.replace("_", "-"),
    direction: rightToLeft.includes(locale.split("_")[0] ?? "") ? "rtl" : "ltr",
    locales: pack.definition.locales,
    keys: Object.keys(pack.words.get(locale) ?? {}),
    t: (key: string, values?: Readonly<Record<string, Printable>>) =>
      translate(pack, locale, key, { brand, ...values }),
    tr: (other: string, key: string, values?: Readonly<Record<string, Printable>>) =>
      translate(pack, other, key, { brand, ...values }),
    ...languageEscapers[language],
  };
}
