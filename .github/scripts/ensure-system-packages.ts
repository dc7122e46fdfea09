/** Installs the system programs that tests use where it may (Debian or Ubuntu, as root or with `sudo -n`), otherwise says what is skipped. */
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Check, Skip } from "./check.ts";
import { runProgram } from "./run-program.ts";

interface SystemPackage {
  readonly name: string;
  /** A command that exits 0 only where the program works. */
  readonly probe: readonly [string, ...string[]];
  readonly needs: string;
}

const packages: readonly SystemPackage[] = [
  { name: "git", probe: ["git", "--version"], needs: "everything that reads or writes a repository" },
  {
    name: "bubblewrap",
    probe: ["bwrap", "--ro-bind", "/", "/", "--unshare-all", "true"],
    needs: "tests of the operating-system boundary around plugin code",
  },
  { name: "php-cli", probe: ["php", "--version"], needs: "tests of generated PHP plugins" },
  {
    name: "php-xml",
    probe: ["php", "-r", "exit(extension_loaded('dom') ? 0 : 1);"],
    needs: "tests of generated PHP plugins that write reports",
  },
  { name: "openssh-client", probe: ["ssh", "-V"], needs: "tests of approvals signed with an SSH key" },
  { name: "softhsm2", probe: ["softhsm2-util", "--version"], needs: "tests of signing with a PKCS#11 token" },
  { name: "opensc", probe: ["which", "pkcs11-tool"], needs: "tests of signing with a PKCS#11 token" },
  { name: "subversion", probe: ["svnserve", "--version"], needs: "tests of publishing on WordPress.org" },
  { name: "python3", probe: ["python3", "--version"], needs: "tests of generated Python plugins" },
  {
    name: "composer",
    probe: ["/usr/bin/composer", "--version"],
    needs: "tests of PHP plugins with packages of others",
  },
  { name: "unzip", probe: ["which", "unzip"], needs: "tests of PHP plugins with packages of others" },
  {
    name: "python3-pip",
    probe: ["/usr/bin/python3", "-I", "-m", "pip", "--version"],
    needs: "tests of Python plugins with packages of others",
  },
];

const isThere = async (argv: readonly [string, ...string[]]) =>
  (await runProgram(argv, { timeoutMs: 20_000 })).code === 0;

async function listMissing(): Promise<SystemPackage[]> {
  const found = await Promise.all(packages.map(({ probe }) => isThere(probe)));
  return packages.filter((_each, index) => !found[index]);
}

/** argv prefix that may install, or nothing where this process may not. */
async function findInstaller(): Promise<string[] | undefined> {
  if (!existsSync("/etc/debian_version") || !(await isThere(["apt-get", "--version"]))) return undefined;
  if (process.getuid?.() === 0) return [];
  return (await isThere(["sudo", "-n", "true"])) ? ["sudo", "-n"] : undefined;
}

async function install(names: readonly string[], prefix: readonly string[]): Promise<string> {
  const apt = (...args: string[]) => {
    const argv = [...prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", ...args];
    return runProgram(argv as [string, ...string[]], { timeoutMs: 240_000 });
  };
  const updated = await apt("update");
  const installed = await apt("install", "-y", "--no-install-recommends", ...names);
  return installed.code === 0 ? "" : `${updated.output}\n${installed.output}`.trim().slice(-2000);
}

/** What is still missing after trying, as skips that the closing lines count. */
export const systemPackagesCheck: Check = {
  name: "system packages",
  async run() {
    const before = await listMissing();
    const installer = before.length > 0 ? await findInstaller() : undefined;
    const trouble = installer
      ? await install(
          before.map(({ name }) => name),
          installer,
        )
      : "";
    const missing = installer ? await listMissing() : before;
    const why = installer
      ? `apt-get could not install it: ${trouble.split("\n").at(-1) ?? ""}`
      : "it is not installed and this user may not install it";
    const skips = missing.map(
      ({ name, needs }): Skip => ({
        what: `${name}: ${needs}`,
        why,
        how: `apt-get install ${name}, or your system's package of that program`,
      }),
    );
    const installed = before.length - missing.length;
    const saw = `${packages.length} programs${installed > 0 ? `, ${installed} installed now` : ""}${missing.length > 0 ? `, ${missing.length} missing` : ""}`;
    return { passed: missing.length === 0 ? 1 : 0, failed: 0, skips, saw };
  },
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const result = await systemPackagesCheck.run();
  console.log(result.saw);
  for (const { what, why, how } of result.skips) console.log(`- ${what}: ${why}. ${how}`);
}
