import { join } from "node:path";
import { pathToFileURL } from "node:url";

interface Php {
  writeFile(path: string, content: string): void;
  run(options: { code: string }): Promise<{ text: string }>;
  exit(): void;
}
interface Runtime {
  loadNodeRuntime(version: string, options: { emscriptenOptions: { processId: number } }): Promise<number>;
}
interface Universal {
  PHP: new (runtime: number) => Php;
}

const code = `<?php
$broken = array();
foreach ( json_decode( file_get_contents( '/tmp/files.json' ), true ) as $name => $text ) {
	try {
		token_get_all( $text, TOKEN_PARSE );
	} catch ( ParseError $error ) {
		$broken[] = $name . ':' . $error->getLine() . ' ' . $error->getMessage();
	}
}
echo 'BROKEN', json_encode( $broken );`;

/**
 * Which files a release of PHP (`8.2`, from the sandbox's parts in `root`) does not parse, as `file:line message`.
 * @throws Error when PHP does not answer.
 */
export async function findUnparsed(
  root: string,
  php: string,
  files: Readonly<Record<string, string>>,
): Promise<string[]> {
  const load = async (name: string): Promise<unknown> =>
    import(pathToFileURL(join(root, "node_modules/@php-wasm", name, "index.js")).href);
  const { loadNodeRuntime } = (await load("node")) as Runtime;
  const { PHP } = (await load("universal")) as Universal;
  const machine = new PHP(await loadNodeRuntime(php, { emscriptenOptions: { processId: 1 } }));
  try {
    machine.writeFile("/tmp/files.json", JSON.stringify(files));
    const { text } = await machine.run({ code });
    const answer = /BROKEN(\[.*\])$/su.exec(text)?.[1];
    if (answer === undefined) throw new Error(`PHP ${php} gave no answer: ${text.slice(0, 300)}`);
    return JSON.parse(answer) as string[];
  } finally {
    machine.exit();
  }
}
