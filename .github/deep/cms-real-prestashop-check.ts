import { delimiter } from "node:path";
import { digestFolder } from "../../actions/sandbox/src/cms/read-pinned-folder.ts";
import { runPrestashop } from "./cms/run-prestashop.ts";
import { playAll, tellRealPlay } from "./cms/tell-real-play.ts";
import type { DeepCheck } from "./deep-check.ts";

const variable = "PLUGSMITH_PRESTASHOP_DIR";

/** Folders of releases that a person brought, several with the sign that separates paths. */
const listFolders = () => (process.env[variable] ?? "").split(delimiter).filter(Boolean);

/** Every release with one request; the author's name is hostile. */
const listPlays = (folders: readonly string[]) => folders.map((folder) => ["prestashop-full-fr", folder] as const);

async function play(fixture: string, folder: string) {
  const sha256 = digestFolder(folder);
  const { result, trouble } = await runPrestashop(fixture, {
    inputs: { "prestashop-dir": folder, "prestashop-sha256": sha256 },
  });
  return tellRealPlay({ product: "PrestaShop", fixture, sha256 }, { result, trouble });
}

/** The PrestaShop module in releases of PrestaShop that a person brought: this repository holds and fetches none. */
export const cmsRealPrestashopCheck: DeepCheck = {
  name: "cms-real-prestashop",
  summary: "does the PrestaShop module live in PrestaShop itself?",
  covers: [
    "actions/sandbox/cms/prestashop-site/*.{php,ini,cnf}",
    "actions/sandbox/src/cms/inside/platforms/prestashop/scenario/*.ts",
    "templates/packs/prestashop/files/module/**/*.{php,eta}",
  ],
  explainMissing: () =>
    listFolders().length > 0
      ? undefined
      : `no PrestaShop was brought: set ${variable} to the folder of an unpacked release with install/ and vendor/ (several: as in PATH)`,
  run: (say) => playAll(listPlays(listFolders()), play, say),
};
