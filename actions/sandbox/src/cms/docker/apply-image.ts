import { ForgeError } from "@plugsmith/schemas";
import type { Engine } from "./engine.ts";
import type { ImageReference } from "./parse-image-reference.ts";

export interface ImageFacts {
  /** As it was asked for. */
  readonly name: string;
  /** Digest of the image's own configuration, which the engine runs; `sha256:…`. */
  readonly id: string;
  readonly sizeMiB: number;
  /** That it says of itself, as official images do; undefined when it does not. */
  readonly php: string | undefined;
}

const pullMs = 20 * 60_000;

async function inspect(engine: Engine, name: string): Promise<ImageFacts | undefined> {
  const { exitCode, stdout } = await engine.run(["image", "inspect", "--format", "{{json .}}", name]);
  if (exitCode !== 0) return undefined;
  const { Id, Size, Config } = JSON.parse(stdout) as { Id: string; Size: number; Config?: { Env?: string[] | null } };
  const php = Config?.Env?.map((line) => /^PHP_VERSION=([\d.]{1,20})$/.exec(line)?.[1]).find(Boolean);
  return { name, id: Id, sizeMiB: Math.round(Size / 2 ** 20), php };
}

/** MiB that a registry says it will send; undefined when it does not answer, or with a list of platforms. */
async function readDownload(engine: Engine, name: string): Promise<number | undefined> {
  const { exitCode, stdout } = await engine.run(["manifest", "inspect", name], { timeoutMs: 30_000 });
  if (exitCode !== 0) return undefined;
  const { layers } = JSON.parse(stdout) as { layers?: readonly { size: number }[] };
  return layers && Math.round(layers.reduce((sum, { size }) => sum + size, 0) / 2 ** 20);
}

/**
 * Makes sure that an image is on this machine; `say` hears of a download before it begins. The engine compares what it gets with the digest.
 * @throws ForgeError `tool_missing` when it is nowhere.
 */
export async function applyImage(
  engine: Engine,
  image: ImageReference,
  say: (line: string) => void,
): Promise<ImageFacts> {
  const here = await inspect(engine, image.name);
  if (here) return here;
  if (!image.pullable) {
    throw new ForgeError("tool_missing", {
      message: `The engine has no image ${image.name}.`,
      hint: "docker images --no-trunc lists what it has; an image of a registry is named with its repository.",
    });
  }
  const size = await readDownload(engine, image.name);
  say(`downloading the image ${image.name} (${size === undefined ? "its size is not known before" : `${size} MiB`})`);
  const pulled = await engine.run(["pull", "--quiet", "--platform", "linux/amd64", image.name], { timeoutMs: pullMs });
  const got = pulled.exitCode === 0 ? await inspect(engine, image.name) : undefined;
  if (!got) {
    const words = pulled.stopped === "timeout" ? "it took longer than 20 minutes" : pulled.stderr.trim().slice(-400);
    throw new ForgeError("tool_missing", {
      message: `The image ${image.name} could not be downloaded: ${words}`,
      hint: "Check its name and digest, and docker login for a private registry.",
    });
  }
  say(`downloaded ${image.name}: ${got.sizeMiB} MiB on disk`);
  return got;
}

/** An image without a file, for programs that live on folders of this machine; made here, never downloaded. */
export async function applyEmptyImage(engine: Engine, name: string): Promise<void> {
  if (await inspect(engine, name)) return;
  // An archive that ends at once.
  const archive = "\0".repeat(1024);
  const { exitCode, stderr } = await engine.run(["import", "-", name], { input: archive });
  if (exitCode === 0) return;
  throw new ForgeError("tool_missing", {
    message: `The engine could not make an empty image: ${stderr.trim().slice(-300)}`,
    hint: "docker info says whether the engine has room and may be written to.",
  });
}
