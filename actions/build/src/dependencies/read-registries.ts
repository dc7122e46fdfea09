import { ForgeError } from "@plugsmith/schemas";
import { isPlainAddress } from "./check-origin.ts";

/** Where packages and advisories come from; addresses without a slash at their end. */
export interface Registries {
  /** Nothing outside is asked at all. */
  readonly offline: boolean;
  readonly npm: string;
  /** Composer repositories of the forge's own, besides the archives of Packagist and GitHub. */
  readonly composer: readonly string[];
  /** A PEP 503 index. */
  readonly pypi: string;
  readonly npmAdvisories: string;
  readonly composerAdvisories: string;
  readonly osv: string;
}

/**
 * Registries as the job's environment names them, the public ones where it names none: `PLUGSMITH_NPM_REGISTRY`,
 * `PLUGSMITH_COMPOSER_REPOSITORY`, `PLUGSMITH_PYPI_INDEX`, `PLUGSMITH_NPM_ADVISORIES`, `PLUGSMITH_COMPOSER_ADVISORIES`,
 * `PLUGSMITH_OSV`; `PLUGSMITH_OFFLINE=1` asks nobody. A plugin has no say in them.
 * @throws ForgeError `input_invalid` for an address that is not plain https (http on this machine).
 */
export function readRegistries(environment: NodeJS.ProcessEnv = process.env): Registries {
  const read = (name: string, usual: string) => {
    const full = environment[name] || usual;
    const given = full.endsWith("/") ? full.slice(0, -1) : full;
    if (URL.canParse(given) && isPlainAddress(new URL(given))) return given;
    throw new ForgeError("input_invalid", {
      message: `${name} is no plain https address.`,
      hint: "Write it as https://host/path, without user, query or fragment.",
    });
  };
  const npm = read("PLUGSMITH_NPM_REGISTRY", "https://registry.npmjs.org");
  const composer = environment["PLUGSMITH_COMPOSER_REPOSITORY"];
  return {
    offline: /^(1|true|yes)$/.test(environment["PLUGSMITH_OFFLINE"] ?? ""),
    npm,
    composer: composer ? [new URL(read("PLUGSMITH_COMPOSER_REPOSITORY", composer)).origin] : [],
    pypi: read("PLUGSMITH_PYPI_INDEX", "https://pypi.org/simple"),
    npmAdvisories: read("PLUGSMITH_NPM_ADVISORIES", npm),
    composerAdvisories: read("PLUGSMITH_COMPOSER_ADVISORIES", "https://packagist.org"),
    osv: read("PLUGSMITH_OSV", "https://api.osv.dev"),
  };
}
