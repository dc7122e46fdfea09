import { basename, dirname, isAbsolute, join } from "node:path";
import type { Step } from "@plugsmith/action-kit";
import { ForgeError } from "@plugsmith/schemas";
import { makeManifest, readPacks, renderPlugin, renderSummary, selectPack } from "@plugsmith/templates";
import { parseRequestText } from "./parse-request-text.ts";
import { parseRequester } from "./parse-requester.ts";

/** Generate: a forge request rendered by its template pack into `<out-dir>/plugins/<name>/`. Nothing is committed. */
export const generatePlugin: Step = {
  name: "generate",
  async run(toolkit) {
    const place = (path: string) => (isAbsolute(path) ? path : join(toolkit.run.workspace ?? "", path));
    const requestFile = place(toolkit.requiredInput("request-file"));
    const outDir = place(toolkit.requiredInput("out-dir"));
    const version = toolkit.requiredInput("version");
    const number = toolkit.input("request-number") || "0";
    if (!isAbsolute(requestFile) || !isAbsolute(outDir) || !/^(0|[1-9][0-9]{0,9})$/.test(number)) {
      throw new ForgeError("input_invalid", {
        message: "request-file and out-dir need to be absolute paths, request-number a number.",
        hint: "Correct the `with:` block of the step.",
      });
    }
    const requester = parseRequester(toolkit.input("requester-id"), toolkit.input("requester-login"));
    const author = toolkit.input("author") || requester.login;
    const bytes = toolkit.readFile(dirname(requestFile), basename(requestFile));
    if (bytes === null) {
      throw new ForgeError("request_unreadable", {
        message: "The request file does not exist.",
        hint: "Check the input request-file.",
      });
    }
    const request = parseRequestText(bytes);
    const pack = selectPack(await readPacks(), request.cms);
    const tree = renderPlugin({ pack, request, version, requestNumber: Number(number), requester, author });
    for (const [path, { content }] of tree) toolkit.writeFile(outDir, `plugins/${request.name}/${path}`, content);
    toolkit.setOutput("plugin-dir", join(outDir, "plugins", request.name));
    const summary = renderSummary({ pack, request, manifest: makeManifest({ pack, request, version, author }) });
    return {
      message: `Generated ${request.name} ${version}: ${tree.size} files.`,
      plugin: { name: request.name, version },
      summary: `${summary.manifest}\n\n${summary.permissions}`,
      facts: {
        files: tree.size,
        pack: pack.definition.name,
        packVersion: pack.definition.version,
        packDigest: pack.digest,
      },
    };
  },
};
