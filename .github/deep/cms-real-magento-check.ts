import { delimiter } from "node:path";
import { digestFolder } from "../../actions/sandbox/src/cms/read-pinned-folder.ts";
import { runContractPlugin } from "./cms/run-contract-plugin.ts";
import { playAll, tellRealPlay } from "./cms/tell-real-play.ts";
import type { DeepCheck } from "./deep-check.ts";

const variable = "PLUGSMITH_MAGENTO_DIR";

/** Folders of releases that a person brought, several with the sign that separates paths. */
const listFolders = () => (process.env[variable] ?? "").split(delimiter).filter(Boolean);

/** Every release with one request. */
const listPlays = (folders: readonly string[]) => folders.map((folder) => ["magento-full-fr", folder] as const);

async function play(fixture: string, folder: string) {
  const sha256 = digestFolder(folder);
  const inputs = { "magento-dir": folder, "magento-sha256": sha256 };
  return tellRealPlay({ product: "Magento", fixture, sha256 }, await runContractPlugin(fixture, "native", [], inputs));
}

/** The Magento module in releases of Magento that a person brought: this repository holds and fetches none. */
export const cmsRealMagentoCheck: DeepCheck = {
  name: "cms-real-magento",
  summary: "does the Magento module live in Magento itself?",
  covers: [
    "actions/sandbox/cms/magento-site/*.{php,ini,xml}",
    "actions/sandbox/src/cms/inside/platforms/magento/{pages,scenario,search}/*.ts",
    "templates/packs/magento/files/**/*.*",
  ],
  explainMissing: () =>
    listFolders().length > 0
      ? undefined
      : `no Magento was brought: set ${variable} to the folder of a Magento 2.4 with its packages (several: as in PATH)`,
  run: (say) => playAll(listPlays(listFolders()), play, say),
};
