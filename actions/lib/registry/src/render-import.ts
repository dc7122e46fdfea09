const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;

export interface ImportCommit {
  readonly ref: string;
  /** null: the first commit of the branch. */
  readonly parent: string | null;
  readonly message: string;
  readonly at: string;
  /** Contents by path; null: the file goes. */
  readonly files: Readonly<Record<string, string | null>>;
}

/** One commit as a stream for `git fast-import`: one process, whatever the number of files. */
export function renderImport({ ref, parent, message, at, files }: ImportCommit): string {
  const seconds = Math.floor(Date.parse(at) / 1000);
  return [
    `reset ${ref}\n${parent === null ? "" : `from ${parent}\n`}\n`,
    `commit ${ref}\n`,
    `committer plugsmith <plugsmith@users.noreply.github.com> ${seconds} +0000\n`,
    data(message),
    parent === null ? "" : `from ${parent}\n`,
    ...Object.entries(files).map(([path, text]) =>
      text === null ? `D ${path}\n` : `M 100644 inline ${path}\n${data(text)}`,
    ),
    "done\n",
  ].join("");
}
