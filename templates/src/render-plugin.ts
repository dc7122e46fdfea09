import { ForgeError, type ForgePin, type ForgeRequest } from "@plugsmith/schemas";
import { chosenFeatures } from "./chosen-features.ts";
import { compileTemplate } from "./compile-template.ts";
import { fillPath } from "./fill-path.ts";
import { makeManifest } from "./make-manifest.ts";
import { drawMonogram } from "./monogram/draw-monogram.ts";
import type { Pack } from "./pack.ts";
import { renderJson } from "./render-json.ts";
import { type RenderedFile, type RenderedTree, sortTree } from "./rendered-tree.ts";
import { checkFeatures, selectPack } from "./select-pack.ts";
import { createView } from "./template-view.ts";

export interface RenderOptions {
  readonly pack: Pack;
  readonly request: ForgeRequest;
  readonly version: string;
  /** Number of the issue or PR that asked; 0 for a render outside GitHub. */
  readonly requestNumber: number;
  readonly requester: { readonly id: number; readonly login: string };
  /** Who the manifest and the licence name, at most 120 characters. */
  readonly author: string;
}

const targetPath = /^[A-Za-z0-9_][A-Za-z0-9_.-]*(\/[A-Za-z0-9_][A-Za-z0-9_.-]*)*$/;

/**
 * Every file of a plugin, the same bytes for the same input. Pure: no clock, no environment.
 * Throws `pack_unknown`, `feature_unsupported`, `request_invalid` (permissions), `manifest_invalid`, `pack_invalid`.
 */
export function renderPlugin(options: RenderOptions): RenderedTree {
  const { pack, request } = options;
  selectPack([pack], request.cms);
  checkFeatures(pack, request);
  const manifest = makeManifest(options);
  const files = new Map<string, RenderedFile>([
    ["plugin.json", { content: renderJson(manifest), executable: false }],
    ["forge.json", { content: renderJson(makePin(options)), executable: false }],
  ]);
  const wanted = new Set<string>(chosenFeatures(pack, request));
  if (request.usb !== undefined && request.usb.length > 0) wanted.add("usb");
  if (request.merchant_branding !== undefined) wanted.add("branding");
  for (const file of pack.definition.files) {
    if (file.when !== undefined && !wanted.has(file.when)) continue;
    const render = compileTemplate(pack, file.template);
    for (const locale of /\{\{(locale|tag)\}\}/.test(file.path) ? pack.definition.locales : [undefined]) {
      const path = fillPath(file.path, request.name, locale, options.version);
      if (!targetPath.test(path) || files.has(path))
        throw new ForgeError("pack_invalid", {
          message: `Pack ${pack.definition.name} writes ${path}, which it may not.`,
        });
      const text = render(createView({ ...options, manifest }, file.language, locale));
      const content = file.language === "png" ? drawMonogram(text) : text;
      files.set(path, { content, executable: file.language === "shell" });
    }
  }
  return sortTree(files);
}

function makePin({ pack, request, requestNumber, requester }: RenderOptions): ForgePin {
  return {
    schemaVersion: 1,
    request,
    requestNumber,
    requester: { id: requester.id, login: requester.login },
    pack: { name: pack.definition.name, version: pack.definition.version, digest: pack.digest },
    engine: "template",
  };
}
