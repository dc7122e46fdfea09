import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { localToolkit } from "@plugsmith/action-kit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { applyWheelBuild } from "./apply-wheel-build.ts";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "plugsmith-wheel-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const backend =
  "def build_wheel(folder, *more):\n    with open(folder + '/acme-1.0-py3-none-any.whl', 'wb') as file:\n        file.write(open('src/acme.py', 'rb').read())\n    return 'acme-1.0-py3-none-any.whl'\n";
const system = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["tools"]\n';
const good = { "pyproject.toml": system, "tools/backend.py": backend, "src/acme.py": "x = 1\n" };

function build(files: Record<string, string>, name = "stage") {
  const stage = join(home, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(stage, path)), { recursive: true });
    writeFileSync(join(stage, path), text);
  }
  return applyWheelBuild(localToolkit({ inputs: {}, waiver: "process" }), stage, join(home, "scratch"));
}

describe.skipIf(!existsSync("/usr/bin/python3"))("applyWheelBuild", () => {
  it("answers name and digest of the wheel, the same in every folder, and keeps nothing", async () => {
    const one = await build(good);
    expect(one).toMatchObject({ wheel: "acme-1.0-py3-none-any.whl", wheelDigest: expect.stringMatching(/^sha256:/) });
    expect(await build(good, "deep/stage")).toEqual(one);
    expect(readdirSync(home).sort()).toEqual(["deep", "stage"]);
  });

  it("installs nothing for a back end that lies elsewhere, and says so", async () => {
    for (const text of [
      '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n',
      "[project]\n",
    ]) {
      expect(await build({ "pyproject.toml": text })).toEqual({ wheelSkipped: expect.stringContaining("installed") });
    }
  });

  it("refuses packages that nothing pins, and takes them with a requirements.txt", async () => {
    const wanting = { ...good, "pyproject.toml": `${system}[project]\ndependencies = ["requests>=2"]\n` };
    await expect(build(wanting)).rejects.toMatchObject({
      code: "dependencies_invalid",
      message: expect.stringContaining("requests>=2"),
    });
    expect(await build({ ...wanting, "requirements.txt": "" })).toHaveProperty("wheel");
  });

  it.each([
    ["raises", "def build_wheel(folder, *more):\n    raise ValueError('no version')\n", "no version"],
    ["makes nothing", "def build_wheel(folder, *more):\n    return 'acme-1.0-py3-none-any.whl'\n", "made none"],
    ["names another file", "def build_wheel(folder, *more):\n    return '../../etc/passwd'\n", "does not build"],
    [
      "links elsewhere",
      "import os\ndef build_wheel(folder, *more):\n    os.symlink('/etc/passwd', folder + '/a.whl')\n    return 'a.whl'\n",
      "made none",
    ],
    ["is no Python", "def (", "SyntaxError"],
  ])("refuses a back end that %s", async (_, text, words) => {
    await expect(build({ ...good, "tools/backend.py": text })).rejects.toMatchObject({
      code: "build_failed",
      message: expect.stringContaining(words),
    });
  });
});
